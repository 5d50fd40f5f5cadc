#include "host/services_start.hpp"

#include <algorithm>

#include "core/text.hpp"
#include "host/facilities.hpp"
#include "host/instance.hpp"
#include "host/plugins.hpp"

namespace lsso::host {
namespace {

// A plugin that registers outside start breaks the ABI; it is told so and the log names it.
template <class F>
lsso_status while_starting(lsso_host_instance* h, F&& work) noexcept {
  if (h == nullptr || h->plugin == nullptr) return LSSO_E_INVALID;
  auto& f = h->plugin->facilities();
  try {
    if (!h->plugin->starting()) {
      f.log.write(LSSO_LOG_PLUGIN_MISBEHAVES, h->plugin->slot(), {}, "registers something outside start");
      return LSSO_E_INVALID;
    }
    return work(h->plugin->registering(), f);
  } catch (...) {
    return LSSO_E_INTERNAL;
  }
}

bool sound(lsso_text t, std::size_t most) {
  const auto s = view(t);
  return s.size() <= most && ssiis::valid_utf8(s) && is_header_value(s);
}

// An address inside this host, so that a menu never leads elsewhere.
bool local_path(lsso_text t) {
  const auto s = view(t);
  return s.size() >= 2 && s.size() <= 400 && s[0] == '/' && s[1] != '/' && is_header_value(s) &&
         s.find_first_of("\\ \"<>") == std::string_view::npos;
}

}  // namespace

lsso_status add_mount(lsso_host_instance* h, lsso_text prefix, uint32_t policy) {
  return while_starting(h, [&](Registered& r, Facilities& f) -> lsso_status {
    const auto p = copied(prefix);
    if (!local_path(prefix) || p.ends_with('/') || p.find_first_of("?#%") != std::string::npos) return LSSO_E_INVALID;
    if (policy < LSSO_MOUNT_STAFF || policy > LSSO_MOUNT_ASSET) return LSSO_E_INVALID;
    const bool twice = std::any_of(r.mounts.begin(), r.mounts.end(), [&](const auto& m) { return m.prefix == p; });
    if (twice || f.plugins->prefix_taken(h->plugin->slot(), p)) return LSSO_E_CONFLICT;
    r.mounts.push_back({p, policy});
    return LSSO_OK;
  });
}

lsso_status add_menu_entry(lsso_host_instance* h, const lsso_menu_entry* e) {
  return while_starting(h, [&](Registered& r, Facilities&) -> lsso_status {
    if (e == nullptr || !LSSO_HAS(lsso_menu_entry, e->struct_size, required_role)) return LSSO_E_INVALID;
    if (view(e->id).empty() || view(e->label_lo).empty() || view(e->label_en).empty() || !sound(e->id, 100) ||
        !sound(e->parent_id, 100) || !sound(e->label_lo, 200) || !sound(e->label_en, 200) ||
        !sound(e->required_role, 100) || !local_path(e->href))
      return LSSO_E_INVALID;
    const auto id = copied(e->id);
    const auto named = [&](std::string_view wanted) {
      return std::find_if(r.menu.begin(), r.menu.end(), [&](const auto& m) { return m.id == wanted; });
    };
    if (named(id) != r.menu.end()) return LSSO_E_CONFLICT;
    const auto parent = named(view(e->parent_id));
    if (!view(e->parent_id).empty() && (parent == r.menu.end() || !parent->parent.empty())) return LSSO_E_NOT_FOUND;
    r.menu.push_back({h->plugin->slot(), e->order, id, copied(e->parent_id), copied(e->label_lo), copied(e->label_en),
                      copied(e->href), copied(e->required_role)});
    return LSSO_OK;
  });
}

lsso_status add_panel(lsso_host_instance* h, const lsso_panel* p) {
  return while_starting(h, [&](Registered& r, Facilities&) -> lsso_status {
    if (p == nullptr || !LSSO_HAS(lsso_panel, p->struct_size, path)) return LSSO_E_INVALID;
    if (view(p->id).empty() || !sound(p->id, 100) || !sound(p->screen, 100) || !sound(p->title_lo, 200) ||
        !sound(p->title_en, 200) || !local_path(p->path))
      return LSSO_E_INVALID;
    const auto screen = view(p->screen);
    if (screen != LSSO_SCREEN_HOME && screen != LSSO_SCREEN_LABOUR_UNIT && screen != LSSO_SCREEN_WORKER)
      return LSSO_E_NOT_FOUND;
    const auto id = copied(p->id);
    if (std::any_of(r.panels.begin(), r.panels.end(), [&](const auto& x) { return x.id == id; }))
      return LSSO_E_CONFLICT;
    r.panels.push_back(
        {id, copied(p->screen), copied(p->title_lo), copied(p->title_en), copied(p->path), p->time_limit_ms});
    return LSSO_OK;
  });
}

lsso_status add_job(lsso_host_instance* h, lsso_text job_name, uint32_t period_ms) {
  return while_starting(h, [&](Registered& r, Facilities&) -> lsso_status {
    const auto name = copied(job_name);
    if (!is_token(name) || name.size() > 100 || period_ms == 0) return LSSO_E_INVALID;
    if (std::any_of(r.jobs.begin(), r.jobs.end(), [&](const auto& x) { return x.name == name; }))
      return LSSO_E_CONFLICT;
    r.jobs.push_back({name, period_ms});
    return LSSO_OK;
  });
}

}  // namespace lsso::host
