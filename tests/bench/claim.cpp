// Engine::claim and Engine::release of a task that waits for the Director, with audit chain and commit, over an office
// of many open files beside the same over one of few: both hosts' databases in one run, in turn.
#include <fmt/format.h>

#include <stdexcept>

#include "bench/figures.hpp"
#include "bench/office.hpp"
#include "bench/program.hpp"

namespace ssiis::bench {
namespace {

constexpr db::Query some_tasks{
    "bench/tasks",
    "SELECT t.case_id, t.id, i.rev FROM insp_wf_task t JOIN insp_wf_instance i ON i.case_id = t.case_id AND i.id = "
    "t.instance "
    "WHERE t.state = 'open' AND t.role = 'director' AND t.assignee = '' ORDER BY t.case_id DESC LIMIT ?"};
constexpr int every = 7;  // tasks that lie apart, not side by side in the table

class Desk {
 public:
  Desk(const std::string& host_xml, int count) : office_{host_xml, 4}, engine_{engine_for(office_, team_)} {
    files_ = office_.count("insp_wf_instance WHERE state = 'running'");
    const auto found = office_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
      return tx.all(some_tasks, db::Params{std::int64_t{count} * every}, [](const db::Row& r) {
        return workflow::TaskRef{CaseId{r.integer(0)}, r.integer(1), r.integer(2)};
      });
    });
    if (found.empty()) throw std::runtime_error{"nothing waits for the director"};
    for (int i = 0; i < count; ++i) tasks_.push_back(found[static_cast<std::size_t>(i) * every % found.size()]);
  }
  std::int64_t files() const { return files_; }
  std::string engine() const { return std::string{db::name_of(office_.pool.engine())}; }
  void claim_and_release() {
    for (auto& ref : tasks_) {
      office_.write([&](db::Transaction& tx) { ref.rev = must(engine_->claim(tx, office_.person("director"), ref)); });
      office_.write(
          [&](db::Transaction& tx) { ref.rev = must(engine_->release(tx, office_.person("director"), ref)); });
    }
  }
  std::size_t tasks() const { return tasks_.size(); }

 private:
  static std::int64_t must(const Result<workflow::Moved>& moved) {
    if (!moved) throw std::runtime_error{"not claimed: " + moved.rejection().code};
    return moved->rev;
  }
  Office office_;
  OneTeam team_;
  std::unique_ptr<workflow::Engine> engine_;
  std::int64_t files_{0};
  std::vector<workflow::TaskRef> tasks_;
};

void run(const std::string& few_xml, const std::string& many_xml, int count, int repetitions) {
  Desk few{few_xml, count}, many{many_xml, count};
  Figure f{.name = fmt::format("claim and release {}, {} open files", many.engine(), many.files()),
           .unit = "ms",
           .aim = Aim::ratio_at_most,
           .wanted = 2};
  f.note = fmt::format("floor: the same with {} open files", few.files());
  for (int r = 0; r <= repetitions; ++r) {
    Taken a{}, b{};
    if (r % 2 == 0)
      a = taken([&] { many.claim_and_release(); }), b = taken([&] { few.claim_and_release(); });
    else
      b = taken([&] { few.claim_and_release(); }), a = taken([&] { many.claim_and_release(); });
    if (r == 0) continue;  // prepares statements and fills caches
    f.figures.push_back(a.wall * 1000 / static_cast<double>(many.tasks()));
    f.floors.push_back(b.wall * 1000 / static_cast<double>(few.tasks()));
    progress(fmt::format("{}: {:.2f} ms, {:.2f} ms with few", f.name, f.figures.back(), f.floors.back()));
  }
  report(f);
}

}  // namespace
}  // namespace ssiis::bench

// claim FEW/HOST.XML MANY/HOST.XML TASKS REPETITIONS
int main(int argc, char** argv) {
  return ssiis::bench::program("claim", 4, argc, argv,
                               [](const auto& a) { ssiis::bench::run(a[0], a[1], std::stoi(a[2]), std::stoi(a[3])); });
}
