// A run being carried out: taken with a lease, part by part, each published in one transaction.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <future>
#include <map>

#include "linkage/inputs.hpp"
#include "linkage/run_lease.hpp"
#include "linkage/successors.hpp"
#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;
using Steady = std::chrono::steady_clock;
constexpr std::size_t longest_report = 60'000;
constexpr std::int64_t most_takes = 5;

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
    out.push_back({std::string{left.key_of(l.left)}, std::string{right.key_of(l.right)},
                   l.band == matching::Band::link ? Band::linked : Band::review, l.probability, l.weight,
                   std::move(evidence)});
  }
  return out;
}

// Whether the pairs of the other part are asked for when this one is read or compared: LSSO's own entries that are one,
// and of workers the tax numbers of their employers.
bool hangs_on(const PartSpec& part, const PartSpec& other) {
  if (part.kind == "labour_unit_successor") return other.merges;
  if (part.merges) return false;
  return (other.merges && other.entity == part.entity) ||
         (part.entity == registry::EntityKind::worker && other.part == "labour_unit-tax_employer");
}

// Whether a later part of a run reads the register, too.
bool asked_for_later(const PartSpec& part) {
  if (part.merges) return true;
  const auto after = parts().subspan(static_cast<std::size_t>(&part - parts().data()) + 1);
  return std::ranges::any_of(after, [&](const PartSpec& other) { return !other.merges && other.reg == part.reg; });
}

std::int64_t ppm(double probability) { return std::llround(probability * 1e6); }

}  // namespace

class Runs::Carrying {
 public:
  Carrying(Runs& runs, const Actor& who, const std::function<bool()>& cancelled, const Progress& progress)
      : runs_{runs}, parts_{runs.parts_}, lease_{runs.parts_, who, cancelled, progress} {}

  bool take() { return lease_.take(); }  // false when no run waits for a host

  Run run() {
    try {
      // Doubled ones first: what is linked twice elsewhere is judged by them.
      for (const bool merges : {true, false})
        for (const auto& part : linkage::parts())
          if (part.merges == merges && !done(part)) one(part);
      wait_for_publishing();
      lease_.end("done", "");
    } catch (const AskedToStop&) {
      wait_for_publishing();
      lease_.end("stopped", "");
    } catch (const HostGoesDown&) {
      wait_for_publishing();
      lease_.let_go();
    } catch (const matching::LinkError& e) {
      wait_for_publishing();
      lease_.end("failed", first_code_points(e.what(), 400));
      throw;
    } catch (const LeaseLost&) {
      throw;
    } catch (const std::exception& e) {
      // A database that is away comes back, and the next host goes on; what fails again and again has failed.
      if (lease_.fence() >= most_takes) lease_.end("failed", first_code_points(e.what(), 400));
      throw;
    }
    return parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return found(tx); });
  }

 private:
  Run found(db::Transaction& tx) {
    for (auto& run : runs_.list(tx, 50))
      if (run.id == lease_.run()) return std::move(run);
    throw std::runtime_error{"linkage: the run is gone"};
  }

  bool done(const PartSpec& part) {
    const auto run = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) { return found(tx); });
    lease_.stop_asked(run.stop_asked);
    for (const auto& p : run.parts)
      if (p.part == &part && p.state != "running") return true;
    return false;
  }

  void one(const PartSpec& part) {
    lease_.stay_or_leave();
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
  // Of a register that several parts read it is the one that the first of them found, as its rows are kept for them:
  // what becomes current in between is told apart by the next run.
  std::optional<Snapshot> snapshot(const PartSpec& part) {
    if (part.merges) return Snapshot{};
    if (const auto at = snapshots_.find(part.reg); at != snapshots_.end()) return at->second;
    return snapshots_[part.reg] = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.find(q::snapshot_of, db::Params{part.reg}, [](const db::Row& r) {
        return Snapshot{r.text(0), r.maybe_day(1)};
      });
    });
  }

  void begin(const PartSpec& part, const std::string& model, const Snapshot& snapshot, std::int64_t seed,
             std::size_t left, std::size_t right, std::int64_t link, std::int64_t review, const std::string& fields,
             const std::string& inputs = "") {
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      lease_.hold(tx);
      tx.execute(q::run_part_forget, db::Params{lease_.run(), part.part});
      tx.execute(q::run_part_begin, db::Params{lease_.run(), part.part, model, snapshot.sha256, snapshot.as_of, seed,
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
            lease_.run(), part.part});
  }

  void left_out(const PartSpec& part, Steady::time_point begun, const std::string& why) {
    begin(part, "", {}, 0, 0, 0, 0, 0, "");
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      lease_.hold(tx);
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
    lease_.tell(part, "reading", 0, 0, true);
    if (writing_ != nullptr && hangs_on(part, *writing_)) wait_for_publishing();
    if (part.kind == "worker" && !employers_met_) {  // units are linked by now
      inputs_.meet_employers();
      employers_met_ = true;
    }
    const auto left = inputs_.table(own_register(part));
    const auto inputs = inputs_.print_of(part, model.hash, of->sha256, of->as_of);
    if (!lease_.anew() && unchanged(part, inputs, begun)) return;
    const auto right = inputs_.table(part.reg);
    if (!asked_for_later(part)) inputs_.forget(part.reg);
    begin(part, model.hash, *of, static_cast<std::int64_t>(model.seed), left->table.rows(), right->table.rows(),
          ppm(model.link), ppm(model.review), fields_of_model(model), inputs);
    if (left->table.rows() == 0 || right->table.rows() == 0) return left_out(part, begun, "nothing to compare");
    Outcome outcome{.begun = begun};
    outcome.around.as_of = of->as_of;
    {
      const auto result = compared(part, model, *left, *right);
      outcome.found = found_pairs(result, *left, *right, model.fields.size());
      outcome.pairs = static_cast<std::int64_t>(result.report.pairs);
      outcome.capped = capped_of(result.report);
      outcome.report = matching::report_text(result.report);
    }
    outcome.around.entry_numbers = [&of_entry = register_named(part.reg), right](const std::string& key) {
      return numbers_of(of_entry, *right, key);
    };
    outcome.around.own_numbers = [&of_own = register_named(own_register(part)), left](const std::string& key) {
      return numbers_of(of_own, *left, key);
    };
    publish_part(part, std::move(outcome));
  }

  // True when the pairs that stand were linked from the very same, and nobody has written to them since.
  bool unchanged(const PartSpec& part, const std::string& inputs, Steady::time_point begun) {
    return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      lease_.hold(tx);
      const auto last = tx.find(q::part_last, db::Params{part.part}, [](const db::Row& r) {
        return std::tuple{r.integer(0), r.text(1), r.flag(2)};
      });
      if (!last || std::get<1>(*last) != inputs || !std::get<2>(*last)) return false;
      tx.execute(q::run_part_forget, db::Params{lease_.run(), part.part});
      const auto millis = std::chrono::duration_cast<std::chrono::milliseconds>(Steady::now() - begun).count();
      tx.execute(q::run_part_same, db::Params{lease_.run(), std::int64_t{millis}, std::get<0>(*last), part.part});
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
    options.threads = parts_.settings.threads;
    options.stop = stop.get_token();
    options.progress = [&](std::string_view stage, std::uint64_t done, std::uint64_t all) {
      if (fault) return;
      try {
        lease_.tell(part, stage, done, all, false);
        lease_.stay_or_leave();
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

  // What a part came to, with all that is needed to publish it.
  struct Outcome {
    std::vector<Found> found{};
    std::int64_t pairs{0}, capped{0};
    std::string report{};
    Steady::time_point begun{};
    Surroundings around{};
  };

  // One part is written while the next is compared, in their order and one at a time. SQLite has one writer, and who
  // tells how far the next has come would wait for it: there nothing is done beside.
  void publish_part(const PartSpec& part, Outcome outcome) {
    wait_for_publishing();
    lease_.tell(part, "writing", 0, static_cast<std::uint64_t>(outcome.found.size()), true);
    lease_.stay_or_leave();
    outcome.around.places = &inputs_.places(part.entity);
    if (part.entity == registry::EntityKind::labour_unit) outcome.around.debts = &inputs_.debts();
    if (lease_.one_writer()) return write(part, std::move(outcome));
    writing_ = &part;
    publishing_ = std::async(std::launch::async,
                             [this, &part, of = std::move(outcome)]() mutable { write(part, std::move(of)); });
  }

  // Whether the run is still this host's is asked at the end: that locks the run's row, which others have to write to.
  // What was written is let go of at once: the next part needs the room.
  void write(const PartSpec& part, const Outcome of) {
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      const auto published = publish(tx, parts_.ids, part, lease_.run(), of.found, of.around, parts_.clock.today());
      lease_.hold(tx);
      finish(tx, part, "done", of.pairs, published, of.capped, of.begun, of.report);
    });
  }

  // Until nothing is being written. Meanwhile the run stays this host's.
  void wait_for_publishing() {
    if (!publishing_.valid()) return;
    while (publishing_.wait_for(RunLease::held_every) != std::future_status::ready) lease_.renew();
    writing_ = nullptr;
    publishing_.get();
  }

  void successors_of(const PartSpec& part, Steady::time_point begun) {
    if (writing_ != nullptr && hangs_on(part, *writing_)) wait_for_publishing();
    std::vector<ClosedUnit> closed;
    std::unordered_map<std::string, std::string> one_person;
    parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      for (auto rows = tx.query(q::closed_units); rows.next();)
        if (const auto day = rows.row().maybe_day(1)) closed.push_back({rows.row().text(0), *day});
      for (auto rows = tx.query(q::doubled_workers); rows.next();) one_person[rows.row().text(1)] = rows.row().text(0);
    });
    const SuccessorRule rule{.share_percent = parts_.settings.successor_percent,
                             .days_after = parts_.settings.successor_days};
    begin(part, "", {}, 0, closed.size(), inputs_.places(part.entity).size(), 1'000'000, rule.share_percent * 10'000,
          fields_text({{"workers in common", {}, {}, 1}}));
    Outcome outcome{.pairs = static_cast<std::int64_t>(closed.size()), .begun = begun};
    outcome.found = successors(closed, inputs_.employments(), inputs_.debts(), one_person, rule);
    publish_part(part, std::move(outcome));
  }

  Runs& runs_;
  const Parts& parts_;
  RunLease lease_;
  Inputs inputs_{parts_.pool, [this] { lease_.keep(); }};
  std::map<std::string_view, std::optional<Snapshot>> snapshots_{};  // by register
  bool employers_met_{false};
  const PartSpec* writing_{nullptr};  // what is being published beside
  std::future<void> publishing_{};    // the last member: whoever destroys it waits for what it uses
};

std::optional<Run> Runs::carry_out(const Actor& who, const std::function<bool()>& cancelled, const Progress& progress) {
  Carrying carrying{*this, who, cancelled, progress};
  if (!carrying.take()) return std::nullopt;
  return carrying.run();
}

}  // namespace ssiis::linkage
