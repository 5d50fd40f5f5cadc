// The <database> element of host.xml (or another with the same attributes) as a Spec; used by the host and by
// ssiis-admin.
#pragma once
#include "database/types.hpp"

namespace ssiis::db {

// Keys database.engine, .host, .port, .name (or file path), .user, .password_file, .tls, .pooler. The password is read
// from its file, never from the configuration. Throws Error{configuration} or SettingsError.
Spec spec_from(const Settings& host_config, std::string_view element = "database");

}  // namespace ssiis::db
