#include "linkage/store.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <stdexcept>

#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;
constexpr std::size_t ids_at_once = 500;
constexpr std::size_t rows_at_once = 5000;

struct LinkColumns {
  std::vector<std::optional<std::int64_t>> id, probability, weight, contradicted, counts, urgency, debt, run, version;
  std::vector<std::optional<std::string>> part, kind, lsso_id, reg, register_id, band, evidence, verdict, province,
      district, claimed_by, claimed_until;

  void add(const Link& l) {
    const auto text_or_null = [](const std::string& t) {
      return t.empty() ? std::optional<std::string>{} : std::optional{t};
    };
    id.emplace_back(l.id);
    part.emplace_back(std::string{l.part->part});
    kind.emplace_back(std::string{l.part->kind});
    lsso_id.emplace_back(l.lsso_id);
    reg.emplace_back(std::string{l.part->reg});
    register_id.emplace_back(l.register_id);
    band.emplace_back(std::string{name_of(l.band)});
    probability.emplace_back(l.probability_ppm);
    weight.emplace_back(l.weight_milli);
    evidence.emplace_back(l.evidence);
    verdict.emplace_back(std::string{name_of(l.verdict)});
    contradicted.emplace_back(l.contradicted ? 1 : 0);
    counts.emplace_back(l.counts ? 1 : 0);
    urgency.emplace_back(l.urgency);
    debt.emplace_back(l.debt.units());
    province.emplace_back(l.province_code);
    district.emplace_back(l.district_code);
    run.push_back(l.run);
    claimed_by.push_back(text_or_null(l.claimed_by));
    claimed_until.push_back(l.claimed_until ? std::optional{l.claimed_until->iso()} : std::nullopt);
    version.emplace_back(l.version);
  }
  void write(db::Transaction& tx) {
    if (id.empty()) return;
    using C = db::Column;
    tx.execute_many("insp_link", {"link_id",       "part",        "kind",       "lsso_id",
                                  "register",      "register_id", "band",       "probability_ppm",
                                  "weight_milli",  "evidence",    "verdict",    "contradicted",
                                  "counts",        "urgency",     "debt",       "province_code",
                                  "district_code", "run_id",      "claimed_by", "claimed_until",
                                  "version"},
                    {C::of_integers(std::move(id)),      C::of_texts(std::move(part)),
                     C::of_texts(std::move(kind)),       C::of_texts(std::move(lsso_id)),
                     C::of_texts(std::move(reg)),        C::of_texts(std::move(register_id)),
                     C::of_texts(std::move(band)),       C::of_integers(std::move(probability)),
                     C::of_integers(std::move(weight)),  C::of_texts(std::move(evidence)),
                     C::of_texts(std::move(verdict)),    C::of_integers(std::move(contradicted)),
                     C::of_integers(std::move(counts)),  C::of_integers(std::move(urgency)),
                     C::of_integers(std::move(debt)),    C::of_texts(std::move(province)),
                     C::of_texts(std::move(district)),   C::of_integers(std::move(run)),
                     C::of_texts(std::move(claimed_by)), C::of_texts(std::move(claimed_until)),
                     C::of_integers(std::move(version))});
    *this = {};
  }
};

void bring(std::vector<registry::LinkedNumber>& out, const Link& link, const std::string& to, std::string_view reg,
           const std::string& register_id, const Numbers& numbers, std::optional<Day> as_of) {
  const bool person = link.verdict != Verdict::none;
  for (const auto& [kind, number] : numbers)
    out.push_back({.kind = link.part->entity,
                   .lsso_id = to,
                   .reg = std::string{reg},
                   .register_id = register_id,
                   .number_kind = kind,
                   .number = number,
                   .source = person ? registry::NumberSource::person : registry::NumberSource::link,
                   .confidence_ppm = link.probability_ppm,
                   .as_of = as_of,
                   .link = link.id});
}

}  // namespace

Link link_of(const db::Row& r) {
  Link l;
  l.id = r.integer(0);
  const auto part = r.text(1);
  l.part = part_named(part);
  if (l.part == nullptr) throw std::runtime_error{"linkage: a stored pair of the unknown part " + part};
  l.lsso_id = r.text(2);
  l.register_id = r.text(3);
  l.band = band_named(r.text(4)).value_or(Band::review);
  l.probability_ppm = r.integer(5);
  l.weight_milli = r.integer(6);
  l.evidence = r.text_or_empty(7);
  const auto verdict = r.text(8);
  const auto known = verdict_named(verdict);
  if (!known) throw std::runtime_error{"linkage: a stored pair with the unknown verdict " + verdict};
  l.verdict = *known;
  l.contradicted = r.flag(9);
  l.counts = r.flag(10);
  l.urgency = r.integer(11);
  l.debt = r.money(12);
  l.province_code = r.text_or_empty(13);
  l.district_code = r.text_or_empty(14);
  l.run = r.maybe_integer(15);
  l.claimed_by = r.text_or_empty(16);
  l.claimed_until = r.maybe_instant(17);
  l.version = r.integer(18);
  return l;
}

std::optional<Link> find_link(db::Transaction& tx, const Scope& scope, std::int64_t id) {
  return tx.find(registry::ScopedQuery{q::link_find, scope}, db::Params{id}, link_of);
}

std::vector<Decision> decisions_of(db::Transaction& tx, std::int64_t link) {
  return tx.all(q::decisions_of_link, db::Params{link}, [](const db::Row& r) {
    return Decision{r.integer(0),       r.text(1),    verdict_named(r.text(2)).value_or(Verdict::none),
                    r.text_or_empty(3), r.text(4),    r.text(5),
                    r.instant(6),       r.integer(7), r.integer(8)};
  });
}

void stand_in_line(db::Transaction& tx, const PartSpec& part) {
  if (tx.execute(q::part_raise, db::Params{part.part}) != 1)
    throw std::runtime_error{"linkage: no row for the part " + std::string{part.part}};
}

void keep_in_line(db::Transaction& tx, const PartSpec& part) {
  if (tx.execute(q::part_hold, db::Params{part.part}) != 1)
    throw std::runtime_error{"linkage: no row for the part " + std::string{part.part}};
}

bool may_be_one(db::Transaction& tx, const PartSpec& part, const std::string& a, const std::string& b) {
  if (part.entity == registry::EntityKind::self_employed) return false;  // no part tells which of them are one
  const auto* twice =
      part_named(part.entity == registry::EntityKind::worker ? "worker_dup-worker" : "labour_unit_dup-labour_unit");
  return tx.find(q::doubled, db::Params{twice->part, a, b, b, a}, [](const db::Row&) { return true; }).has_value();
}

bool should_count(const Link& l) noexcept {
  if (l.part->kind == "labour_unit_successor") return false;  // another unit, with numbers of its own
  if (l.verdict == Verdict::same || l.verdict == Verdict::branch) return true;
  return l.verdict == Verdict::none && l.band == Band::linked && !l.part->merges;
}

std::vector<registry::LinkedNumber> numbers_brought(const Link& link, const Numbers& of_entry,
                                                    const Numbers& of_own_side, std::optional<Day> as_of) {
  std::vector<registry::LinkedNumber> out;
  bring(out, link, link.lsso_id, link.part->reg, link.register_id, of_entry, as_of);
  if (link.part->merges) bring(out, link, link.register_id, link.part->reg, link.lsso_id, of_own_side, as_of);
  return out;
}

void rewrite(db::Transaction& tx, const std::vector<Link>& links) {
  std::vector<std::int64_t> ids;
  const auto forget = [&] {
    if (ids.empty()) return;
    std::string text{q::links_delete.text};  // ids are numbers of our own making
    text.replace(text.find("{{ids}}"), 7, fmt::format("{}", fmt::join(ids, ", ")));
    tx.execute({q::links_delete.name, text}, db::Params{});
    ids.clear();
  };
  for (const auto& l : links) {
    if (l.version > 1) ids.push_back(l.id);  // a first version was never stored
    if (ids.size() == ids_at_once) forget();
  }
  forget();
  LinkColumns columns;
  for (const auto& l : links) {
    columns.add(l);
    if (columns.id.size() == rows_at_once) columns.write(tx);
  }
  columns.write(tx);
}

}  // namespace ssiis::linkage
