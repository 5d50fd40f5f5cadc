// A run being carried out: taken with a lease, part by part, each published in one transaction.
#include <fmt/format.h>

#include <chrono>
#include <filesystem>

#include "linkage/inputs.hpp"
#include "linkage/runs.hpp"
#include "linkage/successors.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;
using Steady = std::chrono::steady_clock;
constexpr auto told_every = std::chrono::seconds{2};
constexpr std::size_t longest_report = 60'000;

struct LeaseLost : std::runtime_error {
  using std::runtime_error::runtime_error;
};
struct AskedToStop {};
struct HostGoesDown {};

std::string model_file(const PartSpec& part) {
  if (!part.merges) return std::string{part.part} + ".xml";
  return part.entity == registry::EntityKind::worker ? "worker-duplicates.xml" : "labour_unit-duplicates.xml";
}

std::vector<std::string> flat(const matching::Columns& columns) {
  std::vector<std::string> out;
  for (const auto& way : columns) out.insert(out.end(), way.begin(), way.end());
  return out;
}

std::string fields_of_model(const matching::Model& model) {
  std::vector<FieldSpec> fields;
  for (const auto& f : model.fields) {
    const auto& value = model.values[f.value];
    fields.push_back({f.name, flat(value.left), flat(model.dedupes() ? value.left : value.right),
                      static_cast<int>(f.levels.size())});
  }
  return fields_text(fields);
}

std::vector<Found> found_pairs(const matching::LinkResult& result, const Loaded& left, const Loaded& right,
                               std::size_t fields) {
  std::vector<Found> out;
  out.reserve(result.links.size());
  for (std::size_t i = 0; i < result.links.size(); ++i) {
    const auto& l = result.links[i];
    std::string evidence;
    for (std::size_t f = 0; f < fields; ++f) {
      const auto& e = result.evidence[i * fields + f];
      evidence += fmt::format("{}{}:{}", f == 0 ? "" : ";", static_cast<int>(e.level), std::lround(e.weight * 1000));
    }
    out.push_back({std::string{left.table.cell(l.left, static_cast<std::size_t>(left.key))},
                   std::string{right.table.cell(l.right, static_cast<std::size_t>(right.key))},
                   l.band == matching::Band::link ? Band::linked : Band::review, l.probability, l.weight,
                   std::move(evidence)});
  }
  return out;
}

std::int64_t ppm(double probability) { return std::llround(probability * 1e6); }

}  // namespace

class Runs::Carrying {
 public:
  Carrying(Runs& runs, const Actor& who, const std::function<bool()>& cancelled, const Progress& progress)
      : runs_{runs}, parts_{runs.parts_}, who_{who}, cancelled_{cancelled}, progress_{progress}, inputs_{parts_.pool} {}

  // False when no run waits for a host.
  bool take() {
    return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto open = tx.find(q::run_open, db::Params{}, [](const db::Row& r) {
        return std::tuple{r.integer(0), r.integer(8), r.flag(9), r.flag(12)};
      });
      if (!open) return false;
      const auto now = db::database_now(tx);
      std::tie(run_, fence_, stop_, anew_) = *open;
      const auto taken = tx.execute(q::run_take, db::Params{owner_, now.plus_seconds(lease_seconds), parts_.clock.now(),
                                                            run_, fence_, now}) == 1;
      ++fence_;
      if (taken) tx.execute(q::run_snapshots, db::Params{snapshots_now(tx), run_});
      return taken;
    });
  }

  Run run() {
    try {
      // Doubled ones first: what is linked twice elsewhere is judged by them.
      for (const bool merges : {true, false})
        for (const auto& part : linkage::parts())
          if (part.merges == merges && !done(part)) one(part);
      end("done", "");
    } catch (const AskedToStop&) {
      end("stopped", "");
    } catch (const HostGoesDown&) {
      parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
        tx.execute(q::run_let_go, db::Params{run_, owner_, fence_});
      });
    } catch (const matching::LinkError& e) {
      end("failed", first_code_points(e.what(), 400));
      throw;
    }
    return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return found(tx); });
  }

 private:
  Run found(db::Transaction& tx) {
    for (auto& run : runs_.list(tx, 50))
      if (run.id == run_) return std::move(run);
    throw std::runtime_error{"linkage: the run is gone"};
  }

  bool done(const PartSpec& part) {
    const auto run = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return found(tx); });
    stop_ = run.stop_asked;
    for (const auto& p : run.parts)
      if (p.part == &part && p.state != "running") return true;
    return false;
  }

  void end(const char* state, const std::string& why) {
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto failure = why.empty() ? std::optional<std::string>{} : std::optional{why};
      if (tx.execute(q::run_end, db::Params{state, failure, parts_.clock.now(), run_, owner_, fence_}) != 1)
        throw LeaseLost{"linkage: another host has the run"};
      parts_.trail.record(tx, who_,
                          {.chain = audit::ChainName::administration(),
                           .event = "link.run_ended",
                           .object = "link_run:" + std::to_string(run_),
                           .details = {{"state", state}}});
    });
  }

  void stay_or_leave() const {
    if (stop_) throw AskedToStop{};
    if (cancelled_ && cancelled_()) throw HostGoesDown{};
  }

  // In the caller's transaction: the run is still this host's.
  void hold(db::Transaction& tx) {
    const auto until = db::database_now(tx).plus_seconds(lease_seconds);
    if (tx.execute(q::run_hold, db::Params{until, run_, owner_, fence_}) != 1)
      throw LeaseLost{"linkage: another host has the run"};
  }

  void one(const PartSpec& part) {
    stay_or_leave();
    const auto begun = Steady::now();
    if (part.kind == "labour_unit_successor")
      successors_of(part, begun);
    else
      linked(part, begun);
  }

  struct Snapshot {
    std::string sha256;
    std::optional<Day> as_of;
  };
  // Nothing when that register was never loaded.
  std::optional<Snapshot> snapshot(const PartSpec& part) {
    if (part.merges) return Snapshot{};
    return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.find(q::snapshot_of, db::Params{part.reg}, [](const db::Row& r) {
        return Snapshot{r.text(0), r.maybe_day(1)};
      });
    });
  }

  void begin(const PartSpec& part, const std::string& model, const Snapshot& snapshot, std::int64_t seed,
             std::size_t left, std::size_t right, std::int64_t link, std::int64_t review, const std::string& fields,
             const std::string& inputs = "") {
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      hold(tx);
      tx.execute(q::run_part_forget, db::Params{run_, part.part});
      tx.execute(q::run_part_begin, db::Params{run_, part.part, model, snapshot.sha256, snapshot.as_of, seed,
                                               static_cast<std::int64_t>(left), static_cast<std::int64_t>(right), link,
                                               review, fields, inputs});
    });
  }

  void finish(db::Transaction& tx, const PartSpec& part, const char* state, std::int64_t compared,
              const Published& published, std::int64_t capped, Steady::time_point begun, const std::string& report) {
    const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun).count();
    tx.execute(
        q::run_part_end,
        db::Params{
            state, compared, published.linked, published.to_review, capped, std::int64_t{millis},
            report.substr(0, longest_report),
            tx.find(q::part_revision, db::Params{part.part}, [](const db::Row& r) { return r.integer(0); }).value_or(0),
            run_, part.part});
  }

  void left_out(const PartSpec& part, Steady::time_point begun, const std::string& why) {
    begin(part, "", {}, 0, 0, 0, 0, 0, "");
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      hold(tx);
      finish(tx, part, "left_out", 0, {}, 0, begun, why);
    });
  }

  void linked(const PartSpec& part, Steady::time_point begun) {
    const auto file = parts_.models / model_file(part);
    const auto of = snapshot(part);
    if (!of) return left_out(part, begun, "no snapshot of that register was loaded");
    if (!std::filesystem::exists(file)) return left_out(part, begun, "no model: " + model_file(part));
    if (!parts_.pool.transact(db::Mode::read,
                              [&](db::Transaction& tx) { return has_register(tx, own_register(part)); }))
      return left_out(part, begun, "the MIS tells of no members without an employer");
    const auto model = matching::load_model(file);
    tell(part, "reading", 0, 0, true);
    if (part.kind == "worker" && !employers_met_) {  // units are linked by now
      inputs_.meet_employers();
      employers_met_ = true;
    }
    const auto& left = inputs_.table(own_register(part));
    const auto inputs = print_of_inputs(part, model, *of);
    if (!anew_ && unchanged(part, inputs, begun)) return;
    const auto& right = inputs_.table(part.reg);
    begin(part, model.hash, *of, static_cast<std::int64_t>(model.seed), left.table.rows(), right.table.rows(),
          ppm(model.link), ppm(model.review), fields_of_model(model), inputs);
    if (left.table.rows() == 0 || right.table.rows() == 0) return left_out(part, begun, "nothing to compare");
    const auto result = compared(part, model, left, right);
    publish_part(part, found_pairs(result, left, right, model.fields.size()), *of,
                 static_cast<std::int64_t>(result.report.pairs), capped_of(result.report),
                 matching::report_text(result.report), begun);
    if (part.kind == "worker") inputs_.forget(part.reg);
  }

  // All that a part's pairs hang on but people's verdicts on them, which raise the part's revision.
  std::string print_of_inputs(const PartSpec& part, const matching::Model& model, const Snapshot& snapshot) {
    std::string all = std::string{part.part} + '\n' + std::to_string(db::newest_schema_version()) + '\n' + model.hash;
    for (const auto& one :
         {snapshot.sha256, snapshot.as_of ? snapshot.as_of->iso() : std::string{},
          inputs_.print_of_rows(own_register(part), !part.merges), inputs_.print_of_places(part.entity),
          part.entity == registry::EntityKind::labour_unit ? inputs_.print_of_debts() : std::string{},
          part.merges ? std::string{} : inputs_.print_of_doubled(part.entity)})
      (all += '\n') += one;
    return hex(sha256(all));
  }

  // True when the pairs that stand were linked from the very same, and nobody has written to them since.
  bool unchanged(const PartSpec& part, const std::string& inputs, Steady::time_point begun) {
    return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      hold(tx);
      const auto last = tx.find(q::part_last, db::Params{part.part}, [](const db::Row& r) {
        return std::tuple{r.integer(0), r.text(1), r.flag(2)};
      });
      if (!last || std::get<1>(*last) != inputs || !std::get<2>(*last)) return false;
      tx.execute(q::run_part_forget, db::Params{run_, part.part});
      const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun).count();
      tx.execute(q::run_part_same, db::Params{run_, std::int64_t{millis}, std::get<0>(*last), part.part});
      return true;
    });
  }

  static std::int64_t capped_of(const matching::Report& report) {
    std::uint64_t capped = 0;
    for (const auto& rule : report.rules) capped += rule.pairs_capped;
    return static_cast<std::int64_t>(capped);
  }

  matching::LinkResult compared(const PartSpec& part, const matching::Model& model, const Loaded& left,
                                const Loaded& right) {
    std::stop_source stop;
    std::exception_ptr fault;
    matching::Options options;
    options.threads = parts_.threads;
    options.stop = stop.get_token();
    options.progress = [&](std::string_view stage, std::uint64_t done, std::uint64_t all) {
      if (fault) return;
      try {
        tell(part, stage, done, all, false);
        stay_or_leave();
      } catch (...) {  // on the engine's thread: carried over to this one
        fault = std::current_exception();
        stop.request_stop();
      }
    };
    try {
      return matching::link(left.table, part.merges ? nullptr : &right.table, model, options);
    } catch (...) {
      if (fault) std::rethrow_exception(fault);
      throw;
    }
  }

  // To whoever watches here, and every few seconds to the database, which keeps the run this host's.
  void tell(const PartSpec& part, std::string_view stage, std::uint64_t done, std::uint64_t all, bool at_once) {
    if (progress_) progress_(part, stage, done, all);
    const auto now = Steady::now();
    if (!at_once && now - told_ < told_every) return;
    told_ = now;
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      hold(tx);
      tx.execute(q::run_part_progress, db::Params{first_code_points(stage, 40), static_cast<std::int64_t>(done),
                                                  static_cast<std::int64_t>(all), run_, part.part});
      const auto asked = tx.find(q::run_open, db::Params{}, [](const db::Row& r) { return r.flag(9); });
      stop_ = stop_ || asked.value_or(false);
    });
  }

  void publish_part(const PartSpec& part, const std::vector<Found>& found, const Snapshot& of, std::int64_t pairs,
                    std::int64_t capped, const std::string& report, Steady::time_point begun) {
    Surroundings around;
    around.places = inputs_.places(part.entity);
    if (part.entity == registry::EntityKind::labour_unit) around.debts = inputs_.debts();
    around.as_of = of.as_of;
    around.entry_numbers = [&](const std::string& key) { return inputs_.numbers_of(part.reg, key); };
    around.own_numbers = [&](const std::string& key) { return inputs_.numbers_of(own_register(part), key); };
    tell(part, "writing", 0, static_cast<std::uint64_t>(found.size()), true);
    stay_or_leave();
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      hold(tx);
      const auto published = publish(tx, parts_.ids, part, run_, found, around, parts_.clock.today());
      finish(tx, part, "done", pairs, published, capped, begun, report);
    });
  }

  void successors_of(const PartSpec& part, Steady::time_point begun) {
    std::vector<ClosedUnit> closed;
    std::unordered_map<std::string, std::string> one_person;
    parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      for (auto rows = tx.query(q::closed_units); rows.next();)
        if (const auto day = rows.row().maybe_day(1)) closed.push_back({rows.row().text(0), *day});
      for (auto rows = tx.query(q::doubled_workers); rows.next();) one_person[rows.row().text(1)] = rows.row().text(0);
    });
    const SuccessorRule rule{.share_percent = parts_.successor_percent, .days_after = parts_.successor_days};
    begin(part, "", {}, 0, closed.size(), inputs_.places(part.entity).size(), 1'000'000, rule.share_percent * 10'000,
          fields_text({{"workers in common", {}, {}, 1}}));
    publish_part(part, successors(closed, inputs_.employments(), inputs_.debts(), one_person, rule), {},
                 static_cast<std::int64_t>(closed.size()), 0, "", begun);
  }

  Runs& runs_;
  const Parts& parts_;
  const Actor& who_;
  const std::function<bool()>& cancelled_;
  const Progress& progress_;
  Inputs inputs_;
  std::string owner_{hex(random_bytes(16))};
  std::int64_t run_{0}, fence_{0};
  bool stop_{false}, anew_{false}, employers_met_{false};
  Steady::time_point told_{};
};

std::optional<Run> Runs::carry_out(const Actor& who, const std::function<bool()>& cancelled, const Progress& progress) {
  Carrying carrying{*this, who, cancelled, progress};
  if (!carrying.take()) return std::nullopt;
  return carrying.run();
}

}  // namespace ssiis::linkage
