// The tables of the host's services.
#pragma once
#include <cstdint>

#include "lsso/host.h"

namespace lsso::host {

const void* find_service(lsso_host_instance* instance, const char* id_z);
inline constexpr std::uint32_t tasks_per_plugin = 4;

}  // namespace lsso::host
