#include "procedures/clock.hpp"

#include <algorithm>

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using workflow::HostClockState;

constexpr std::string_view clock_page = "/inspection/operation/clock";
constexpr std::int64_t minutes_too_long = 10;  // the job runs each minute

std::string cause_words(const web::Translator& t, const std::string& language, const std::string& cause) {
  if (cause == "forward") return t.text(language, N_("The clock went forward while the machine was running."));
  if (cause == "backward") return t.text(language, N_("The clock went back."));
  if (cause == "database") return t.text(language, N_("The clock differs from the clock of the database."));
  return t.text(language, N_("The clock is behind that of another host."));
}

std::string minutes_words(const web::Translator& t, const std::string& language, std::int64_t us) {
  const auto minutes = (us < 0 ? -us : us) / 60'000'000;
  return us < 0 ? t.plural(language, "{1} minute behind", "{1} minutes behind", minutes)
                : t.plural(language, "{1} minute ahead", "{1} minutes ahead", minutes);
}

void put_host(Data& row, const ClockNeeds& needs, const Request& rq, const HostClockState& h) {
  const auto& t = needs.renderer.translator();
  const auto when = [&](const std::optional<Instant>& at) {
    return at ? t.date_time(rq.language, *at) : std::string{"–"};
  };
  row.set("HOST", h.host).set("SEEN", when(h.seen_wall)).set("DATABASE", when(h.seen_database));
  row.set("LAST_RUN", when(h.last_run)).set("VERSION", h.version).show_if("HALTED", h.halted);
  row.set("FIRED", t.number(rq.language, h.fired)).set("FAILED", t.number(rq.language, h.failed));
  row.show_if("SOME_FAILED", h.failed > 0);
  web::fill_tag(row, h.halted ? web::Tone::bad : web::Tone::ok,
                t.text(rq.language, h.halted ? N_("halted") : N_("in order")));
  if (h.halted)
    row.set("CAUSE", cause_words(t, rq.language, h.cause))
        .set("OFF_BY", minutes_words(t, rq.language, h.deviation_us))
        .set("HALTED_AT", when(h.halted_at));
  row.show_if("CONFIRMED", !h.confirmed_by.empty());
  if (!h.confirmed_by.empty())
    row.set("CONFIRMED_BY", needs.person(h.confirmed_by, rq.language))
        .set("CONFIRMED_AT", when(h.confirmed_at))
        .set("CONFIRMED_WHY", h.confirmed_reason);
}

bool proved_by_login(const ClockNeeds& needs, const Actor& who) {
  const auto now = needs.clock.now(), at = who.authenticated_at();
  return at.us() != 0 && at <= now && now <= at.plus_seconds(60 * needs.proof_minutes);
}

Page clocks(const ClockNeeds& needs, const Request& rq, const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto data = needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    Data out;
    const auto hosts = needs.guard.hosts(tx);
    out.show_if("HOSTS", !hosts.empty());
    for (const auto& h : hosts) put_host(out.add("ONE"), needs, rq, h);
    // One at a time, the first that is halted: its form stands below the table.
    const auto halted = std::find_if(hosts.begin(), hosts.end(), [](const auto& h) { return h.halted; });
    if (halted != hosts.end()) put_host(out.add("CONFIRM"), needs, rq, *halted);
    return out;
  });
  data.show_if("PROOF_NEEDED", !proved_by_login(needs, rq.who()));
  web::fill_form(data, rq, t, reasons);
  const auto title = t.text(rq.language, N_("Clocks of the hosts"));
  auto page = web::fragment(reasons.empty() ? title : web::refused_title(t, rq.language, title),
                            needs.renderer.render("procedures/clock.tpl", rq.language, data));
  page.scripts = {"page.js"};
  page.menu_id = "inspection.operation";
  page.crumbs = {{t.text(rq.language, "Operation"), "/inspection/operation"}, {title, ""}};
  if (!reasons.empty()) page.status = web::status_of(reasons.front());
  return page;
}

// Whoever says what time it is shows once more who he is: a login of the last minutes, or the password.
std::optional<Rejection> unproved_identity(const ClockNeeds& needs, const Request& rq) {
  const auto at = rq.fields.find("proof");
  if (at == rq.fields.end() || at->second.empty())
    return proved_by_login(needs, rq.who()) ? std::nullopt
                                            : std::optional{Rejection{"clock.proof_needed", {}, "proof"}};
  if (needs.prove(rq.who().user_id(), at->second)) return std::nullopt;
  needs.trail.refused(rq.who(), workflow::ClockGuard::permission, "user:" + rq.who().user_id());
  return Rejection{"clock.proof_wrong", {}, "proof"};
}

Page confirm_clock(const ClockNeeds& needs, const Request& rq) {
  const auto version = whole_number(rq.field("version"));
  if (!version) return clocks(needs, rq, {Rejection{"request.malformed"}});
  if (const auto why = unproved_identity(needs, rq)) return clocks(needs, rq, {*why});
  const auto done = needs.guard.confirm(rq.who(), rq.field("host"), *version, rq.field("reason"));
  return done ? web::see_other(clock_page) : clocks(needs, rq, done.rejections());
}

}  // namespace

void put_clock_line(Data& data, const Request& rq, const web::Translator& t, const std::vector<HostClockState>& hosts,
                    Instant now) {
  std::optional<Instant> last;
  std::int64_t failed = 0;
  std::string halted;
  for (const auto& h : hosts) {
    if (h.last_run && (!last || *last < *h.last_run)) last = h.last_run;
    if (h.halted) halted += (halted.empty() ? "" : ", ") + h.host;
    failed += h.failed;
  }
  auto& line = data.add("CLOCK");
  line.show_if("LOOKED", last.has_value()).show_if("STOPPED", !halted.empty()).set("STOPPED_HOSTS", halted);
  line.show_if("MAY_CONFIRM", rq.who().may(workflow::ClockGuard::permission));
  if (last) {
    const auto minutes = std::max<std::int64_t>(0, now.us() - last->us()) / 60'000'000;
    line.set("LOOKED_AT", t.date_time(rq.language, *last));
    line.set("AGO", t.plural(rq.language, "{1} minute ago", "{1} minutes ago", minutes));
    line.show_if("LONG_AGO", minutes > minutes_too_long);
  }
  line.show_if("MISSED", failed > 0);
  line.set("MISSED_FILES", t.plural(rq.language, "{1} file", "{1} files", failed));
}

void add_clock_screens(web::Router& router, const ClockNeeds& given) {
  const auto needs = std::make_shared<const ClockNeeds>(given);
  const auto route = [&](const char* method, auto handler) {
    router.add({method, std::string{clock_page}, web::Mount::staff, std::string{workflow::ClockGuard::permission},
                [needs, handler](const Request& rq) { return handler(*needs, rq); }});
  };
  route("GET", [](const ClockNeeds& n, const Request& rq) { return clocks(n, rq, {}); });
  route("POST", confirm_clock);
}

}  // namespace ssiis::procedures
