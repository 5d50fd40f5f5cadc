#include "amendments/batch_screens.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <limits>
#include <sstream>

#include "amendments/screens.hpp"
#include "amendments/words.hpp"

namespace ssiis::amendments {
namespace {

using web::N_;

constexpr std::string_view batches_home = "/inspection/amendments/batches";
constexpr int batches_shown = 50;
constexpr std::int64_t lines_a_page = 100;

std::string batch_address(std::int64_t number, std::string_view below = {}) {
  return fmt::format("{}/{}{}", batches_home, number, below);
}

std::string confirmation_address(const ConfirmationRow& c) {
  return batch_address(c.batch, fmt::format("/confirmations/{}", c.id));
}

struct BatchPage {
  std::string_view file;
  std::string title;
  std::int64_t batch{0};  // that it lies below; 0 for the list
};

web::Page batch_page(const BatchScreenNeeds& n, const web::Request& rq, const BatchPage& p, const web::Data& data,
                     const Rejections& reasons) {
  const auto& t = n.renderer.translator();
  auto page = web::fragment(reasons.empty() ? p.title : web::refused_title(t, rq.language, p.title),
                            n.renderer.render("amendments/" + std::string{p.file}, rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.amendments";
  page.crumbs.push_back({t.text(rq.language, N_("Changes of the register")), "/inspection/amendments"});
  const bool home = p.file == "batches.tpl";
  page.crumbs.push_back({t.text(rq.language, N_("Batches for the MIS")), home ? "" : std::string{batches_home}});
  if (p.batch != 0)
    page.crumbs.push_back({t.text(rq.language, N_("Batch {1}"), {std::to_string(p.batch)}), batch_address(p.batch)});
  if (!home) page.crumbs.push_back({p.title, ""});
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

web::Page batch_problem(const BatchScreenNeeds& n, const web::Request& rq, const Rejection& why) {
  return web::problem(n.renderer, rq, web::status_of(why), why);
}

// Days in a refusal as people read them.
Rejections with_days_in_words(const web::Translator& t, std::string_view language, Rejections reasons) {
  for (auto& why : reasons)
    for (auto& argument : why.args)
      if (const auto day = Day::parse(argument)) argument = t.date(language, *day);
  return reasons;
}

void put_figures(const web::Translator& t, const web::Request& rq, web::Data& row, const BatchRow& b) {
  const auto open = b.changes - b.applied - b.refused;
  row.set("B_NUMBER", b.number)
      .set("B_HREF", batch_address(b.number))
      .set("B_CLOSED", t.date_time(rq.language, b.closed_at))
      .set("B_CHANGES", t.number(rq.language, b.changes))
      .set("B_APPLIED", t.number(rq.language, b.applied))
      .set("B_REFUSED", t.number(rq.language, b.refused))
      .set("B_OPEN", t.number(rq.language, open))
      .show_if("B_UNSETTLED", b.unsettled > 0)
      .show_if("B_SOME_REFUSED", b.refused > 0)
      .show_if("B_SOME_OPEN", open > 0);
}

web::Page list_of_batches(const BatchScreenNeeds& n, const web::Request& rq, const Rejections& reasons) {
  const auto& t = n.renderer.translator();
  const auto before = whole_number(rq.parameter("before")).value_or(std::numeric_limits<std::int64_t>::max());
  auto found = n.batches.list(rq.who(), before, batches_shown + 1);
  const auto waiting = n.batches.waiting(rq.who());
  web::Data data;
  const bool more = found.size() > std::size_t{batches_shown};
  if (more) found.pop_back();
  for (const auto& b : found) {
    auto& row = data.add("BATCH");
    put_figures(t, rq, row, b);
    row.set("B_BY", n.person(b.closed_by, rq.language));
  }
  const bool by_file = n.batches.way() == Way::file;
  data.show_if("BATCHES", !found.empty())
      .show_if("BY_FILE", by_file)
      .show_if("CLOSABLE", waiting > 0)
      .set("WAITING", by_file ? t.plural(rq.language, "{1} accepted change waits to be sent.",
                                         "{1} accepted changes wait to be sent.", waiting)
                              : t.plural(rq.language, "{1} change that takes back another waits to be sent.",
                                         "{1} changes that take back others wait to be sent.", waiting))
      .show_if("MORE", more);
  if (more) data.set("MORE_HREF", fmt::format("{}?before={}", batches_home, found.back().number));
  web::fill_form(data, rq, t, reasons);
  return batch_page(n, rq, {"batches.tpl", t.text(rq.language, N_("Batches for the MIS"))}, data, reasons);
}

web::Page close_batch(const BatchScreenNeeds& n, const web::Request& rq) {
  const auto key = web::request_key(rq);
  if (!key) return batch_problem(n, rq, key.rejection());
  const auto closed = n.batches.close(rq.who(), *key);
  if (closed) return web::see_other(batch_address(*closed));
  if (web::status_of(closed.rejection()) == 403) return batch_problem(n, rq, closed.rejection());
  return list_of_batches(n, rq, closed.rejections());
}

void put_outcome(const web::Translator& t, const web::Request& rq, web::Data& row, std::string_view outcome,
                 State state) {
  const auto say = [&](web::Tone tone, const char* words) { web::fill_tag(row, tone, t.text(rq.language, words)); };
  if (outcome == "applied") return say(web::Tone::ok, N_("written, says the MIS"));
  if (outcome == "refused") return say(web::Tone::bad, N_("refused by the MIS"));
  if (state == State::confirmed) return say(web::Tone::ok, N_("shown by the register"));
  say(web::Tone::warn, N_("not confirmed yet"));
}

void put_change(const BatchScreenNeeds& n, const web::Request& rq, web::Data& row, const Amendment& a) {
  row.set("C_HREF", amendment_address(a))
      .set("C_KIND", kind_words(n.kinds, a.kind, rq.language))
      .set("C_SUBJECT", a.subject_name.empty() ? a.subject_key : a.subject_name)
      .set("C_UNIT", a.unit_name)
      .set("C_ORDER", a.order_number)
      .show_if("C_OF_WORKER", !a.subject_key.empty());
}

void put_lines(const BatchScreenNeeds& n, const web::Request& rq, web::Data& data,
               const std::vector<BatchOffice::Line>& lines, std::int64_t number) {
  const auto& t = n.renderer.translator();
  const auto total = static_cast<std::int64_t>(lines.size());
  const auto pages = std::max<std::int64_t>(1, (total + lines_a_page - 1) / lines_a_page);
  const auto page = std::clamp<std::int64_t>(whole_number(rq.parameter("page")).value_or(1), 1, pages);
  const auto first = (page - 1) * lines_a_page, last = std::min(total, page * lines_a_page);
  for (auto i = first; i < last; ++i) {
    const auto& line = lines[static_cast<std::size_t>(i)];
    auto& row = data.add("LINE");
    put_change(n, rq, row, line.amendment);
    put_outcome(t, rq, row, line.sent.outcome, line.amendment.state);
    row.set("C_KEY", line.sent.key)
        .set("C_SAID", line.sent.outcome == "refused" ? line.sent.reason : line.sent.reference)
        .set("C_DAY", line.sent.day ? t.date(rq.language, *line.sent.day) : std::string{})
        .show_if("C_ANSWERED", line.sent.day.has_value());
  }
  const auto at = [&](std::int64_t p) { return batch_address(number, fmt::format("?page={}", p)); };
  web::fill_pager(data, t, rq.language,
                  {first + 1, last, total, page > 1 ? at(page - 1) : "", page < pages ? at(page + 1) : ""});
}

web::Page one_batch(const BatchScreenNeeds& n, const web::Request& rq, const Rejections& reasons) {
  const auto& t = n.renderer.translator();
  const auto number = whole_number(rq.capture("batch")).value_or(0);
  const auto found = n.batches.find(rq.who(), number);
  if (!found) return batch_problem(n, rq, found.rejection());
  const auto lines = n.batches.lines(rq.who(), number);
  if (!lines) return batch_problem(n, rq, lines.rejection());
  web::Data data;
  put_figures(t, rq, data, *found);
  put_lines(n, rq, data, *lines, number);
  data.set("B_BY", n.person(found->closed_by, rq.language))
      .set("B_MANIFEST", found->manifest_sha256)
      .set("ARCHIVE_HREF", batch_address(number, "/archive"))
      .set("CONFIRMATIONS_HREF", batch_address(number, "/confirmations"));
  const auto confirmations = n.batches.confirmations(rq.who(), number);
  data.show_if("CONFIRMATIONS", !confirmations.empty());
  for (const auto& c : confirmations)
    data.add("CONFIRMATION")
        .set("F_HREF", confirmation_address(c))
        .set("F_NAME", c.file_name)
        .set("F_AT", t.date_time(rq.language, c.brought_at))
        .set("F_BY", n.person(c.brought_by, rq.language))
        .show_if("F_COUNTED", c.counted)
        .show_if("F_WAITS", c.waits())
        .show_if("F_ASIDE", c.aside_at.has_value());
  web::fill_form(data, rq, t, reasons);
  return batch_page(n, rq, {"batch.tpl", t.text(rq.language, N_("Batch {1}"), {std::to_string(number)})}, data,
                    reasons);
}

web::Page archive_of_batch(const BatchScreenNeeds& n, const web::Request& rq) {
  const auto number = whole_number(rq.capture("batch")).value_or(0);
  auto bytes = n.batches.archive(rq.who(), number);
  if (!bytes) return batch_problem(n, rq, bytes.rejection());
  return web::download(fmt::format("ssiis-batch-{}.zip", number), "application/zip", std::move(bytes).value());
}

Result<std::string> bytes_brought(const web::Request& rq) {
  const auto upload = std::find_if(rq.uploads.begin(), rq.uploads.end(),
                                   [](const web::Upload& u) { return u.field == "file" && u.size > 0; });
  if (upload == rq.uploads.end()) return Rejection{"upload.empty", {}, "file"};
  if (upload->size > largest_confirmation)
    return Rejection{"confirmation.too_large", {std::to_string(largest_confirmation >> 20U)}, "file"};
  std::ifstream in{upload->quarantine_path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  if (!in) throw std::runtime_error{"an uploaded file cannot be read"};
  return std::move(out).str();
}

web::Page bring_confirmation(const BatchScreenNeeds& n, const web::Request& rq) {
  const auto number = whole_number(rq.capture("batch")).value_or(0);
  if (const auto found = n.batches.find(rq.who(), number); !found) return batch_problem(n, rq, found.rejection());
  const auto refused = [&](const Rejections& why) {
    return one_batch(n, rq, with_days_in_words(n.renderer.translator(), rq.language, why));
  };
  const auto bytes = bytes_brought(rq);
  if (!bytes) return refused(bytes.rejections());
  const auto brought = n.batches.bring_in(rq.who(), number, rq.uploads.front().file_name, *bytes);
  if (!brought) return refused(brought.rejections());
  return web::see_other(batch_address(number, fmt::format("/confirmations/{}", *brought)));
}

void put_confirmation(const BatchScreenNeeds& n, const web::Request& rq, web::Data& data, const ConfirmationRow& c) {
  const auto& t = n.renderer.translator();
  data.set("BATCH_HREF", batch_address(c.batch))
      .set("ACTION", confirmation_address(c))
      .set("ASIDE_ACTION", batch_address(c.batch, fmt::format("/put_aside/{}", c.id)))
      .set("F_NAME", c.file_name)
      .set("F_SHA", c.sha256)
      .set("F_VERSION", c.version)
      .set("F_AT", t.date_time(rq.language, c.brought_at))
      .set("F_BY", n.person(c.brought_by, rq.language))
      .set("F_APPLIED", t.number(rq.language, c.applied))
      .set("F_REFUSED", t.number(rq.language, c.refused))
      .set("F_REASON", c.aside_reason)
      .set("VALUE_reason", rq.text_block("reason"))
      .show_if("F_COUNTED", c.counted)
      .show_if("F_WAITS", c.waits())
      .show_if("F_ASIDE", c.aside_at.has_value());
  if (c.counted_at)
    data.set("F_COUNTED_AT", t.date_time(rq.language, *c.counted_at))
        .set("F_COUNTED_BY", n.person(c.counted_by, rq.language));
  if (c.aside_at)
    data.set("F_ASIDE_AT", t.date_time(rq.language, *c.aside_at)).set("F_ASIDE_BY", n.person(c.aside_by, rq.language));
}

void put_said(const BatchScreenNeeds& n, const web::Request& rq, web::Data& data, const BatchOffice::Preview& seen) {
  const auto& t = n.renderer.translator();
  const auto fresh = std::count_if(seen.rows.begin(), seen.rows.end(), [](const auto& r) { return r.is_new; });
  data.show_if("MAY_COUNT", seen.confirmation.waits()).show_if("NOTHING_NEW", fresh == 0);
  for (const auto& r : seen.rows) {
    auto& row = data.add("LINE");
    put_change(n, rq, row, r.amendment);
    put_outcome(t, rq, row, r.said.applied ? "applied" : "refused", State::sent);
    row.set("C_ROW", r.said.row)
        .set("C_SAID", r.said.applied ? r.said.reference : r.said.reason)
        .set("C_DAY", t.date(rq.language, r.said.day))
        .show_if("C_KNOWN", !r.is_new && !seen.confirmation.counted);
  }
}

web::Page one_confirmation(const BatchScreenNeeds& n, const web::Request& rq, const Rejections& reasons) {
  const auto& t = n.renderer.translator();
  const auto number = whole_number(rq.capture("batch")).value_or(0);
  const auto found = n.batches.find_confirmation(rq.who(), whole_number(rq.capture("confirmation")).value_or(0));
  if (!found || found->batch != number) return batch_problem(n, rq, Rejection{"confirmation.unknown"});
  const auto seen = n.batches.preview(rq.who(), found->id);
  if (!seen && web::status_of(seen.rejection()) != 422) return batch_problem(n, rq, seen.rejection());
  web::Data data;
  put_confirmation(n, rq, data, *found);
  data.show_if("READABLE", static_cast<bool>(seen));
  if (seen) put_said(n, rq, data, *seen);
  // What speaks against counting it stands there until somebody has settled it.
  const bool stuck = !seen && found->waits();
  data.show_if("OBJECTIONS", stuck);
  if (stuck)
    for (const auto& why : with_days_in_words(t, rq.language, seen.rejections()))
      data.add("OBJECTION").set("SENTENCE", t.rejection(rq.language, why));
  auto told = stuck && !reasons.empty() && reasons.front().field == "file" ? Rejections{} : reasons;
  web::fill_form(data, rq, t, with_days_in_words(t, rq.language, told));
  auto page =
      batch_page(n, rq, {"confirmation.tpl", t.text(rq.language, N_("Confirmation of the MIS")), number}, data, told);
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

web::Page count_confirmation_file(const BatchScreenNeeds& n, const web::Request& rq) {
  const auto number = whole_number(rq.capture("batch")).value_or(0);
  const auto id = whole_number(rq.capture("confirmation")).value_or(0);
  const auto done = n.batches.count(rq.who(), id);
  if (done) return web::see_other(batch_address(number));
  if (web::status_of(done.rejection()) != 422) return batch_problem(n, rq, done.rejection());
  return one_confirmation(n, rq, done.rejections());
}

web::Page put_confirmation_aside(const BatchScreenNeeds& n, const web::Request& rq) {
  const auto key = web::request_key(rq);
  const auto id = whole_number(rq.capture("confirmation")), version = whole_number(rq.field("version"));
  if (!key) return batch_problem(n, rq, key.rejection());
  if (!id || !version) return batch_problem(n, rq, Rejection{"request.malformed"});
  const auto done = n.batches.put_aside(rq.who(), *id, *version, rq.text_block("reason"), *key);
  if (done) return web::see_other(batch_address(whole_number(rq.capture("batch")).value_or(0)));
  if (web::status_of(done.rejection()) != 422) return batch_problem(n, rq, done.rejection());
  return one_confirmation(n, rq, done.rejections());
}

}  // namespace

void add_batch_screens(web::Router& router, const BatchScreenNeeds& needs) {
  const auto route = [&](std::string method, const std::string& below, auto handler) {
    router.add({std::move(method), std::string{batches_home} + below, web::Mount::staff, std::string{may_export},
                [needs, handler](const web::Request& rq) { return handler(needs, rq); }});
  };
  using Needs = BatchScreenNeeds;
  using Request = web::Request;
  route("GET", "", [](const Needs& n, const Request& rq) { return list_of_batches(n, rq, {}); });
  route("POST", "", close_batch);
  route("GET", "/{batch}", [](const Needs& n, const Request& rq) { return one_batch(n, rq, {}); });
  route("GET", "/{batch}/archive", archive_of_batch);
  route("POST", "/{batch}/confirmations", bring_confirmation);
  route("GET", "/{batch}/confirmations/{confirmation}",
        [](const Needs& n, const Request& rq) { return one_confirmation(n, rq, {}); });
  route("POST", "/{batch}/confirmations/{confirmation}", count_confirmation_file);
  route("POST", "/{batch}/put_aside/{confirmation}", put_confirmation_aside);
}

}  // namespace ssiis::amendments
