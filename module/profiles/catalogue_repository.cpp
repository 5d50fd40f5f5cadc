#include <fmt/format.h>

#include <stdexcept>

#include "profiles/catalogue.hpp"
#include "sql/profiles.hpp"

namespace ssiis::profiles {
namespace {

struct Stamp {
  std::int64_t version;
  std::string content_hash;
};

std::optional<Stamp> stamp(db::Transaction& tx) {
  return tx.find(sql::profiles::role_stamp, db::Params{}, [](const db::Row& r) {
    return Stamp{r.integer(0), r.text(1)};
  });
}

Label label_row(const db::Row& r) { return {r.text(0), r.text(1), r.text(2)}; }

void clear(db::Transaction& tx) {
  for (const auto* query : {&sql::profiles::role_permission_clear, &sql::profiles::role_clear,
                            &sql::profiles::title_clear, &sql::profiles::permission_clear})
    tx.execute(*query);
}

void insert(db::Transaction& tx, const Catalogue& c) {
  for (const auto& p : c.permissions)
    tx.execute(sql::profiles::permission_insert, db::Params{p.code, p.name_lo, p.name_en});
  int place = 0;
  for (const auto& t : c.titles)
    tx.execute(sql::profiles::title_insert, db::Params{t.code, ++place, t.name_lo, t.name_en});
  for (const auto& r : c.roles) {
    tx.execute(sql::profiles::role_insert, db::Params{r.label.code, ++place, r.label.name_lo, r.label.name_en,
                                                      fmt::format("{}", fmt::join(r.held_at, " "))});
    for (const auto& p : r.permissions) tx.execute(sql::profiles::role_permission_insert, db::Params{r.label.code, p});
  }
}

}  // namespace

Catalogue current_catalogue(db::Transaction& tx) {
  const auto loaded = stamp(tx);
  if (!loaded) throw std::runtime_error{"no roles are loaded: run ssiis-admin profiles load"};
  Catalogue out;
  out.version = loaded->version;
  out.content_hash = loaded->content_hash;
  out.permissions = tx.all(sql::profiles::permissions, db::Params{}, label_row);
  out.titles = tx.all(sql::profiles::titles, db::Params{}, label_row);
  out.roles = tx.all(sql::profiles::roles, db::Params{}, [](const db::Row& r) {
    return Role{label_row(r), words(r.text(3)), {}};
  });
  std::map<std::string, std::set<std::string, std::less<>>> held;
  for (auto rows = tx.query(sql::profiles::role_permissions); rows.next();)
    held[rows.row().text(0)].insert(rows.row().text(1));
  for (auto& role : out.roles) role.permissions = held[role.label.code];
  return out;
}

bool load_catalogue(db::Transaction& tx, const Catalogue& catalogue, Instant now) {
  const auto loaded = stamp(tx);
  if (loaded && loaded->content_hash == catalogue.content_hash) return false;
  clear(tx);
  insert(tx, catalogue);
  if (loaded)
    tx.execute(sql::profiles::role_stamp_update, db::Params{loaded->version + 1, catalogue.content_hash, now});
  else
    tx.execute(sql::profiles::role_stamp_insert, db::Params{1, catalogue.content_hash, now});
  return true;
}

}  // namespace ssiis::profiles
