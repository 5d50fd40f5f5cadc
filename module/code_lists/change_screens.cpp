// The form of an act, its preview, and its sending.
#include <fmt/format.h>

#include <algorithm>

#include "code_lists/screen_parts.hpp"

namespace ssiis::code_lists {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

constexpr int parts_of_form = 4;

std::vector<std::string> codes_typed(const std::string& text) {
  std::vector<std::string> out;
  for (const auto& word : split(text, ' ')) {
    std::string code{trimmed(word)};
    std::erase(code, ',');
    if (!code.empty()) out.push_back(std::move(code));
  }
  return out;
}

// The asked kind of act; a new entry when none is.
ActKind asked_kind(const Request& rq) {
  return act_kind(rq.is_write() ? rq.field("kind") : rq.parameter("kind")).value_or(ActKind::open);
}

Act typed_act(const Request& rq, ActKind kind, Rejections& reasons) {
  Act act{kind, {}, rq.field("reference"), codes_typed(lao::ascii_digits(rq.field("codes"))), {}};
  if (const auto day = rq.day("day"))
    act.day = *day;
  else
    reasons.push_back(Rejection{"codes.day_missing", {}, "day"});
  const auto code_in = [&](const std::string& field) { return lao::ascii_digits(rq.field(field)); };
  if (kind == ActKind::split) {
    for (int n = 1; n <= parts_of_form; ++n) {
      const auto tail = "_" + std::to_string(n);
      if (rq.field("code" + tail).empty()) continue;
      act.outcomes.push_back({code_in("code" + tail), "", code_in("parent" + tail), rq.field("name_lo" + tail),
                              rq.field("name_en" + tail), "", "", codes_typed(code_in("takes" + tail))});
    }
  } else if (kind != ActKind::close && !code_in("code").empty()) {
    act.outcomes.push_back(
        {code_in("code"),
         rq.field("level"),
         code_in("parent"),
         rq.field("name_lo"),
         rq.field("name_en"),
         rq.field("other_names"),
         code_in("serves"),
         {},
         {rq.field("town_lo"), rq.field("town_en"), rq.field("contact_lo"), rq.field("contact_en")}});
  }
  return act;
}

// What a preview was about: carrying out something else shows a new preview first.
std::string print_of_form(const Request& rq) {
  std::string all;
  for (const auto& [name, value] : rq.fields)
    if (name != "csrf" && name != "request_key" && name != "act" && name != "previewed")
      all += name + '\n' + value + '\n';
  return hex(sha256(all)).substr(0, 16);
}

void put_fields(Data& data, const ScreenNeeds& needs, const Request& rq, const Book& book, ActKind kind) {
  const auto& t = needs.renderer.translator();
  const auto code = rq.is_write() ? std::string{} : rq.parameter("code");
  data.set("VALUE_codes", code).set("VALUE_day", needs.clock.today().iso()).set("VALUE_parent", rq.parameter("under"));
  if (const auto* now = book.on(code, needs.clock.today()); now != nullptr && kind != ActKind::open) {
    if (kind == ActKind::rename || kind == ActKind::move) data.set("VALUE_code", code);
    if (kind == ActKind::rename) data.set("VALUE_name_lo", now->name_lo).set("VALUE_name_en", now->name_en);
    if (kind == ActKind::rename) data.set("VALUE_other_names", now->other_names).set("VALUE_serves", now->serves);
    if (kind == ActKind::rename)
      data.set("VALUE_town_lo", now->heading.town_lo)
          .set("VALUE_town_en", now->heading.town_en)
          .set("VALUE_contact_lo", now->heading.contact_lo)
          .set("VALUE_contact_en", now->heading.contact_en);
    if (kind == ActKind::move) data.set("VALUE_parent", now->parent);
  }
  web::fill_options(data, "level", level_options(t, rq.language, book.list()), {rq.field("level")});
  const bool one = kind != ActKind::split && kind != ActKind::close;
  data.show_if("OLD", kind != ActKind::open).show_if("ONE", one).show_if("PARTS", kind == ActKind::split);
  data.show_if("MORE_PARTS", !rq.field("code_3").empty() || !rq.field("code_4").empty());
  data.show_if("LEVELS", kind == ActKind::open || kind == ActKind::move);
  data.show_if("NAMES", one && kind != ActKind::move).show_if("PLACED", kind != ActKind::rename && one);
  data.show_if("OFFICES", book.list() == office_list && one);
  data.set("KIND", std::string{code_of(kind)}).set("REVISION", book.revision());
  data.set("ACTION", fmt::format("{}/{}/change", codes_home, book.list()));
  data.set("CANCEL", fmt::format("{}?list={}", codes_home, book.list()));
  data.set("KIND_WORDS", kind_words(t, rq.language, code_of(kind)));
}

void put_preview(Data& into, const ScreenNeeds& needs, const Request& rq, const Book& book, const Act& act,
                 const Preview& preview) {
  const auto& t = needs.renderer.translator();
  into.set("SINCE", t.date(rq.language, act.day));
  into.show_if("ENDING", !preview.change.ends.empty()).show_if("BEGINNING", !preview.change.begins.empty());
  for (const auto& code : preview.change.ends) into.add("END").set("END_NAME", code_and_name(book, code, rq.language));
  for (const auto& e : preview.change.begins) {
    auto& row = into.add("BEGIN");
    put_name(row, "B_", e, rq.language);
    row.set("B_CODE", e.code).set("B_LEVEL", level_words(t, rq.language, e.level));
    row.show_if("B_LIES", !e.parent.empty()).set("B_PARENT", code_and_name(book, e.parent, rq.language));
  }
  into.show_if("TOUCHES", !preview.touched.empty());
  for (const auto& touched : preview.touched) {
    auto& row = into.add("TOUCHED");
    row.set("T_NAME", code_and_name(book, touched.code, rq.language));
    row.set("T_UNITS", t.number(rq.language, touched.units)).set("T_FILES", t.number(rq.language, touched.files));
    row.show_if("T_HELD", !touched.holders.empty());
    for (const auto& h : touched.holders)
      row.add("HOLDER")
          .set("H_LOGIN", h.login)
          .set("H_NAME", rq.language == "lo" ? h.name_lo : h.name_en)
          .set("H_ROLE", needs.role_name(h.role, rq.language));
  }
}

// Where the form of a split says it: the part that the reason is about.
void to_fields_of_parts(Rejections& reasons, const Request& rq) {
  for (auto& why : reasons) {
    if (why.field.empty() || why.field == "codes" || why.field == "day" || why.field == "reference") continue;
    int at = 1;
    for (int n = 1; n <= parts_of_form; ++n)
      if (!why.args.empty() && rq.field("code_" + std::to_string(n)) == why.args.front()) at = n;
    why.field += "_" + std::to_string(at);
  }
}

Page form_page(const ScreenNeeds& needs, const Request& rq, ActKind kind, Rejections reasons,
               const std::optional<Act>& look_at) {
  const auto& t = needs.renderer.translator();
  const auto list = rq.capture("codelist");
  Data data;
  needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto book = needs.office.book(tx, list);
    data = Data{};
    put_fields(data, needs, rq, book, kind);
    bool previewed = false;
    if (look_at) {
      const auto preview = needs.office.preview(tx, list, *look_at);
      previewed = static_cast<bool>(preview);
      if (preview)
        put_preview(data.add("PREVIEW"), needs, rq, book, *look_at, *preview);
      else
        reasons = preview.rejections();
    }
    data.show_if("PREVIEWED", previewed).set("PREVIEWED_KEY", print_of_form(rq));
  });
  if (kind == ActKind::split) to_fields_of_parts(reasons, rq);
  web::fill_form(data, rq, t, reasons);
  return codes_page(needs, rq, "change.tpl", kind_words(t, rq.language, code_of(kind)), data, list, reasons);
}

}  // namespace

Page change_form(const ScreenNeeds& needs, const Request& rq) {
  const auto list = rq.capture("codelist");
  if (!is_list(list)) return web::problem(needs.renderer, rq, 404, Rejection{"codes.list_unknown", {list}});
  return form_page(needs, rq, asked_kind(rq), {}, std::nullopt);
}

Page change_sent(const ScreenNeeds& needs, const Request& rq) {
  const auto list = rq.capture("codelist");
  if (!is_list(list)) return web::problem(needs.renderer, rq, 404, Rejection{"codes.list_unknown", {list}});
  const auto kind = asked_kind(rq);
  Rejections reasons;
  const auto act = typed_act(rq, kind, reasons);
  if (!reasons.empty()) return form_page(needs, rq, kind, reasons, std::nullopt);
  const bool enters = rq.field("act") == "enter" && rq.field("previewed") == print_of_form(rq);
  if (!enters) return form_page(needs, rq, kind, {}, act);
  const auto key = web::request_key(rq);
  const auto revision = whole_number(rq.field("revision"));
  if (!key || !revision)
    return form_page(needs, rq, kind, key ? Rejections{Rejection{"request.malformed"}} : key.rejections(),
                     std::nullopt);
  const auto done = needs.office.carry_out(rq.who(), list, *revision, act, *key);
  if (!done) return form_page(needs, rq, kind, done.rejections(), std::nullopt);
  const auto& shown = act.outcomes.empty() ? act.codes.front() : act.outcomes.front().code;
  return web::see_other(entry_address(list, shown));
}

}  // namespace ssiis::code_lists
