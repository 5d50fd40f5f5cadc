#include "registry/entities.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "registry/api.hpp"
#include "registry/scoped.hpp"
#include "registry/search_text.hpp"
#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t links_at_once = 500;
constexpr std::size_t numbers_at_once = 5000;

void own(std::vector<EntityNumber>& out, std::string_view kind, const std::string& number, const std::string& key,
         std::optional<Day> since) {
  if (number.empty()) return;
  EntityNumber n{.reg = "lsso", .register_id = key, .kind = std::string{kind}, .number = number};
  n.valid_from = since;
  out.push_back(std::move(n));
}

// LSSO's own numbers of it; nothing when it is not inside the scope.
std::optional<std::vector<EntityNumber>> own_numbers(db::Transaction& tx, const Scope& scope, EntityKind kind,
                                                     std::string_view id) {
  std::vector<EntityNumber> out;
  if (kind == EntityKind::labour_unit) {
    const auto unit = find_unit(tx, scope, id);
    if (!unit) return std::nullopt;
    own(out, "ss_reg_no", unit->ss_reg_no, unit->lu_id, unit->reg_date);
    own(out, "key", unit->lu_id, unit->lu_id, unit->reg_date);
  } else if (kind == EntityKind::workplace) {
    const auto place = find_workplace(tx, scope, id);
    if (!place) return std::nullopt;
    own(out, "key", place->workplace_id, place->workplace_id, place->open_date);
  } else if (kind == EntityKind::self_employed) {
    const auto member = find_self_employed(tx, scope, id);
    if (!member) return std::nullopt;
    own(out, "ss_no", member->person.ss_no, member->member_id, member->person.reg_date);
    own(out, "id_no", member->person.id_no, member->member_id, member->person.reg_date);
    own(out, "key", member->member_id, member->member_id, member->person.reg_date);
  } else {
    const auto worker = find_worker(tx, scope, id);
    if (!worker) return std::nullopt;
    own(out, "ss_no", worker->ss_no, worker->worker_id, worker->reg_date);
    own(out, "id_no", worker->id_no, worker->worker_id, worker->reg_date);
    own(out, "key", worker->worker_id, worker->worker_id, worker->reg_date);
  }
  return out;
}

// Ids are numbers of our own making.
std::string with_ids(const db::Query& query, const std::string& list) {
  std::string text{query.text};
  return text.replace(text.find("{{ids}}"), 7, list);
}

bool inside(db::Transaction& tx, const Scope& scope, const EntityRef& ref) {
  switch (ref.kind) {
    case EntityKind::labour_unit:
      return find_unit(tx, scope, ref.lsso_id).has_value();
    case EntityKind::workplace:
      return find_workplace(tx, scope, ref.lsso_id).has_value();
    case EntityKind::worker:
      return find_worker(tx, scope, ref.lsso_id).has_value();
    case EntityKind::self_employed:
      return find_self_employed(tx, scope, ref.lsso_id).has_value();
  }
  return false;
}

struct NumberColumns {
  std::vector<std::optional<std::int64_t>> id, confidence, link;
  std::vector<std::optional<std::string>> kind, lsso_id, reg, register_id, number_kind, text, key, source, as_of, from;
  void write(db::Transaction& tx) {
    if (id.empty()) return;
    using C = db::Column;
    tx.execute_many("insp_entity_number",
                    {"number_id", "entity_kind", "lsso_id", "register", "register_id", "number_kind", "number_text",
                     "number_key", "source", "confidence_ppm", "as_of", "link_id", "valid_from"},
                    {C::of_integers(std::move(id)), C::of_texts(std::move(kind)), C::of_texts(std::move(lsso_id)),
                     C::of_texts(std::move(reg)), C::of_texts(std::move(register_id)),
                     C::of_texts(std::move(number_kind)), C::of_texts(std::move(text)), C::of_texts(std::move(key)),
                     C::of_texts(std::move(source)), C::of_integers(std::move(confidence)),
                     C::of_texts(std::move(as_of)), C::of_integers(std::move(link)), C::of_texts(std::move(from))});
    *this = {};
  }
};

}  // namespace

std::string_view name_of(EntityKind kind) noexcept {
  switch (kind) {
    case EntityKind::labour_unit:
      return "labour_unit";
    case EntityKind::workplace:
      return "workplace";
    case EntityKind::worker:
      return "worker";
    case EntityKind::self_employed:
      return "self_employed";
  }
  return "";
}

std::optional<EntityKind> entity_kind_named(std::string_view name) noexcept {
  for (const auto kind :
       {EntityKind::labour_unit, EntityKind::workplace, EntityKind::worker, EntityKind::self_employed})
    if (name_of(kind) == name) return kind;
  return std::nullopt;
}

std::vector<EntityNumber> numbers_of(db::Transaction& tx, const Scope& scope, EntityKind kind,
                                     std::string_view lsso_id) {
  auto out = own_numbers(tx, scope, kind, lsso_id);
  if (!out) return {};
  for (auto rows = tx.query(sql::registry::entity_numbers, db::Params{name_of(kind), lsso_id}); rows.next();) {
    const auto& r = rows.row();
    out->push_back({.reg = r.text(0),
                    .register_id = r.text(1),
                    .kind = r.text(2),
                    .number = r.text(3),
                    .source = r.text(4) == "person" ? NumberSource::person : NumberSource::link,
                    .confidence_ppm = r.maybe_integer(5),
                    .as_of = r.maybe_day(6),
                    .valid_from = r.maybe_day(7),
                    .valid_to = r.maybe_day(8),
                    .link = r.integer(9)});
  }
  return std::move(*out);
}

std::vector<EntityRef> entities_by_number(db::Transaction& tx, const Scope& scope, std::string_view number) {
  const auto key = number_key(number);
  if (key.empty()) return {};
  auto found = tx.all(sql::registry::entities_by_number, db::Params{key}, [](const db::Row& r) {
    return EntityRef{entity_kind_named(r.text(0)).value_or(EntityKind::labour_unit), r.text(1)};
  });
  std::erase_if(found, [&](const EntityRef& ref) { return !inside(tx, scope, ref); });
  return found;
}

void enter_linked_numbers(db::Transaction& tx, db::IdSource& ids, const std::vector<LinkedNumber>& numbers, Day today) {
  NumberColumns rows;
  for (const auto& n : numbers) {
    auto key = number_key(n.number);
    if (key.empty()) continue;
    rows.id.emplace_back(ids.next());
    rows.kind.emplace_back(std::string{name_of(n.kind)});
    rows.lsso_id.emplace_back(n.lsso_id);
    rows.reg.emplace_back(n.reg);
    rows.register_id.emplace_back(n.register_id);
    rows.number_kind.emplace_back(n.number_kind);
    rows.text.emplace_back(n.number);
    rows.key.emplace_back(std::move(key));
    rows.source.emplace_back(n.source == NumberSource::person ? "person" : "link");
    rows.confidence.emplace_back(n.confidence_ppm);
    rows.as_of.push_back(n.as_of ? std::optional{n.as_of->iso()} : std::nullopt);
    rows.link.emplace_back(n.link);
    rows.from.emplace_back(today.iso());
    if (rows.id.size() == numbers_at_once) rows.write(tx);
  }
  rows.write(tx);
}

void end_linked_numbers(db::Transaction& tx, const std::vector<std::int64_t>& links, Day today) {
  for (std::size_t at = 0; at < links.size(); at += links_at_once) {
    const auto end = links.begin() + static_cast<std::ptrdiff_t>(std::min(links.size(), at + links_at_once));
    const auto list = fmt::format("{}", fmt::join(links.begin() + static_cast<std::ptrdiff_t>(at), end, ", "));
    const auto text = with_ids(sql::registry::entity_numbers_end, list);
    tx.execute({sql::registry::entity_numbers_end.name, text}, db::Params{today});
  }
}

std::int64_t renew_linked_numbers(db::Transaction& tx, EntityKind kind, std::string_view reg, Day as_of,
                                  const std::vector<std::int64_t>& but) {
  const auto text =
      with_ids(sql::registry::entity_numbers_renew, but.empty() ? "0" : fmt::format("{}", fmt::join(but, ", ")));
  return tx.execute({sql::registry::entity_numbers_renew.name, text}, db::Params{as_of, name_of(kind), reg, as_of});
}

}  // namespace ssiis::registry
