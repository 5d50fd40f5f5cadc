#include "host/menu.hpp"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <set>

#include "host/wire.hpp"
#include "lsso/services/log.h"

namespace lsso::host {

// One plugin asked about one person. Shared: a late answer is still written here when the page has gone out.
struct Menus::Question {
  std::shared_ptr<PluginInstance> plugin;
  Person who;
  std::string correlation_id;
  std::int64_t deadline_us{0};
  std::atomic<bool> cancelled{false};
  std::mutex mutex;
  std::condition_variable bell;
  bool done{false};
  std::optional<std::set<std::string>> shown;  // nothing: by role alone

  void answer(Log& log) {
    std::set<std::string> ids;
    std::optional<std::set<std::string>> found;
    if (auto ticket = plugin->enter()) {
      const Circumstances c{correlation_id, who, deadline_us, &cancelled, nullptr};
      const auto outcome = plugin->visible_menu(c, ids);
      if (outcome.status == LSSO_OK)
        found = std::move(ids);
      else
        log.write(LSSO_LOG_WARNING, plugin->slot(), correlation_id, "a menu is shown by roles alone",
                  {{"code", outcome.code}, {"status", std::to_string(outcome.status)}});
    }
    const std::lock_guard lock{mutex};
    shown = std::move(found);
    done = true;
    bell.notify_all();
  }

  std::optional<std::set<std::string>> wait() {
    std::unique_lock lock{mutex};
    const auto left = std::max<std::int64_t>(deadline_us - monotonic_us(), 0);
    if (!bell.wait_for(lock, std::chrono::microseconds{left}, [&] { return done; })) cancelled = true;
    return shown;
  }
};

std::shared_ptr<Menus::Question> Menus::put(const MenuAsk& ask, const std::shared_ptr<PluginInstance>& plugin) {
  auto question = std::make_shared<Question>();
  question->plugin = plugin;
  question->who = ask.who;
  question->correlation_id = ask.exchange.correlation_id();
  question->deadline_us = monotonic_us() + config_.panel_ms * 1000;
  // The plugin is at work on this very page already: it answers here, with what it knows of the person by now.
  if (plugin->slot() == ask.inside)
    question->answer(log_);
  else if (!crew_.try_run([question, &log = log_] { question->answer(log); }))
    question->done = true;
  return question;
}

std::vector<ShownEntry> Menus::of(const MenuAsk& ask) {
  std::vector<std::shared_ptr<Question>> questions;
  for (const auto& plugin : ask.board.menu_keepers) questions.push_back(put(ask, plugin));
  std::vector<std::pair<std::string, std::optional<std::set<std::string>>>> answers;
  for (const auto& q : questions) answers.emplace_back(q->plugin->slot(), q->wait());
  const auto may = [&](const MenuEntry& e) {
    if (!e.role.empty() && !ask.who.has_role(e.role)) return false;
    const auto said = std::find_if(answers.begin(), answers.end(), [&](const auto& a) { return a.first == e.slot; });
    return said == answers.end() || !said->second || said->second->contains(e.id);
  };
  std::vector<ShownEntry> out;
  for (const auto& e : ask.board.menu) {
    auto href = may(e) ? e.href : std::string{};
    if (href.empty() && e.parent.empty()) {
      const auto below = std::find_if(ask.board.menu.begin(), ask.board.menu.end(), [&](const MenuEntry& other) {
        return other.slot == e.slot && other.parent == e.id && may(other);
      });
      if (below != ask.board.menu.end()) href = below->href;
    }
    if (!href.empty()) out.push_back({e.slot, e.id, e.parent, e.label_lo, e.label_en, std::move(href)});
  }
  return out;
}

}  // namespace lsso::host
