#include "faults/walks/hosts.hpp"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <sstream>
#include <stdexcept>

extern char** environ;

namespace ssiis::walks {
namespace {

constexpr std::chrono::minutes patience{2};
using Now = std::chrono::steady_clock;

}  // namespace

Hosts::Hosts(const db::Spec& spec, std::uint64_t seed, std::int64_t files, int hosts, std::filesystem::path folder)
    : spec_{spec}, seed_{seed}, files_{files}, folder_{std::move(folder)} {
  ::signal(SIGPIPE, SIG_IGN);  // a host may be dead by the time it is told something
  for (int i = 0; i < hosts; ++i) {
    auto& host = hosts_.emplace_back();
    host.number = i;
    std::filesystem::create_directories(moments(host));
    start(host);
  }
}

Hosts::~Hosts() {
  for (auto& host : hosts_) {
    ::close(host.to);
    ::close(host.from);
    ::kill(host.pid, SIGKILL);
    ::waitpid(host.pid, nullptr, 0);
  }
}

std::filesystem::path Hosts::moments(const Host& host) const { return folder_ / std::to_string(host.number); }

void Hosts::start(Host& host) {
  int in[2], out[2];
  if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error{"no pipe"};
  posix_spawn_file_actions_t files;
  ::posix_spawn_file_actions_init(&files);
  ::posix_spawn_file_actions_adddup2(&files, in[0], 0);
  ::posix_spawn_file_actions_adddup2(&files, out[1], 1);
  std::vector<std::string> words{SSIIS_WALK_HOST,        std::string{db::name_of(spec_.engine)},
                                 spec_.database,         std::to_string(seed_),
                                 std::to_string(files_), std::to_string(host.number)};
  std::vector<char*> arguments, settings;
  for (auto& word : words) arguments.push_back(word.data());
  arguments.push_back(nullptr);
  auto points = "SSIIS_FAILPOINTS=" + moments(host).string();
  settings.push_back(points.data());
  for (char** e = environ; *e != nullptr; ++e) settings.push_back(*e);
  settings.push_back(nullptr);
  const int failed = ::posix_spawn(&host.pid, SSIIS_WALK_HOST, &files, nullptr, arguments.data(), settings.data());
  ::posix_spawn_file_actions_destroy(&files);
  ::close(in[0]);
  ::close(out[1]);
  if (failed != 0) throw std::runtime_error{"a host does not start"};
  host.to = in[1];
  host.from = out[0];
  host.heard.clear();
  host.told = {};
}

void Hosts::tell(const Host& host, const std::string& order) {
  const auto line = order + "\n";
  if (::write(host.to, line.data(), line.size()) < 0) return;  // dead: its end is heard next
}

// Either at some moment of the day, or at a point in the course of a transaction.
void Hosts::order_death(Host& host, Dice& dice) {
  static const std::vector<std::string> points{"began", "wrote", "wrote", "committing", "committed"};
  if (dice.chance(50)) {
    host.dies = Now::now() + std::chrono::milliseconds{dice.below(static_cast<int>(60 + files_ / 2))};
    host.to_die = true;
    return;
  }
  const auto next = moments(host) / "next";
  std::ofstream{next} << "d" << ++orders_ << " walk " << dice.one_of(points) << " " << 1 + dice.below(40) << "\n";
  std::filesystem::rename(next, moments(host) / "order");
}

// A host that died while it mended an incident holds it for its lease: as if that time had passed.
void Hosts::leases_run_out() {
  db::Connection connection{spec_};
  connection.run(
      "UPDATE insp_wf_incident SET lease_until = '2000-01-01T00:00:00.000000Z' WHERE lease_until IS NOT NULL");
}

void Hosts::bury(Host& host, const std::string& order) {
  int status = 0;
  ::waitpid(host.pid, &status, 0);
  ::close(host.to);
  ::close(host.from);
  const bool killed = WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL;
  if (!killed) throw std::runtime_error{"a host ended by itself: " + host.heard};
  if (std::filesystem::exists(moments(host) / "died")) {
    std::filesystem::remove(moments(host) / "died");
    std::filesystem::remove(moments(host) / "order");
    ++totals_.failpoint_kills;
  } else {
    ++totals_.random_kills;
  }
  host.to_die = false;
  leases_run_out();
  start(host);
  host.done = false;  // it had said so when it was killed: it does the order again, and the next day waits for it
  tell(host, order);
}

void Hosts::hear(Host& host) {
  for (std::size_t end; (end = host.heard.find('\n')) != std::string::npos;) {
    std::istringstream line{host.heard.substr(0, end)};
    host.heard.erase(0, end + 1);
    std::string word;
    line >> word;
    if (word == "trouble") {
      std::string rest;
      std::getline(line, rest);
      troubles.push_back(rest);
      continue;
    }
    const auto before = host.told;
    auto& n = host.told;
    if (word != "done" || !(line >> n.steps >> n.refused >> n.conflicts >> n.fired >> n.referred))
      throw std::runtime_error{"a host says " + word};
    totals_.steps += n.steps - before.steps;
    totals_.refused += n.refused - before.refused;
    totals_.conflicts += n.conflicts - before.conflicts;
    totals_.fired += n.fired - before.fired;
    totals_.referred += n.referred - before.referred;
    host.done = true;
    host.to_die = false;
  }
}

void Hosts::all_do(const std::string& order, int kills, Dice& dice) {
  for (auto& host : hosts_) {
    host.done = false;
    tell(host, order);
  }
  for (int i = 0; i < kills; ++i)
    order_death(hosts_[static_cast<std::size_t>(dice.below(static_cast<int>(hosts_.size())))], dice);
  const auto until = Now::now() + patience * (1 + files_ / 2000);
  while (std::any_of(hosts_.begin(), hosts_.end(), [](const Host& h) { return !h.done; })) {
    if (Now::now() > until) throw std::runtime_error{"hosts do not come to an end of: " + order};
    std::vector<pollfd> all;
    for (const auto& host : hosts_) all.push_back({host.from, POLLIN, 0});
    ::poll(all.data(), all.size(), 20);
    for (std::size_t i = 0; i < hosts_.size(); ++i) {
      auto& host = hosts_[i];
      if (host.to_die && !host.done && Now::now() >= host.dies) ::kill(host.pid, SIGKILL), host.to_die = false;
      if ((all[i].revents & (POLLIN | POLLHUP)) == 0 || (host.done && (all[i].revents & POLLHUP) == 0)) continue;
      char part[4096];
      const auto n = ::read(host.from, part, sizeof part);
      if (n > 0) {
        host.heard.append(part, static_cast<std::size_t>(n));
        hear(host);
      } else {
        bury(host, order);
      }
    }
  }
}

}  // namespace ssiis::walks
