// Logging in and out. The form works without scripts and is guarded like every other.
#pragma once
#include <string>
#include <string_view>

#include "host/metrics.hpp"
#include "host/shell.hpp"
#include "host/users.hpp"

namespace lsso::host {

inline constexpr std::string_view session_cookie{"__Host-lsso_session"};

// [any thread]
class Login {
 public:
  Login(Users& users, Metrics& metrics, const HostConfig& config) : users_{users}, metrics_{metrics}, config_{config} {}
  bool serves(std::string_view path) const { return path == "/mis/login" || path == "/mis/logout"; }
  Answer answer(const Visit& visit, const Shell& shell);
  // For a page that needs a login: the way to the form, or 401 where a redirect would lose what was sent.
  Answer ask(const Visit& visit, const Shell& shell) const;

 private:
  Answer form(const Visit& visit, const Shell& shell, const std::string& back, const std::string& login,
              std::string_view failure, int status) const;
  Answer try_login(const Visit& visit, const Shell& shell);
  Answer logout(const Visit& visit, const Shell& shell);
  Users& users_;
  Metrics& metrics_;
  const HostConfig& config_;
};

}  // namespace lsso::host
