#include "host/plugins.hpp"

#include <algorithm>
#include <fstream>

#include "host/scheduler.hpp"
#include "web/translate.hpp"

namespace lsso::host {
namespace {

bool at_or_below(std::string_view path, std::string_view prefix) {
  return path.starts_with(prefix) && (path.size() == prefix.size() || path[prefix.size()] == '/');
}

bool host_owns(std::string_view prefix) {
  return at_or_below(prefix, "/mis") || at_or_below(prefix, "/health") || at_or_below(prefix, "/metrics");
}

}  // namespace

const Board::Mount* Board::find(std::string_view path) const {
  for (const auto& m : mounts)
    if (at_or_below(path, m.point.prefix)) return &m;
  return nullptr;
}

Plugins::Plugins(Facilities& facilities) : facilities_{facilities} {
  for (const auto& config : facilities.config.plugins) {
    auto slot = std::make_unique<Slot>();
    slot->config = config;
    std::ifstream mark{disabled_mark(config.name)};
    if (mark) {
      slot->enabled = false;
      std::getline(mark, slot->disabled_reason);
    }
    slots_.push_back(std::move(slot));
  }
}

Plugins::~Plugins() {
  for (auto& t : retirements_) t.join();
}

std::filesystem::path Plugins::disabled_mark(const std::string& name) const {
  return facilities_.config.data_dir / ("plugin." + name + ".disabled");
}

void Plugins::start_all() {
  const std::lock_guard change{change_};
  for (auto& slot : slots_)
    if (slot->enabled) (void)load(*slot);
  publish();
}

// With change_ held. The slot's plugin is the new one on success and untouched otherwise.
ssiis::Result<ssiis::Done> Plugins::load(Slot& slot) {
  std::string code, why;
  try {
    auto library = load_library(slot.config.library, facilities_.config.data_dir / "loaded");
    auto fresh = std::make_shared<PluginInstance>(slot.config.name, library, facilities_);
    fresh->start();
    std::shared_ptr<PluginInstance> old;
    {
      const std::lock_guard lock{mutex_};
      old = std::exchange(slot.plugin, fresh);
      slot.last_mounts = fresh->registered().mounts;
      slot.failure.clear();
      slot.failure_code.clear();
      note(slot, "loaded", copied(fresh->entry().version) + " " + fresh->sha256().substr(0, 12));
    }
    publish();
    facilities_.scheduler->replace(slot.config.name, fresh);
    facilities_.log.info(
        "plugin loaded",
        {{"plugin", slot.config.name}, {"version", copied(fresh->entry().version)}, {"sha256", fresh->sha256()}});
    if (old) retire(std::move(old));
    return ssiis::Done{};
  } catch (const LoadFailure& e) {
    code = e.code;
    why = e.what();
  } catch (const std::exception& e) {
    code = ssiis::web::E_("host.plugin_unloadable");
    why = e.what();
  }
  facilities_.log.error("plugin does not start", {{"plugin", slot.config.name}, {"code", code}, {"why", why}});
  const std::lock_guard lock{mutex_};
  slot.failure_code = code;
  slot.failure = why;
  note(slot, "failed", code);
  return ssiis::Rejection{code, {why}};
}

void Plugins::publish() {
  auto fresh = std::make_shared<Board>();
  const std::lock_guard lock{mutex_};
  for (const auto& slot : slots_) {
    for (const auto& m : slot->plugin ? slot->plugin->registered().mounts : slot->last_mounts)
      fresh->mounts.push_back({m, slot->config.name, slot->plugin});
    if (!slot->plugin) continue;
    const auto& r = slot->plugin->registered();
    fresh->menu.insert(fresh->menu.end(), r.menu.begin(), r.menu.end());
    if (!r.menu.empty() && slot->plugin->keeps_menu()) fresh->menu_keepers.push_back(slot->plugin);
    for (const auto& p : r.panels) fresh->panels.push_back({p, slot->plugin});
  }
  std::stable_sort(fresh->mounts.begin(), fresh->mounts.end(),
                   [](const auto& a, const auto& b) { return a.point.prefix.size() > b.point.prefix.size(); });
  std::stable_sort(fresh->menu.begin(), fresh->menu.end(),
                   [](const auto& a, const auto& b) { return a.order < b.order; });
  board_ = std::move(fresh);
}

void Plugins::retire(std::shared_ptr<PluginInstance> old) {
  const std::lock_guard lock{mutex_};
  retirements_.emplace_back([this, old = std::move(old)]() mutable {
    const bool gone = old->retire(facilities_.config.drain_ms);
    const auto name = old->slot();
    if (!gone) {
      stuck_ = true;
      facilities_.log.write(LSSO_LOG_PLUGIN_MISBEHAVES, name, {}, "does not come to an end; left as it is",
                            {{"inside", std::to_string(old->inside())}});
      new std::shared_ptr<PluginInstance>{old};  // never freed: code of it is still running
    }
    const std::lock_guard inner{mutex_};
    for (auto& s : slots_)
      if (s->config.name == name) note(*s, gone ? "retired" : "stuck", copied(old->entry().version));
  });
}

ssiis::Result<ssiis::Done> Plugins::enable(const std::string& name) {
  const std::lock_guard change{change_};
  auto* slot = find(name);
  if (slot == nullptr) return ssiis::Rejection{"plugin.unknown"};
  if (slot->enabled && slot->plugin) return ssiis::Rejection{"plugin.enabled_already"};
  std::error_code ignored;
  std::filesystem::remove(disabled_mark(name), ignored);
  {
    const std::lock_guard lock{mutex_};
    slot->enabled = true;
    slot->disabled_reason.clear();
  }
  return load(*slot);
}

ssiis::Result<ssiis::Done> Plugins::disable(const std::string& name, const std::string& reason) {
  const std::lock_guard change{change_};
  auto* slot = find(name);
  if (slot == nullptr) return ssiis::Rejection{"plugin.unknown"};
  if (!slot->enabled) return ssiis::Rejection{"plugin.disabled_already"};
  if (reason.empty()) return ssiis::Rejection{"plugin.reason_missing", {}, "reason"};
  std::ofstream{disabled_mark(name)} << reason << '\n';
  std::shared_ptr<PluginInstance> old;
  {
    const std::lock_guard lock{mutex_};
    slot->enabled = false;
    slot->disabled_reason = reason;
    old = std::exchange(slot->plugin, nullptr);
    note(*slot, "disabled", "");
  }
  publish();
  facilities_.scheduler->replace(name, nullptr);
  if (old) retire(std::move(old));
  return ssiis::Done{};
}

ssiis::Result<ssiis::Done> Plugins::reload(const std::string& name) {
  const std::lock_guard change{change_};
  auto* slot = find(name);
  if (slot == nullptr) return ssiis::Rejection{"plugin.unknown"};
  if (!slot->enabled) return ssiis::Rejection{"plugin.disabled_already"};
  return load(*slot);
}

bool Plugins::stop_all(std::int64_t patience_ms) {
  const std::lock_guard change{change_};
  std::vector<std::shared_ptr<PluginInstance>> running;
  std::list<std::thread> pending;
  {
    const std::lock_guard lock{mutex_};
    for (auto& slot : slots_)
      if (slot->plugin) running.push_back(std::exchange(slot->plugin, nullptr));
    pending.swap(retirements_);
  }
  publish();
  for (auto& t : pending) t.join();
  bool all = !stuck_;
  for (auto& p : running) {
    facilities_.scheduler->replace(p->slot(), nullptr);
    if (p->retire(patience_ms)) continue;
    all = false;
    facilities_.log.write(LSSO_LOG_PLUGIN_MISBEHAVES, p->slot(), {}, "does not stop");
  }
  return all;
}

Plugins::Slot* Plugins::find(const std::string& name) {
  for (auto& s : slots_)
    if (s->config.name == name) return s.get();
  return nullptr;
}

void Plugins::note(Slot& slot, std::string kind, std::string detail) {
  slot.events.push_front({facilities_.clock.now(), std::move(kind), std::move(detail)});
  if (slot.events.size() > 20) slot.events.pop_back();
}

std::shared_ptr<const Board> Plugins::board() const {
  const std::lock_guard lock{mutex_};
  return board_;
}

std::vector<SlotView> Plugins::slots() const {
  const std::lock_guard lock{mutex_};
  std::vector<SlotView> out;
  for (const auto& s : slots_)
    out.push_back({s->config.name,
                   s->config.library.string(),
                   s->disabled_reason,
                   s->failure_code,
                   s->failure,
                   s->enabled,
                   s->plugin,
                   {s->events.begin(), s->events.end()}});
  return out;
}

std::optional<SlotView> Plugins::slot(const std::string& name) const {
  for (auto& s : slots())
    if (s.name == name) return s;
  return std::nullopt;
}

bool Plugins::prefix_taken(const std::string& slot, const std::string& prefix) const {
  if (host_owns(prefix)) return true;
  const std::lock_guard lock{mutex_};
  for (const auto& s : slots_) {
    if (s->config.name == slot || !s->plugin) continue;
    for (const auto& m : s->plugin->registered().mounts)
      if (m.prefix == prefix) return true;
  }
  return false;
}

}  // namespace lsso::host
