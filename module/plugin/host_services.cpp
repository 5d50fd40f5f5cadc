#include "plugin/host_services.hpp"

#include <fmt/format.h>

namespace ssiis::plugin {
namespace {

void check(lsso_status status, std::string_view what) {
  if (status != LSSO_OK)
    throw StartFailure{"host.refused", fmt::format("the host refused to {} (status {})", what, status)};
}

struct FoundFields {
  db::Spec spec;
  std::size_t max_connections{16};
  bool engine_known{false};
};

void take_fields(void* sink, const lsso_database_fields* fields) {
  auto& found = *static_cast<FoundFields*>(sink);
  const auto engine = db::engine_named(view(fields->engine));
  found.engine_known = engine.has_value();
  if (!engine) return;
  found.spec.engine = *engine;
  found.spec.host = text(fields->host);
  found.spec.port = static_cast<std::uint16_t>(fields->port);
  found.spec.database = text(fields->database);
  found.spec.user = text(fields->user);
  found.spec.password = db::Secret{text(fields->password)};
  found.spec.tls = text(fields->tls);
  found.spec.pooler = fields->pooler != 0;
  if (fields->max_connections != 0) found.max_connections = fields->max_connections;
}

FoundFields ask(const lsso_service_database& service, lsso_host_instance* host) {
  FoundFields found;
  if (service.connection(host, &found, take_fields) != LSSO_OK)
    throw StartFailure{"database.unavailable", "the host has no database connection to offer now"};
  if (!found.engine_known)
    throw StartFailure{"database.engine_unknown", "the host's database engine is none of sqlite, postgresql, mariadb"};
  return found;
}

}  // namespace

template <class Service>
const Service& HostServices::need(const char* id) const {
  const auto* service = find<Service>(id);
  if (service == nullptr) throw StartFailure{"host.service_missing", fmt::format("the host does not offer {}", id)};
  return *service;
}

void HostServices::log(std::uint32_t severity, std::string_view correlation_id, std::string_view message,
                       const std::vector<std::pair<std::string, std::string>>& fields) const noexcept {
  const auto* service = find<lsso_service_log>(LSSO_SERVICE_LOG);
  if (service == nullptr) return;
  try {
    std::vector<lsso_pair> pairs;
    for (const auto& [name, value] : fields) pairs.push_back({borrowed(name), borrowed(value)});
    service->write(host_->instance, severity, borrowed(correlation_id), borrowed(message), pairs.data(), pairs.size());
  } catch (const std::bad_alloc&) {
    service->write(host_->instance, severity, borrowed(correlation_id), borrowed(message), nullptr, 0);
  }
}

std::string HostServices::setting(std::string_view key, std::string_view fallback) const {
  std::string out{fallback};
  const auto& service = need<lsso_service_config>(LSSO_SERVICE_CONFIG);
  service.get(host_->instance, borrowed(key), &out,
              [](void* sink, lsso_text value) { *static_cast<std::string*>(sink) = text(value); });
  return out;
}

std::string HostServices::required_setting(std::string_view key) const {
  auto value = setting(key, "");
  if (value.empty()) throw StartFailure{"configuration.missing", fmt::format("the host gives no setting '{}'", key)};
  return value;
}

db::Spec HostServices::database() const {
  return ask(need<lsso_service_database>(LSSO_SERVICE_DATABASE), host_->instance).spec;
}

std::size_t HostServices::max_connections() const {
  return ask(need<lsso_service_database>(LSSO_SERVICE_DATABASE), host_->instance).max_connections;
}

std::uint64_t HostServices::database_generation() const {
  return need<lsso_service_database>(LSSO_SERVICE_DATABASE).generation(host_->instance);
}

void HostServices::mount(std::string_view prefix, std::uint32_t policy) const {
  check(need<lsso_service_mount>(LSSO_SERVICE_MOUNT).add(host_->instance, borrowed(prefix), policy),
        fmt::format("mount {}", prefix));
}

void HostServices::menu(std::string_view id, std::string_view parent, int order, std::string_view label_lo,
                        std::string_view label_en, std::string_view href, std::string_view role) const {
  const lsso_menu_entry entry{
      sizeof(lsso_menu_entry), order,          borrowed(id),  borrowed(parent), borrowed(label_lo),
      borrowed(label_en),      borrowed(href), borrowed(role)};
  check(need<lsso_service_menu>(LSSO_SERVICE_MENU).add(host_->instance, &entry), fmt::format("add menu entry {}", id));
}

void HostServices::panel(std::string_view id, std::string_view screen, std::string_view title_lo,
                         std::string_view title_en, std::string_view path, std::uint32_t time_limit_ms) const {
  const lsso_panel entry{sizeof(lsso_panel), time_limit_ms,      borrowed(id),  borrowed(screen),
                         borrowed(title_lo), borrowed(title_en), borrowed(path)};
  check(need<lsso_service_panel>(LSSO_SERVICE_PANEL).add(host_->instance, &entry), fmt::format("add panel {}", id));
}

void HostServices::every(std::string_view job, std::uint32_t period_ms) const {
  check(need<lsso_service_scheduler>(LSSO_SERVICE_SCHEDULER).every(host_->instance, borrowed(job), period_ms),
        fmt::format("schedule {}", job));
}

void HostServices::wake(std::string_view job) const noexcept {
  const auto* service = find<lsso_service_scheduler>(LSSO_SERVICE_SCHEDULER);
  if (service != nullptr) service->wake(host_->instance, borrowed(job));
}

void HostServices::each_user(const std::function<void(const lsso_identity&)>& take) const {
  using Take = const std::function<void(const lsso_identity&)>;
  struct Sink {
    Take* take;
    std::exception_ptr fault;  // carried past the host, which no exception may cross
  } sink{&take, nullptr};
  const auto& service = need<lsso_service_identity>(LSSO_SERVICE_IDENTITY);
  const auto status = service.users(host_->instance, &sink, [](void* to, const lsso_identity* user) {
    auto& s = *static_cast<Sink*>(to);
    if (s.fault) return;
    try {
      (*s.take)(*user);
    } catch (...) {
      s.fault = std::current_exception();
    }
  });
  if (sink.fault) std::rethrow_exception(sink.fault);
  if (status != LSSO_OK) throw StartFailure{"host.users_unavailable", "the host's users cannot be read now"};
}

bool HostServices::prove(std::string_view user_id, std::string_view password) const {
  const auto* service = find<lsso_service_identity>(LSSO_SERVICE_IDENTITY);
  return service != nullptr && service->prove(host_->instance, borrowed(user_id), borrowed(password)) == LSSO_OK;
}

bool HostServices::writes_register() const noexcept {
  return find<lsso_service_registry_write>(LSSO_SERVICE_REGISTRY_WRITE) != nullptr;
}

bool HostServices::takes_register_back() const noexcept {
  return find<lsso_service_registry_write_2>(LSSO_SERVICE_REGISTRY_WRITE_2) != nullptr;
}

namespace {

// What a host says that no version of the program knows is not heard: it is asked again under the same key.
void take_registry_answer(void* sink, const lsso_registry_answer* a) {
  if (a == nullptr || !LSSO_HAS(lsso_registry_answer, a->struct_size, reason_en)) return;
  if (a->outcome < LSSO_REGISTRY_APPLIED || a->outcome > LSSO_REGISTRY_NEVER_WRITTEN) return;
  try {
    *static_cast<std::optional<amendments::WriteAnswer>*>(sink) =
        amendments::WriteAnswer{a->outcome == LSSO_REGISTRY_APPLIED, text(a->reference), text(a->reason_lo),
                                text(a->reason_en), a->outcome == LSSO_REGISTRY_NEVER_WRITTEN};
  } catch (const std::bad_alloc&) {
    return;
  }
}

}  // namespace

std::optional<amendments::WriteAnswer> HostServices::write_register(const amendments::WriteRequest& change) const {
  std::vector<lsso_registry_line> lines;
  for (const auto& l : change.lines)
    lines.push_back({borrowed(l.field), borrowed(l.period), l.before ? borrowed(*l.before) : lsso_text{nullptr, 0},
                     borrowed(l.after)});
  const lsso_registry_change asked{sizeof(lsso_registry_change),
                                   0,
                                   borrowed(change.key),
                                   borrowed(change.kind),
                                   borrowed(change.unit_key),
                                   borrowed(change.subject_key),
                                   borrowed(change.reference),
                                   borrowed(change.accepted_by),
                                   lines.data(),
                                   lines.size()};
  std::optional<amendments::WriteAnswer> answer;
  lsso_status status = LSSO_E_UNSUPPORTED;
  if (!change.takes_back.empty()) {
    if (const auto* service = find<lsso_service_registry_write_2>(LSSO_SERVICE_REGISTRY_WRITE_2))
      status = service->take_back(host_->instance, borrowed(change.takes_back), &asked, &answer, take_registry_answer);
  } else if (const auto* service = find<lsso_service_registry_write>(LSSO_SERVICE_REGISTRY_WRITE)) {
    status = service->apply(host_->instance, &asked, &answer, take_registry_answer);
    // To that question it is no answer.
    if (answer && answer->never_written) answer.reset();
  }
  return status == LSSO_OK ? answer : std::nullopt;
}

const lsso_service_clock& HostServices::clock() const { return need<lsso_service_clock>(LSSO_SERVICE_CLOCK); }

Day HostClock::today() const {
  lsso_civil_date date{};
  clock_.civil_date(services_.instance(), &date);
  return Day{date.year, static_cast<unsigned>(date.month), static_cast<unsigned>(date.day)};
}

}  // namespace ssiis::plugin
