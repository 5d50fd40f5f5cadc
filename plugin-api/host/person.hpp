// Who is behind a call, as the host knows them, and the same as the ABI's struct.
#pragma once
#include <algorithm>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "host/text.hpp"
#include "lsso/identity.h"

namespace lsso::host {

struct Person {
  std::uint32_t principal{LSSO_PRINCIPAL_NOBODY};
  std::string user_id, login, name_lo, name_en, office, office_lo, office_en;
  std::vector<std::string> roles;
  std::string session_secret;
  std::string session_id;  // the hash under which the session is stored; for logging out
  std::int64_t authenticated_at_us{0};

  bool logged_in() const noexcept { return principal == LSSO_PRINCIPAL_USER; }
  bool has_role(std::string_view role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }
  const std::string& name(std::string_view language) const {
    return language == "en" && !name_en.empty() ? name_en : name_lo;
  }
  const std::string& office_name(std::string_view language) const {
    return language == "en" && !office_en.empty() ? office_en : office_lo;
  }
  static Person service() {
    Person p;
    p.principal = LSSO_PRINCIPAL_SERVICE;
    p.user_id = "service";
    p.login = "service";
    return p;
  }
};

// Borrows from the person, who must outlive it.
class IdentityView {
 public:
  explicit IdentityView(const Person& p) {
    for (const auto& r : p.roles) roles_.push_back(borrowed(r));
    raw_.struct_size = sizeof raw_;
    raw_.principal = p.principal;
    raw_.user_id = borrowed(p.user_id);
    raw_.login = borrowed(p.login);
    raw_.name_lo = borrowed(p.name_lo);
    raw_.name_en = borrowed(p.name_en);
    raw_.office = borrowed(p.office);
    raw_.roles = roles_.data();
    raw_.role_count = roles_.size();
    raw_.session_secret = borrowed(p.session_secret);
    raw_.authenticated_at_us = p.authenticated_at_us;
  }
  IdentityView(const IdentityView&) = delete;
  IdentityView& operator=(const IdentityView&) = delete;
  const lsso_identity& raw() const noexcept { return raw_; }

 private:
  std::vector<lsso_text> roles_;
  lsso_identity raw_{};
};

}  // namespace lsso::host
