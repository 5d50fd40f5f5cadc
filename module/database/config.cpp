#include "database/config.hpp"

#include <fmt/format.h>

#include <fstream>
#include <iterator>

namespace ssiis::db {
namespace {

[[noreturn]] void misconfigured(std::string why) {
  throw Error{Fault::configuration, "host.xml", "", 0, std::move(why)};
}

Secret password_of(const std::string& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) misconfigured(fmt::format("the password file {} cannot be read", file));
  std::string text{std::istreambuf_iterator<char>{in}, {}};
  while (!text.empty() && (text.back() == '\n' || text.back() == '\r')) text.pop_back();
  return Secret{std::move(text)};
}

}  // namespace

Spec spec_from(const Settings& settings, std::string_view element) {
  Spec spec;
  const auto key = [&](std::string_view name) { return fmt::format("{}.{}", element, name); };
  const auto name = settings.text(key("engine"), "sqlite");
  const auto engine = engine_named(name);
  if (!engine) misconfigured(fmt::format("{}.engine is '{}', not sqlite, postgresql or mariadb", element, name));
  spec.engine = *engine;
  spec.database = settings.text(key("name"), "");
  spec.host = settings.text(key("host"), "127.0.0.1");
  spec.user = settings.text(key("user"), "");
  const auto port = settings.number(key("port"), 0);
  if (port < 0 || port > 65535) misconfigured(fmt::format("{}.port is not a port", element));
  spec.port = static_cast<std::uint16_t>(port);
  if (const auto file = settings.find(key("password_file"))) spec.password = password_of(*file);
  spec.tls = settings.text(key("tls"), "off");
  spec.pooler = settings.flag(key("pooler"), false);
  const auto timeout = settings.number(key("timeout_ms"), 5000);
  if (timeout < 1 || timeout > 600'000) misconfigured(fmt::format("{}.timeout_ms must be from 1 to 600000", element));
  spec.timeout_ms = static_cast<unsigned>(timeout);
  static_cast<void>(spec.to_odbc());  // refuses now what would be refused at the first connection
  return spec;
}

}  // namespace ssiis::db
