// Services that a plugin may call at any time. None lets an exception out; each failure is a status and a log line.
#include "host/services.hpp"

#include <cstring>
#include <new>

#include "core/text.hpp"
#include "host/facilities.hpp"
#include "host/instance.hpp"
#include "host/registry_writer.hpp"
#include "host/scheduler.hpp"
#include "host/services_start.hpp"
#include "host/wire.hpp"
#include "lsso/lsso.h"

namespace lsso::host {
namespace {

Facilities& at(lsso_host_instance* h) { return h->plugin->facilities(); }

template <class F>
lsso_status guarded(lsso_host_instance* h, std::string_view what, F&& work) noexcept {
  try {
    return work();
  } catch (const std::exception& e) {
    at(h).log.error("a service failed",
                    {{"service", std::string{what}}, {"plugin", h->plugin->slot()}, {"why", e.what()}});
  } catch (...) {
    at(h).log.error("a service failed", {{"service", std::string{what}}, {"plugin", h->plugin->slot()}});
  }
  return LSSO_E_UNAVAILABLE;
}

void log_write(lsso_host_instance* h, uint32_t severity, lsso_text correlation_id, lsso_text message,
               const lsso_pair* fields, uint64_t count) {
  guarded(h, "log", [&] {
    Fields list;
    for (uint64_t i = 0; fields != nullptr && i < count; ++i)
      list.emplace_back(view(fields[i].name), copied(fields[i].value));
    at(h).log.write(severity, h->plugin->slot(), view(correlation_id), view(message), list);
    return LSSO_OK;
  });
}

lsso_status config_get(lsso_host_instance* h, lsso_text key, void* sink, void (*take)(void*, lsso_text)) {
  if (take == nullptr) return LSSO_E_INVALID;
  return guarded(h, "config", [&] {
    const auto& c = at(h).config;
    const auto give = [&](std::string_view value) {
      take(sink, borrowed(value));
      return LSSO_OK;
    };
    const auto name = view(key);
    if (name == "data_dir") return give(c.data_dir.string());
    if (name == "demonstration") return give(c.demonstration && c.loopback() ? "true" : "false");
    if (name == "public_base_url") return give(c.public_base_url);
    for (const auto& plugin : c.plugins) {
      if (plugin.name != h->plugin->slot()) continue;
      const auto it = plugin.settings.find(std::string{name});
      if (it != plugin.settings.end()) return give(it->second);
    }
    return LSSO_E_NOT_FOUND;
  });
}

lsso_status database_connection(lsso_host_instance* h, void* sink, void (*take)(void*, const lsso_database_fields*)) {
  if (take == nullptr) return LSSO_E_INVALID;
  return guarded(h, "database", [&] {
    at(h).database.show([&](const lsso_database_fields& f) { take(sink, &f); });
    return LSSO_OK;
  });
}
uint64_t database_generation(lsso_host_instance* h) { return at(h).database.generation(); }

lsso_status identity_users(lsso_host_instance* h, void* sink, void (*take)(void*, const lsso_identity*)) {
  if (take == nullptr) return LSSO_E_INVALID;
  return guarded(h, "identity", [&] {
    at(h).directory.each_user([&](const Person& p) {
      const IdentityView identity{p};
      take(sink, &identity.raw());
    });
    return LSSO_OK;
  });
}
lsso_status identity_prove(lsso_host_instance* h, lsso_text user_id, lsso_text password) {
  return guarded(h, "identity", [&] { return at(h).directory.prove(view(user_id), view(password)); });
}

int64_t clock_utc(lsso_host_instance* h) { return at(h).clock.now().us(); }
int64_t clock_monotonic(lsso_host_instance*) { return monotonic_us(); }
void clock_civil(lsso_host_instance* h, lsso_civil_date* out) {
  if (out == nullptr) return;
  const auto day = at(h).clock.today().ymd();
  out->year = static_cast<int>(day.year());
  out->month = static_cast<int>(static_cast<unsigned>(day.month()));
  out->day = static_cast<int>(static_cast<unsigned>(day.day()));
}

lsso_status audit_record(lsso_host_instance* h, lsso_text correlation_id, lsso_text user_id, lsso_text event,
                         const lsso_pair* fields, uint64_t count) {
  return guarded(h, "audit", [&] {
    std::string detail = "{\"plugin\":" + json_quoted(h->plugin->slot());
    for (uint64_t i = 0; fields != nullptr && i < count; ++i)
      detail += "," + json_quoted(view(fields[i].name)) + ":" + json_quoted(view(fields[i].value));
    at(h).directory.record(view(user_id), view(event), view(correlation_id), detail + "}");
    return LSSO_OK;
  });
}

lsso_status scheduler_wake(lsso_host_instance* h, lsso_text job) {
  return guarded(h, "scheduler",
                 [&] { return at(h).scheduler->wake(h->plugin->slot(), view(job)) ? LSSO_OK : LSSO_E_NOT_FOUND; });
}

lsso_status threads_run(lsso_host_instance* h, void* context, void (*work)(void*)) {
  if (work == nullptr) return LSSO_E_INVALID;
  return guarded(h, "threads", [&] {
    auto self = h->plugin->shared_from_this();
    if (self->cancelled()) return LSSO_E_CANCELLED;
    if (self->tasks.fetch_add(1) >= tasks_per_plugin) {
      --self->tasks;
      return LSSO_E_UNAVAILABLE;
    }
    const bool taken = at(h).tasks.try_run([self, context, work] {
      work(context);
      --self->tasks;
    });
    if (!taken) --self->tasks;
    return taken ? LSSO_OK : LSSO_E_UNAVAILABLE;
  });
}

RegistryChange change_of(const lsso_registry_change& c) {
  RegistryChange out{copied(c.key),
                     copied(c.kind),
                     copied(c.unit_key),
                     copied(c.subject_key),
                     copied(c.reference),
                     copied(c.accepted_by),
                     {}};
  for (uint64_t i = 0; c.lines != nullptr && i < c.line_count; ++i) {
    const auto& line = c.lines[i];
    out.lines.push_back({copied(line.field), copied(line.period),
                         line.before.data == nullptr ? std::nullopt : std::optional{copied(line.before)},
                         copied(line.after)});
  }
  return out;
}

using TakeRegistryAnswer = void (*)(void*, const lsso_registry_answer*);
constexpr uint64_t longest_registry_key = 100;

bool is_registry_change(const lsso_registry_change* change) {
  constexpr uint64_t most_lines = 10'000;
  return change != nullptr && LSSO_HAS(lsso_registry_change, change->struct_size, line_count) &&
         change->key.size != 0 && change->key.size <= longest_registry_key && change->kind.size != 0 &&
         change->unit_key.size != 0 && change->line_count <= most_lines;
}

void tell_registry_answer(const RegistryAnswer& answer, void* sink, TakeRegistryAnswer take) {
  const auto outcome = answer.applied         ? LSSO_REGISTRY_APPLIED
                       : answer.never_written ? LSSO_REGISTRY_NEVER_WRITTEN
                                              : LSSO_REGISTRY_REFUSED;
  const lsso_registry_answer told{sizeof(lsso_registry_answer), outcome, borrowed(answer.reference),
                                  borrowed(answer.reason_lo), borrowed(answer.reason_en)};
  take(sink, &told);
}

lsso_status registry_apply(lsso_host_instance* h, const lsso_registry_change* change, void* sink,
                           TakeRegistryAnswer take) {
  if (take == nullptr || !is_registry_change(change)) return LSSO_E_INVALID;
  if (at(h).registry == nullptr) return LSSO_E_UNSUPPORTED;
  return guarded(h, "registry_write", [&] {
    tell_registry_answer(at(h).registry->apply(change_of(*change)), sink, take);
    return LSSO_OK;
  });
}

lsso_status registry_take_back(lsso_host_instance* h, lsso_text first, const lsso_registry_change* change, void* sink,
                               TakeRegistryAnswer take) {
  if (take == nullptr || !is_registry_change(change) || first.size == 0 || first.size > longest_registry_key)
    return LSSO_E_INVALID;
  if (copied(first) == copied(change->key)) return LSSO_E_INVALID;
  if (at(h).registry == nullptr) return LSSO_E_UNSUPPORTED;
  return guarded(h, "registry_take_back", [&] {
    tell_registry_answer(at(h).registry->take_back(copied(first), change_of(*change)), sink, take);
    return LSSO_OK;
  });
}

constexpr lsso_service_log log_table{sizeof(lsso_service_log), 0, &log_write};
constexpr lsso_service_config config_table{sizeof(lsso_service_config), 0, &config_get};
constexpr lsso_service_database database_table{sizeof(lsso_service_database), 0, &database_connection,
                                               &database_generation};
constexpr lsso_service_identity identity_table{sizeof(lsso_service_identity), 0, &identity_users, &identity_prove};
constexpr lsso_service_clock clock_table{sizeof(lsso_service_clock), 0, &clock_utc, &clock_monotonic, &clock_civil};
constexpr lsso_service_audit audit_table{sizeof(lsso_service_audit), 0, &audit_record};
constexpr lsso_service_threads threads_table{sizeof(lsso_service_threads), tasks_per_plugin, &threads_run};
constexpr lsso_service_mount mount_table{sizeof(lsso_service_mount), 0, &add_mount};
constexpr lsso_service_menu menu_table{sizeof(lsso_service_menu), 0, &add_menu_entry};
constexpr lsso_service_panel panel_table{sizeof(lsso_service_panel), 0, &add_panel};
constexpr lsso_service_scheduler scheduler_table{sizeof(lsso_service_scheduler), 0, &add_job, &scheduler_wake};
constexpr lsso_service_registry_write registry_write_table{sizeof(lsso_service_registry_write), 0, &registry_apply};
constexpr lsso_service_registry_write_2 registry_write_2_table{sizeof(lsso_service_registry_write_2), 0,
                                                               &registry_apply, &registry_take_back};

}  // namespace

const void* find_service(lsso_host_instance* instance, const char* id_z) {
  struct Named {
    const char* id;
    const void* table;
  };
  static constexpr Named all[] = {{LSSO_SERVICE_LOG, &log_table},
                                  {LSSO_SERVICE_CONFIG, &config_table},
                                  {LSSO_SERVICE_DATABASE, &database_table},
                                  {LSSO_SERVICE_IDENTITY, &identity_table},
                                  {LSSO_SERVICE_CLOCK, &clock_table},
                                  {LSSO_SERVICE_AUDIT, &audit_table},
                                  {LSSO_SERVICE_THREADS, &threads_table},
                                  {LSSO_SERVICE_MOUNT, &mount_table},
                                  {LSSO_SERVICE_MENU, &menu_table},
                                  {LSSO_SERVICE_PANEL, &panel_table},
                                  {LSSO_SERVICE_SCHEDULER, &scheduler_table}};
  if (id_z == nullptr) return nullptr;
  if (std::strcmp(id_z, LSSO_SERVICE_REGISTRY_WRITE) == 0)
    return at(instance).registry == nullptr ? nullptr : &registry_write_table;
  if (std::strcmp(id_z, LSSO_SERVICE_REGISTRY_WRITE_2) == 0)
    return at(instance).registry == nullptr ? nullptr : &registry_write_2_table;
  for (const auto& s : all)
    if (std::strcmp(s.id, id_z) == 0) return s.table;
  return nullptr;
}

}  // namespace lsso::host
