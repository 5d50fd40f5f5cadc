// The host's services as C++ calls. Missing services that the module cannot do without refuse the start.
#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "amendments/api.hpp"
#include "core/api.hpp"
#include "database/api.hpp"
#include "lsso/lsso.h"

namespace ssiis::plugin {

inline std::string_view view(lsso_text t) noexcept {
  return t.size == 0 ? std::string_view{} : std::string_view{t.data, t.size};
}
inline std::string text(lsso_text t) { return std::string{view(t)}; }
inline lsso_text borrowed(std::string_view s) noexcept { return {s.data(), s.size()}; }

// Carries the stable code of a start that cannot succeed.
struct StartFailure : std::runtime_error {
  StartFailure(std::string code_, const std::string& message) : std::runtime_error{message}, code{std::move(code_)} {}
  std::string code;
};

// [any thread] Borrowed from create to destroy.
class HostServices {
 public:
  explicit HostServices(const lsso_host& host) noexcept : host_{&host} {}

  void log(std::uint32_t severity, std::string_view correlation_id, std::string_view message,
           const std::vector<std::pair<std::string, std::string>>& fields = {}) const noexcept;
  std::string setting(std::string_view key, std::string_view fallback) const;
  std::string required_setting(std::string_view key) const;  // StartFailure "configuration.missing"
  db::Spec database() const;                                 // StartFailure "database.unavailable"
  std::size_t max_connections() const;
  std::uint64_t database_generation() const;
  void mount(std::string_view prefix, std::uint32_t policy) const;
  void menu(std::string_view id, std::string_view parent, int order, std::string_view label_lo,
            std::string_view label_en, std::string_view href, std::string_view role) const;
  void panel(std::string_view id, std::string_view screen, std::string_view title_lo, std::string_view title_en,
             std::string_view path, std::uint32_t time_limit_ms) const;
  void every(std::string_view job, std::uint32_t period_ms) const;
  void wake(std::string_view job) const noexcept;
  // Every active user of the host; StartFailure "host.users_unavailable" when the table is out of reach.
  void each_user(const std::function<void(const lsso_identity&)>& take) const;
  bool prove(std::string_view user_id, std::string_view password) const;
  // The optional lsso.host.registry_write: whether there is one, and whether it is /2, which takes back too; and a
  // change written, taken back or refused, nothing when that is not known now.
  bool writes_register() const noexcept;
  bool takes_register_back() const noexcept;
  std::optional<amendments::WriteAnswer> write_register(const amendments::WriteRequest& change) const;
  const lsso_service_clock& clock() const;  // StartFailure "host.service_missing"
  lsso_host_instance* instance() const noexcept { return host_->instance; }

 private:
  template <class Service>
  const Service* find(const char* id) const noexcept {
    const auto* table = static_cast<const Service*>(host_->get_service(host_->instance, id));
    // All slots of ABI 1.0 or none (ABI-62). Once a table grows, its new slots are asked for one by one.
    return table != nullptr && table->struct_size >= sizeof(Service) ? table : nullptr;
  }
  template <class Service>
  const Service& need(const char* id) const;
  const lsso_host* host_;
};

// The host's clocks: the legal day is the host's (it may be shifted in demonstration mode), the instant is not.
class HostClock final : public Clock {
 public:
  explicit HostClock(const HostServices& services) : services_{services}, clock_{services.clock()} {}
  Instant now() const override { return Instant{clock_.utc_us(services_.instance())}; }
  Day today() const override;
  std::int64_t monotonic_us() const { return clock_.monotonic_us(services_.instance()); }

 private:
  const HostServices& services_;
  const lsso_service_clock& clock_;
};

}  // namespace ssiis::plugin
