// One step being taken. Private to the room.
#pragma once
#include "workflow/engine.hpp"
#include "workflow/store.hpp"

namespace ssiis::workflow {

class Engine::World final : public Surroundings {
 public:
  World(Engine& engine, db::Transaction& tx, const Actor& who, const Bundle& bundle, Instance& instance,
        store::RowIds& ids)
      : engine_{engine}, tx_{tx}, who_{who}, bundle_{bundle}, instance_{instance}, ids_{ids} {}
  std::int64_t new_id() override { return ids_.next(); }
  Day today() const override { return engine_.parts_.clock.today(); }
  ServiceAnswer serve(const ServiceCall& call) override;
  Result<Deadline> deadline(const std::string& key, const Variables& v, Day anchor) override;
  Result<Decided> decide(const std::string& table, const Variables& v) override { return bundle_.decide(table, v); }
  bool known_role(std::string_view role) const override { return bundle_.catalogues.roles.contains(role); }
  // The file stands still from now on, or no longer: what begins in this step counts with it already, and what runs is
  // derived anew once the step is stored.
  void days_move(const MoveReason& why) {
    days_move_ = why;
    instance_.was_suspended = true;
  }
  const std::optional<MoveReason>& days_move() const noexcept { return days_move_; }

 private:
  Engine& engine_;
  db::Transaction& tx_;
  const Actor& who_;
  const Bundle& bundle_;
  Instance& instance_;
  store::RowIds& ids_;
  std::optional<MoveReason> days_move_;
};

struct Engine::Step {
  Step(Engine& engine, db::Transaction& tx_, const Actor& who_, std::shared_ptr<const Bundle> b, const Definition& d_,
       State s)
      : tx{tx_},
        who{who_},
        bundle{std::move(b)},
        d{d_},
        state{std::move(s)},
        ids{state.instance.id, state.instance.rev},
        world{engine, tx_, who_, *bundle, state.instance, ids},
        machine{d, state, world} {}
  db::Transaction& tx;
  const Actor& who;
  std::shared_ptr<const Bundle> bundle;
  const Definition& d;
  State state;
  store::RowIds ids;
  World world;
  Machine machine;
  std::string done_for{};     // the absent person for whom it is done
  std::int64_t done_task{0};  // the task that this step does
};

struct Engine::Wanted {
  CaseId case_id;
  std::int64_t instance;
  const std::string &role, &territory, &assignee;
  const Definition* definition;  // nullptr: of a legal task, whom another's work does not keep from it
  int node{nowhere};
  static Wanted of(const Step& step, const Task& task) {
    const bool work = task.kind == TaskKind::work;
    return {step.state.instance.case_id,
            step.state.instance.id,
            task.role,
            task.territory,
            task.assignee,
            work ? &step.d : nullptr,
            task.node};
  }
};

// The first value that is too long to be stored.
std::optional<Rejection> too_long(const Variables& v);

}  // namespace ssiis::workflow
