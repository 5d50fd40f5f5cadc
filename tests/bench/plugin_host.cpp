#include "bench/plugin_host.hpp"

#include <dlfcn.h>

#include <chrono>
#include <limits>
#include <stdexcept>

#include "database/config.hpp"

namespace ssiis::bench {
namespace {

PluginHost& host_of(lsso_host_instance* instance) { return *reinterpret_cast<PluginHost*>(instance); }
std::string_view seen(lsso_text t) { return {t.data == nullptr ? "" : t.data, t.size}; }

lsso_status get_setting(lsso_host_instance* host, lsso_text key, void* sink, void (*take)(void*, lsso_text)) {
  const auto value = host_of(host).setting(seen(key));
  if (value.empty()) return LSSO_E_NOT_FOUND;
  take(sink, borrowed_text(value));
  return LSSO_OK;
}

lsso_status connection(lsso_host_instance* host, void* sink, void (*take)(void*, const lsso_database_fields*)) {
  const auto& spec = host_of(host).spec();
  const std::string password{spec.password.reveal()};
  const lsso_database_fields fields{sizeof fields,
                                    spec.port,
                                    borrowed_text(db::name_of(spec.engine)),
                                    borrowed_text(spec.host),
                                    borrowed_text(spec.database),
                                    borrowed_text(spec.user),
                                    borrowed_text(password),
                                    borrowed_text(spec.tls),
                                    0,
                                    16};
  take(sink, &fields);
  return LSSO_OK;
}

std::int64_t utc_us(lsso_host_instance*) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::system_clock::now().time_since_epoch())
      .count();
}
std::int64_t monotonic_us(lsso_host_instance*) {
  return std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::steady_clock::now().time_since_epoch())
      .count();
}
void civil_date(lsso_host_instance*, lsso_civil_date* out) {
  const auto today = SystemClock{}.today().iso();
  *out = {std::stoi(today.substr(0, 4)), std::stoi(today.substr(5, 2)), std::stoi(today.substr(8, 2))};
}

// A bare host keeps nothing of what it is told, and reaches no user table.
const lsso_service_config config{sizeof config, 0, get_setting};
const lsso_service_database database{sizeof database, 0, connection,
                                     [](lsso_host_instance*) -> std::uint64_t { return 1; }};
const lsso_service_clock clocks{sizeof clocks, 0, utc_us, monotonic_us, civil_date};
const lsso_service_mount mounts{sizeof mounts, 0,
                                [](lsso_host_instance*, lsso_text, std::uint32_t) { return LSSO_OK; }};
const lsso_service_menu menus{sizeof menus, 0, [](lsso_host_instance*, const lsso_menu_entry*) { return LSSO_OK; }};
const lsso_service_panel panels{sizeof panels, 0, [](lsso_host_instance*, const lsso_panel*) { return LSSO_OK; }};
const lsso_service_scheduler scheduler{sizeof scheduler, 0,
                                       [](lsso_host_instance*, lsso_text, std::uint32_t) { return LSSO_OK; },
                                       [](lsso_host_instance*, lsso_text) { return LSSO_OK; }};
const lsso_service_identity identity{
    sizeof identity, 0,
    [](lsso_host_instance*, void*, void (*)(void*, const lsso_identity*)) { return LSSO_E_UNAVAILABLE; },
    [](lsso_host_instance*, lsso_text, lsso_text) { return LSSO_E_REFUSED; }};

const void* service(lsso_host_instance*, const char* id_z) {
  const std::string_view id{id_z};
  if (id == LSSO_SERVICE_CONFIG) return &config;
  if (id == LSSO_SERVICE_DATABASE) return &database;
  if (id == LSSO_SERVICE_CLOCK) return &clocks;
  if (id == LSSO_SERVICE_MOUNT) return &mounts;
  if (id == LSSO_SERVICE_MENU) return &menus;
  if (id == LSSO_SERVICE_PANEL) return &panels;
  if (id == LSSO_SERVICE_SCHEDULER) return &scheduler;
  if (id == LSSO_SERVICE_IDENTITY) return &identity;
  return nullptr;
}

void checked(lsso_status status, const lsso_error& error, const char* what) {
  if (status != LSSO_OK) throw std::runtime_error{std::string{what} + " failed: " + error.code + ": " + error.message};
}

lsso_status begin(lsso_response_instance* to, const lsso_response_head* head) {
  auto& answer = *reinterpret_cast<Answer*>(to);
  answer.http_status = head->http_status;
  answer.title = seen(head->title);
  return LSSO_OK;
}
lsso_status write(lsso_response_instance* to, const void* data, std::uint64_t size) {
  reinterpret_cast<Answer*>(to)->body.append(static_cast<const char*>(data), size);
  return LSSO_OK;
}
lsso_status nothing_to_read(lsso_request_instance*, void*, std::uint64_t, std::uint64_t* got) {
  *got = 0;
  return LSSO_OK;
}

}  // namespace

PluginHost::PluginHost(const std::string& library, const Settings& host_xml)
    : settings_{host_xml}, spec_{db::spec_from(host_xml)}, library_{dlopen(library.c_str(), RTLD_NOW | RTLD_LOCAL)} {
  if (library_ == nullptr) throw std::runtime_error{dlerror()};
  const auto entry_point = reinterpret_cast<lsso_plugin_entry_point_fn>(dlsym(library_, LSSO_ENTRY_POINT_NAME));
  if (entry_point == nullptr) throw std::runtime_error{library + " is no plugin"};
  entry_ = entry_point(LSSO_ABI_MAJOR);
  if (entry_ == nullptr) throw std::runtime_error{library + " speaks another major version"};
  host_ = {sizeof host_,
           LSSO_ABI_MAJOR,
           LSSO_ABI_MINOR,
           0,
           LSSO_TEXT("bench"),
           LSSO_TEXT("1"),
           reinterpret_cast<lsso_host_instance*>(this),
           service};
  lsso_error error{sizeof error, LSSO_OK, "", ""};
  checked(entry_->create(&host_, &plugin_, &error), error, "create");
  checked(entry_->start(plugin_, &error), error, "start");
}

PluginHost::~PluginHost() {
  lsso_error error{sizeof error, LSSO_OK, "", ""};
  entry_->stop(plugin_, 5000, &error);
  entry_->destroy(plugin_);
}

std::string PluginHost::setting(std::string_view key) const {
  if (key == "module_config") return settings_.text("plugins.ssiis.config", "");
  if (key == "resources" || key == "helper") return settings_.text("plugins.ssiis." + std::string{key}, "");
  if (key == "public_base_url") return "http://localhost";
  return settings_.text(key, "");
}

Answer PluginHost::get(const std::string& user_id, const std::string& login, const std::string& path,
                       const std::string& query, const std::string& language) {
  static const lsso_text roles[] = {LSSO_TEXT("MIS_USER"), LSSO_TEXT("SSI")};
  const lsso_identity who{sizeof who,
                          LSSO_PRINCIPAL_USER,
                          borrowed_text(user_id),
                          borrowed_text(login),
                          borrowed_text(login),
                          borrowed_text(login),
                          LSSO_TEXT("01"),
                          roles,
                          2,
                          LSSO_TEXT("a secret of a session, 32 bytes"),
                          utc_us(nullptr)};
  const lsso_call call{sizeof call,
                       0,
                       nullptr,
                       LSSO_TEXT("bench-1"),
                       &who,
                       std::numeric_limits<std::int64_t>::max(),
                       [](lsso_call_instance*) { return 0; }};
  const lsso_pair headers[] = {{LSSO_TEXT("Host"), LSSO_TEXT("localhost")},
                               {LSSO_TEXT("Accept"), LSSO_TEXT("text/html,application/xhtml+xml")},
                               {LSSO_TEXT("Accept-Language"), LSSO_TEXT("lo,en;q=0.8")}};
  const lsso_request request{sizeof request,
                             LSSO_MOUNT_STAFF,
                             nullptr,
                             LSSO_TEXT("GET"),
                             borrowed_text(path),
                             borrowed_text(query),
                             borrowed_text(language),
                             LSSO_TEXT("127.0.0.1"),
                             LSSO_TEXT("http://localhost"),
                             headers,
                             3,
                             {nullptr, 0},
                             0,
                             nothing_to_read};
  Answer answer;
  const lsso_response response{sizeof response, 0, reinterpret_cast<lsso_response_instance*>(&answer), begin, write};
  lsso_error error{sizeof error, LSSO_OK, "", ""};
  checked(entry_->handle(plugin_, &call, &request, &response, &error), error, "handle");
  return answer;
}

}  // namespace ssiis::bench
