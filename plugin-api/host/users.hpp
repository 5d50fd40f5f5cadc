// Users, passwords, sessions and the trail of the reference MIS, over its own tables.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "database/api.hpp"
#include "host/config.hpp"
#include "host/exchange.hpp"
#include "host/facilities.hpp"
#include "host/legal_clock.hpp"
#include "host/log.hpp"
#include "host/rate.hpp"

namespace lsso::host {

// How long a login is locked after so many failures in a row: nothing up to four, then 30 s doubling up to an hour.
std::int64_t lock_seconds(std::int64_t failures) noexcept;

// [any thread] Everything throws ssiis::db::Error when the database is out of reach.
class Users final : public Directory {
 public:
  Users(ssiis::db::Pool& pool, const HostConfig& config, const ssiis::Clock& clock, Log& log);

  // A token for the session cookie. Refusals, each the same in wording and time for an unknown login, a wrong
  // password, a locked and an inactive account: login.refused; login.too_many (address), login.busy.
  ssiis::Result<std::string> login(const std::string& login, const std::string& password, const std::string& address,
                                   const std::string& correlation_id);
  // The person of a session that is still good, with roles as they are now.
  std::optional<Person> person_of(const std::string& token);
  void logout(const Person& who, const std::string& correlation_id);

  void each_user(const std::function<void(const Person&)>& take) override;
  lsso_status prove(std::string_view user_id, std::string_view password) override;
  void record(std::string_view user_id, std::string_view event, std::string_view correlation_id,
              std::string_view detail) override;
  std::int64_t sessions();  // not yet idle; also removes those that are over
  bool reachable() noexcept;

 private:
  struct Account {
    std::string code, hash;
    std::int64_t failures{0};
    std::optional<ssiis::Instant> locked_until;
  };
  struct Session {
    Person person;
    ssiis::Instant created, seen;
  };
  std::optional<Session> session(const std::string& hash);
  std::optional<Account> account(const ssiis::db::Query& query, std::string_view key);
  // Counts and audits; true when the password is right and the account is not locked.
  bool judge(const std::optional<Account>& found, std::string_view password, std::string_view event,
             std::string_view correlation_id);
  void record(ssiis::db::Transaction& tx, std::string_view user_id, std::string_view event,
              std::string_view correlation_id, std::string_view detail);
  std::string open_session(const std::string& user);

  ssiis::db::Pool& pool_;
  const HostConfig& config_;
  const ssiis::Clock& clock_;
  Log& log_;
  FailureRate rate_{20, 300LL * 1'000'000};
  Gate hashing_{4};  // slow hashes at once: a flood of logins must not take all processors
  const std::string nobodys_hash_;
};

}  // namespace lsso::host
