#include "control_centre/screens.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "amendments/api.hpp"
#include "control_centre/feed_screen.hpp"
#include "control_centre/words.hpp"
#include "mapping/api.hpp"

namespace ssiis::control_centre {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;
using web::Tone;

constexpr std::string_view home = "/inspection/control";

const char* input_name(registry::Input input) {
  switch (input) {
    case registry::Input::workplaces:
      return N_("Workplaces of labour units");
    case registry::Input::benefits:
      return N_("Benefits paid to workers");
    case registry::Input::self_employed:
      return N_("Members insured without an employer");
    case registry::Input::self_employed_contributions:
      return N_("Contributions of members without an employer");
  }
  return "";
}

class CentrePage {
 public:
  CentrePage(const ScreenNeeds& needs, const Request& rq, const Overview& seen)
      : needs_{needs}, rq_{rq}, seen_{seen}, t_{needs.renderer.translator()} {}

  Page made() {
    put_waiting();
    put_feeds();
    put_own();
    put_parts();
    const auto title = t_.text(rq_.language, "Control centre");
    auto page = web::fragment(title, needs_.renderer.render("control_centre/centre.tpl", rq_.language, data_));
    page.scripts = {"page.js"};
    page.menu_id = "inspection.control";
    page.crumbs.push_back({title, ""});
    return page;
  }

 private:
  std::string text(const char* english) const { return t_.text(rq_.language, english); }
  std::string number(std::int64_t n) const { return t_.number(rq_.language, n); }
  // One thing that waits for people: how many, since when, and where it is dealt with for those who may.
  void waits(const char* label, const Waiting& w, Tone tone, std::string_view address, std::string_view may) {
    auto& row = data_.add("WAIT");
    row.set("LABEL", text(label)).set("COUNT", number(w.count)).show_if("SOME", w.count > 0);
    row.show_if("MAY", rq_.who().may(may)).set("HREF", std::string{address});
    row.show_if("DATED", w.oldest.has_value());
    if (w.oldest) row.set("OLDEST", t_.date(rq_.language, w.oldest->day()));
    row.set("TONE", w.count == 0 ? "ok" : tone == Tone::bad ? "bad" : "warn");
    total_ += w.count;
  }

  void put_waiting() {
    const auto& s = seen_;
    waits(N_("Files that nobody has said how to read"), s.unmapped, Tone::warn, "/inspection/imports", "import.read");
    waits(N_("Loads that are held"), s.held, Tone::bad, "/inspection/imports", "import.read");
    waits(N_("Rejected rows to be put right"), s.rejects, Tone::warn, "/inspection/imports", "import.read");
    waits(N_("Registers that came in and are not linked yet"), s.unlinked, Tone::bad, "/inspection/linkruns",
          "link.run");
    waits(N_("The newest run of linking failed"), s.failed_run, Tone::bad, "/inspection/linkruns", "link.run");
    waits(N_("Pairs to review"), s.pairs, Tone::warn, "/inspection/links", "link.review");
    waits(N_("Pairs that somebody was not sure of"), s.unsure, Tone::warn, "/inspection/links", "link.review");
    waits(N_("Merges that wait for a second person"), s.merges, Tone::warn, "/inspection/links", "link.confirm");
    waits(N_("Decisions that a later run contradicts"), s.contradicted, Tone::bad, "/inspection/links", "link.review");
    waits(N_("Changes of the register to be decided"), s.proposals, Tone::warn, "/inspection/amendments",
          amendments::may_decide);
    waits(N_("Changes sent back to inspectors"), s.returned, Tone::warn, "/inspection/amendments?tab=returned",
          amendments::may_decide);
    waits(N_("Accepted changes that the register does not show yet"), s.unconfirmed, Tone::warn,
          "/inspection/amendments?tab=register", amendments::may_decide);
    waits(N_("Changes that the MIS has not confirmed in time"), s.late, Tone::bad, "/inspection/amendments?tab=late",
          amendments::may_decide);
    waits(N_("Changes that the MIS refused"), s.refused, Tone::bad, "/inspection/amendments?tab=register",
          amendments::may_decide);
    waits(N_("Confirmations of the MIS that do not count yet"), s.confirmations, Tone::warn,
          "/inspection/amendments/batches", amendments::may_export);
    data_.set("TOTAL", number(total_));
  }

  void put_freshness(Data& row, const Feed& feed) {
    switch (feed.freshness()) {
      case Freshness::never:
        web::fill_tag(row, Tone::idle, text(N_("never loaded")));
        break;
      case Freshness::fresh:
        web::fill_tag(row, Tone::ok, text(N_("up to date")));
        break;
      case Freshness::ageing:
        web::fill_tag(row, Tone::warn, text(N_("due again")));
        break;
      case Freshness::late:
        web::fill_tag(row, Tone::bad, text(N_("out of date")));
        break;
    }
  }

  void put_feeds() {
    int longest = 1;
    for (const auto& f : seen_.feeds) longest = std::max({longest, f.age_days, 2 * f.expected_days});
    for (const auto& f : seen_.feeds) {
      auto& row = data_.add("FEED");
      row.set("SOURCE", f.source)
          .set("FEED_NAME", source_words(t_, rq_.language, f.source))
          .show_if("LOADED", f.current.has_value());
      put_freshness(row, f);
      if (f.current) {
        row.set("ROWS", number(f.current->rows)).set("AS_OF", t_.date(rq_.language, f.current->as_of));
        row.set("LOADED_AT", t_.date(rq_.language, f.current->loaded_at.day())).set("AGE", std::int64_t{f.age_days});
        row.set("LONGEST", std::int64_t{longest});
        const bool period = !f.current->period_from.empty();
        row.show_if("PERIOD", period);
        if (period) row.set("FROM", f.current->period_from).set("TO", f.current->period_to);
        row.show_if("EXPECTED", f.expected_days > 0).set("EXPECTED_DAYS", std::int64_t{f.expected_days});
        row.set("HIGH", std::int64_t{std::max(1, 2 * f.expected_days)})
            .set("LOW", std::int64_t{std::max(1, f.expected_days)});
      }
      row.set("REJECTS", number(f.rejects)).show_if("HAS_REJECTS", f.rejects > 0);
      row.show_if("HELD", f.held > 0).show_if("UNMAPPED", f.unmapped > 0).show_if("UNDER_WAY", f.under_way > 0);
      row.show_if("FOLDER", f.folder.has_value());
      if (f.folder) put_folder(row, *f.folder);
      row.show_if("FAILED", f.failed > 0).set("FAILED_COUNT", f.failed);
    }
    data_.show_if("MAY_LOAD", rq_.who().may("import.load"));
  }

  void put_folder(Data& row, const imports::DropState& folder) {
    row.set("FOLDER_AT", t_.date_time(rq_.language, folder.looked_at));
    row.show_if("FOLDER_WAITS", folder.waiting > 0).set("FOLDER_WAITING", folder.waiting);
    row.show_if("FOLDER_REFUSES", folder.refused > 0).set("FOLDER_REFUSED", folder.refused);
    row.show_if("FOLDER_WRONG", !folder.problem.empty());
    if (!folder.problem.empty()) row.set("FOLDER_PROBLEM", t_.rejection(rq_.language, {folder.problem}));
  }

  void put_own() {
    const auto& own = seen_.own;
    data_.show_if("NEWEST", own.newest_month.has_value());
    if (own.newest_month) data_.set("NEWEST_MONTH", own.newest_month->iso());
    data_.show_if("MAY_COPY", rq_.who().may(mapping::CopyOffice::permission) && own.copied_at);
    data_.show_if("COPIED", own.copied_at.has_value()).show_if("INDEXED", own.indexed_at.has_value());
    if (own.copied_at) data_.set("COPIED_AT", t_.date_time(rq_.language, *own.copied_at));
    if (own.indexed_at) data_.set("INDEXED_AT", t_.date_time(rq_.language, *own.indexed_at));
    for (const auto& input : own.inputs) {
      auto& row = data_.add("INPUT");
      row.set("INPUT_NAME", text(input_name(input.input))).show_if("GIVEN", input.rows.has_value());
      if (input.rows) row.set("INPUT_ROWS", number(*input.rows));
    }
  }

  void put_run() {
    data_.show_if("RUNNING", seen_.run.has_value());
    if (!seen_.run) return;
    const auto& run = *seen_.run;
    data_.show_if("COUNTED", run.all > 0).set("DONE", run.done).set("ALL", std::max<std::int64_t>(1, run.all));
    data_.set("RUN_SINCE", t_.date_time(rq_.language, run.ordered_at));
  }

  void put_parts() {
    put_run();
    for (const auto& p : seen_.parts) {
      auto& row = data_.add(p.part->merges ? "DOUBLE" : "PART");
      row.set("PART_NAME", linkage::part_words({t_, rq_.language}, *p.part)).show_if("RUN", p.run_at && !p.left_out);
      row.show_if("LEFT_OUT", p.left_out);
      row.set("HREF", "/inspection/links?part=" + std::string{p.part->part});
      if (p.run_at) row.set("RUN_AT", t_.date_time(rq_.language, *p.run_at));
      const auto all = p.linked + p.to_review + p.unsure + p.merges + p.decided;
      row.set("LINKED", number(p.linked))
          .set("TO_REVIEW", number(p.to_review + p.unsure))
          .set("DECIDED", number(p.decided));
      row.set("MERGES", number(p.merges))
          .set("SETTLED", p.linked + p.decided)
          .set("EVERY", std::max<std::int64_t>(1, all));
      row.show_if("CAPPED", p.capped > 0).set("CAPPED_COUNT", number(p.capped));
      row.show_if("MAY_REVIEW", rq_.who().may("link.review"));
    }
    data_.show_if("MAY_RUN", rq_.who().may("link.run"));
  }

  const ScreenNeeds& needs_;
  const Request& rq_;
  const Overview& seen_;
  const web::Translator& t_;
  Data data_;
  std::int64_t total_{0};
};

}  // namespace

void add_screens(web::Router& router, const ScreenNeeds& given) {
  const auto needs = std::make_shared<const ScreenNeeds>(given);
  router.add({"GET", std::string{home}, web::Mount::staff, std::string{permission}, [needs](const Request& rq) {
                const auto scope = rq.who().scope(permission);
                const auto seen = needs->pool.transact(db::Mode::read, [&](db::Transaction& tx) {
                  return read_overview(tx, scope, needs->clock.today(), needs->fresh_days);
                });
                return CentrePage{*needs, rq, seen}.made();
              }});
  add_feed_screen(router, given);
}

}  // namespace ssiis::control_centre
