// Prints every address of the module, one a line: METHOD PATTERN MOUNT PERMISSION ("-" for none), as the module's own
// wiring makes them. Needs the module's resources, no database.
//   route_list RESOURCES FOLDER_TO_WRITE_IN
#include <cstdio>
#include <ctime>
#include <map>
#include <string>

#include "lsso/lsso.h"
#include "plugin/wiring.hpp"

struct lsso_host_instance {
  std::map<std::string, std::string, std::less<>> settings;
};

namespace {

lsso_text borrowed(const std::string& s) { return {s.data(), s.size()}; }

lsso_status get(lsso_host_instance* host, lsso_text key, void* sink, void (*take)(void*, lsso_text)) {
  const auto at = host->settings.find(std::string{key.data, key.size});
  if (at == host->settings.end()) return LSSO_E_NOT_FOUND;
  take(sink, borrowed(at->second));
  return LSSO_OK;
}
lsso_status connection(lsso_host_instance* host, void* sink, void (*take)(void*, const lsso_database_fields*)) {
  const std::string engine{"sqlite"};
  lsso_database_fields fields{};
  fields.struct_size = sizeof fields;
  fields.engine = borrowed(engine);
  fields.database = borrowed(host->settings.at("database"));
  take(sink, &fields);
  return LSSO_OK;
}
std::uint64_t generation(lsso_host_instance*) { return 1; }
std::int64_t now_us(lsso_host_instance*) { return static_cast<std::int64_t>(std::time(nullptr)) * 1'000'000; }
void civil_date(lsso_host_instance*, lsso_civil_date* out) { *out = {2026, 11, 24}; }

constexpr lsso_service_config config{sizeof(lsso_service_config), 0, get};
constexpr lsso_service_database database{sizeof(lsso_service_database), 0, connection, generation};
constexpr lsso_service_clock clocks{sizeof(lsso_service_clock), 0, now_us, now_us, civil_date};

const void* service(lsso_host_instance*, const char* id) {
  const std::string_view wanted{id};
  if (wanted == LSSO_SERVICE_CONFIG) return &config;
  if (wanted == LSSO_SERVICE_DATABASE) return &database;
  if (wanted == LSSO_SERVICE_CLOCK) return &clocks;
  return nullptr;
}

const char* name_of(ssiis::web::Mount mount) {
  switch (mount) {
    case ssiis::web::Mount::staff:
      return "staff";
    case ssiis::web::Mount::open_public:
      return "public";
    case ssiis::web::Mount::agency:
      return "agency";
    case ssiis::web::Mount::asset:
      return "asset";
    case ssiis::web::Mount::panel:
      return "panel";
  }
  return "?";
}

}  // namespace

int main(int count, char** arguments) {
  if (count != 3) return std::fputs("usage: route_list RESOURCES FOLDER\n", stderr), 2;
  const std::string folder = arguments[2];
  lsso_host_instance instance{
      {{"resources", arguments[1]}, {"data_dir", folder}, {"database", folder + "/none.sqlite"}}};
  lsso_host host{};
  host.struct_size = sizeof host;
  host.abi_major = 1;
  host.instance = &instance;
  host.get_service = service;
  const ssiis::plugin::HostServices services{host};
  const ssiis::plugin::Wiring wiring{services};
  for (const auto& route : wiring.router.routes())
    std::printf("%s %s %s %s\n", route.method.c_str(), route.pattern.c_str(), name_of(route.mount),
                route.permission.empty() ? "-" : route.permission.c_str());
  return 0;
}
