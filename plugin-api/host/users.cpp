#include "host/users.hpp"

#include <algorithm>

#include "core/bytes.hpp"
#include "core/password.hpp"
#include "core/text.hpp"
#include "host/statements.hpp"

namespace lsso::host {
namespace {

using ssiis::db::Mode;
using ssiis::db::Params;
using ssiis::db::Row;
using ssiis::db::Transaction;

std::string hash_of(std::string_view token) { return ssiis::hex(ssiis::sha256(token)); }

// Rows of the trail need a key without a counter that all hosts would wait for: the time and a random part.
std::int64_t trail_id(ssiis::Instant at) {
  const auto r = ssiis::random_bytes(2);
  const auto part = (static_cast<std::int64_t>(r[0]) * 256 + static_cast<std::int64_t>(r[1])) % 1000;
  return at.us() * 1000 + part;
}

}  // namespace

std::int64_t lock_seconds(std::int64_t failures) noexcept {
  if (failures < 5) return 0;
  return std::min<std::int64_t>(30LL << std::min<std::int64_t>(failures - 5, 10), 3600);
}

Users::Users(ssiis::db::Pool& pool, const HostConfig& config, const ssiis::Clock& clock, Log& log)
    : pool_{pool},
      config_{config},
      clock_{clock},
      log_{log},
      nobodys_hash_{ssiis::hash_password(ssiis::hex(ssiis::random_bytes(16)))} {}

std::optional<Users::Account> Users::account(const ssiis::db::Query& query, std::string_view key) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.find(query, Params{key}, [](const Row& r) {
      return Account{r.text(0), r.text(1), r.integer(2), r.maybe_instant(3)};
    });
  });
}

// Known or unknown, locked or not: one hash, one update, one row in the trail.
bool Users::judge(const std::optional<Account>& found, std::string_view password, std::string_view event,
                  std::string_view correlation_id) {
  const bool fits = ssiis::password_matches(password, found ? found->hash : nobodys_hash_);
  const auto now = clock_.now();
  const bool locked = found && found->locked_until && now < *found->locked_until;
  const bool good = found && fits && !locked;
  const std::string code = found ? found->code : std::string{};
  pool_.transact(Mode::write, [&](Transaction& tx) {
    if (good) {
      tx.execute(sql::clear_failures, Params{now, code});
    } else {
      std::optional<ssiis::Instant> until;
      if (found && locked)
        until = found->locked_until;
      else if (found && lock_seconds(found->failures + 1) > 0)
        until = now.plus_seconds(lock_seconds(found->failures + 1));
      tx.execute(sql::count_failure, Params{until, code});
    }
    record(tx, code, std::string{event} + (good ? ".good" : ".refused"), correlation_id,
           locked ? R"({"locked":"yes"})" : "{}");
  });
  return good;
}

std::string Users::open_session(const std::string& user) {
  const auto token = ssiis::hex(ssiis::random_bytes(32));
  const auto secret = ssiis::hex(ssiis::random_bytes(32));
  const auto now = clock_.now();
  pool_.transact(Mode::write, [&](Transaction& tx) {
    tx.execute(sql::sessions_expire,
               Params{now.plus_seconds(-config_.session_idle_s), now.plus_seconds(-config_.session_total_s)});
    tx.execute(sql::session_insert, Params{hash_of(token), user, secret, now, now, now});
  });
  return token;
}

ssiis::Result<std::string> Users::login(const std::string& login, const std::string& password,
                                        const std::string& address, const std::string& correlation_id) {
  const auto now_us = clock_.now().us();
  if (rate_.too_many(address, now_us)) return ssiis::Rejection{"login.too_many"};
  const bool plausible = !login.empty() && login.size() <= 64 && password.size() <= 1024 && ssiis::valid_utf8(login) &&
                         ssiis::valid_utf8(password);
  if (!hashing_.enter()) return ssiis::Rejection{"login.busy"};
  bool good = false;
  std::optional<Account> found;
  try {
    if (plausible) found = account(sql::user_by_login, login);
    good = judge(found, password, "login", correlation_id);
  } catch (...) {
    hashing_.leave();
    throw;
  }
  hashing_.leave();
  if (!good) {
    rate_.failed(address, now_us);
    return ssiis::Rejection{"login.refused"};
  }
  return open_session(found->code);
}

// One statement and no transaction: this is done for every request of every person.
std::optional<Users::Session> Users::session(const std::string& hash) {
  auto lease = pool_.take();
  std::optional<Session> found;
  for (auto rows = lease->query(sql::session_of, Params{hash}); rows.next();) {
    const auto& r = rows.row();
    if (!found) {
      found.emplace();
      auto& p = found->person;
      p.principal = LSSO_PRINCIPAL_USER;
      p.session_id = hash;
      p.user_id = r.text(0);
      p.session_secret = r.text(1);
      found->created = r.instant(2);
      found->seen = r.instant(3);
      p.authenticated_at_us = r.instant(4).us();
      p.login = r.text(5);
      p.name_lo = r.text_or_empty(6);
      p.name_en = r.text_or_empty(7);
      p.office = r.text_or_empty(8);
      p.office_lo = r.text_or_empty(9);
      p.office_en = r.text_or_empty(10);
    }
    if (auto role = r.maybe_text(11)) found->person.roles.push_back(std::move(*role));
  }
  return found;
}

std::optional<Person> Users::person_of(const std::string& token) {
  if (token.size() != 64) return std::nullopt;
  const auto hash = hash_of(token);
  const auto now = clock_.now();
  std::optional<Session> found;
  try {
    found = session(hash);
  } catch (const ssiis::db::Error& e) {
    if (!e.retryable()) throw;
    found = session(hash);  // the server was restarted meanwhile: a fresh connection
  }
  if (!found) return std::nullopt;
  const auto& [person, created, seen] = *found;
  const bool over =
      now >= created.plus_seconds(config_.session_total_s) || now >= seen.plus_seconds(config_.session_idle_s);
  if (over) {
    pool_.transact(Mode::write, [&](Transaction& tx) { tx.execute(sql::session_delete, Params{hash}); });
    return std::nullopt;
  }
  const auto stale = std::min<std::int64_t>(60, std::max<std::int64_t>(config_.session_idle_s / 4, 1));
  if (now >= seen.plus_seconds(stale))
    pool_.transact(Mode::write, [&](Transaction& tx) { tx.execute(sql::session_seen, Params{now, hash}); });
  return person;
}

void Users::logout(const Person& who, const std::string& correlation_id) {
  pool_.transact(Mode::write, [&](Transaction& tx) {
    tx.execute(sql::session_delete, Params{who.session_id});
    record(tx, who.user_id, "logout", correlation_id, "{}");
  });
}

void Users::each_user(const std::function<void(const Person&)>& take) {
  std::vector<Person> people;
  pool_.transact(Mode::read, [&](Transaction& tx) {
    people = tx.all(sql::active_users, Params{}, [](const Row& r) {
      Person p;
      p.principal = LSSO_PRINCIPAL_USER;
      p.user_id = r.text(0);
      p.login = r.text(1);
      p.name_lo = r.text_or_empty(2);
      p.name_en = r.text_or_empty(3);
      p.office = r.text_or_empty(4);
      return p;
    });
    for (auto rows = tx.query(sql::all_roles); rows.next();) {
      const auto user = rows.row().text(0);
      for (auto& p : people)
        if (p.user_id == user) p.roles.push_back(rows.row().text(1));
    }
  });
  for (const auto& p : people) take(p);
}

lsso_status Users::prove(std::string_view user_id, std::string_view password) {
  if (user_id.empty() || user_id.size() > 64 || password.size() > 1024) return LSSO_E_REFUSED;
  if (!hashing_.enter()) return LSSO_E_UNAVAILABLE;
  bool good = false;
  try {
    good = judge(account(sql::user_by_code, user_id), password, "proof", {});
    const auto now = clock_.now();
    if (good)
      pool_.transact(Mode::write, [&](Transaction& tx) { tx.execute(sql::session_proved, Params{now, user_id}); });
  } catch (...) {
    hashing_.leave();
    throw;
  }
  hashing_.leave();
  return good ? LSSO_OK : LSSO_E_REFUSED;
}

void Users::record(Transaction& tx, std::string_view user_id, std::string_view event, std::string_view correlation_id,
                   std::string_view detail) {
  const auto now = clock_.now();
  const auto null_if_empty = [](std::string_view s) {
    return s.empty() ? std::optional<std::string>{} : std::optional<std::string>{s};
  };
  tx.execute(sql::audit_insert, Params{trail_id(now), now, null_if_empty(user_id), event, null_if_empty(correlation_id),
                                       ssiis::first_code_points(detail, 1000)});
}

void Users::record(std::string_view user_id, std::string_view event, std::string_view correlation_id,
                   std::string_view detail) {
  pool_.transact(Mode::write, [&](Transaction& tx) { record(tx, user_id, event, correlation_id, detail); });
}

std::int64_t Users::sessions() {
  const auto now = clock_.now();
  const auto idle = now.plus_seconds(-config_.session_idle_s), oldest = now.plus_seconds(-config_.session_total_s);
  return pool_.transact(Mode::write, [&](Transaction& tx) -> std::int64_t {
    tx.execute(sql::sessions_expire, Params{idle, oldest});
    auto rows = tx.query(sql::sessions_count, Params{idle});
    return rows.next() ? rows.row().integer(0) : 0;
  });
}

bool Users::reachable() noexcept {
  try {
    auto lease = pool_.take(std::chrono::seconds{2});
    auto rows = lease->query(sql::ping);
    return rows.next();
  } catch (const std::exception& e) {
    log_.warning("the database is out of reach", {{"why", e.what()}});
    return false;
  }
}

}  // namespace lsso::host
