#include "linkage/inputs.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "sql/linkage.hpp"

namespace ssiis::linkage {
namespace {

namespace q = sql::linkage;

std::vector<std::string> columns_of(const RegisterSpec& spec) {
  std::vector<std::string> out{spec.columns.begin(), spec.columns.end()};
  if (spec.name == "worker")
    for (const char* more : {"employer_tins", "employer_name_lo", "employer_name_en"}) out.emplace_back(more);
  return out;
}

// A SHA-256 over many short texts in their order, a piece at a time.
class Print {
 public:
  void add(std::string_view text) {
    piece_ += std::to_string(text.size());
    piece_ += ':';
    piece_ += text;
    if (piece_.size() > (1U << 20)) piece_ = hex(sha256(piece_));
  }
  std::string text() const { return hex(sha256(piece_)); }

 private:
  std::string piece_;
};

template <class Map>
std::vector<const typename Map::value_type*> sorted(const Map& map) {
  std::vector<const typename Map::value_type*> out;
  out.reserve(map.size());
  for (const auto& entry : map) out.push_back(&entry);
  std::ranges::sort(out, {}, [](const auto* entry) { return std::string_view{entry->first}; });
  return out;
}

}  // namespace

std::string snapshots_now(db::Transaction& tx) {
  Print print;
  for (auto rows = tx.query(q::snapshots_now); rows.next();) {
    print.add(rows.row().text(0));
    print.add(rows.row().text(1));
  }
  return print.text();
}

std::size_t Loaded::slot_of(std::string_view key_text) const noexcept {
  const auto last = slots_.size() - 1;
  auto at = std::hash<std::string_view>{}(key_text)&last;
  while (slots_[at] != 0 && key_of(slots_[at] - 1) != key_text) at = (at + 1) & last;
  return at;
}

std::optional<std::size_t> Loaded::row_of(std::string_view key_text) const noexcept {
  const auto slot = slots_[slot_of(key_text)];
  return slot == 0 ? std::nullopt : std::optional<std::size_t>{slot - 1};
}

bool Loaded::add(std::span<const std::string_view> cells) {
  if (cells[key].empty()) return false;
  if (2 * (table.rows() + 1) > slots_.size()) {
    slots_.assign(2 * slots_.size(), 0);
    for (std::size_t row = 0; row < table.rows(); ++row)
      slots_[slot_of(key_of(row))] = static_cast<std::uint32_t>(row + 1);
  }
  auto& slot = slots_[slot_of(cells[key])];
  if (slot != 0) return false;
  table.add(cells);
  slot = static_cast<std::uint32_t>(table.rows());
  return true;
}

Numbers numbers_of(const RegisterSpec& reg, const Loaded& loaded, std::string_view key) {
  const auto row = loaded.row_of(key);
  Numbers out;
  if (!row) return out;
  for (const auto& [column, kind] : reg.numbers) {
    const auto text = loaded.table.cell(*row, static_cast<std::size_t>(column));
    if (!text.empty()) out.emplace_back(std::string{kind}, std::string{text});
  }
  return out;
}

std::shared_ptr<const Loaded> Inputs::table(std::string_view reg) {
  auto& at = tables_[std::string{reg}];
  if (!at) at = read(register_named(reg));
  return at;
}

void Inputs::meet_employers() {
  employments();
  read_tins();
  const auto before = table("worker");
  auto met = std::make_shared<Loaded>(before->table.columns(), before->key);
  std::vector<std::string> cells(before->table.columns().size());
  std::vector<std::string_view> views(cells.size());
  for (std::size_t row = 0; row < before->table.rows(); ++row) {
    beat();
    for (std::size_t i = 0; i < cells.size(); ++i) cells[i] = before->table.cell(row, i);
    employers_into(cells);
    std::copy(cells.begin(), cells.end(), views.begin());
    met->add(views);
  }
  tables_["worker"] = std::move(met);
}

void Inputs::read_tins() {
  tins_of_unit_.clear();
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    for (auto rows = tx.query(q::employer_tins); rows.next();) {
      auto& tins = tins_of_unit_[rows.row().text(0)];
      tins += (tins.empty() ? "" : " ") + rows.row().text(1);
    }
  });
}

std::string Inputs::print_of(const PartSpec& part, std::string_view model, std::string_view snapshot,
                             std::optional<Day> as_of) {
  std::string all = fmt::format("{}\n{}\n{}", part.part, db::newest_schema_version(), model);
  for (const auto& one : {std::string{snapshot}, as_of ? as_of->iso() : std::string{},
                          print_of_rows(own_register(part), !part.merges), print_of_places(part.entity),
                          part.entity == registry::EntityKind::labour_unit ? print_of_debts() : std::string{},
                          part.merges ? std::string{} : print_of_doubled(part.entity)})
    (all += '\n') += one;
  return hex(sha256(all));
}

std::string Inputs::print_of_rows(std::string_view reg, bool employers) {
  const auto loaded = table(reg);
  const auto columns = employers ? loaded->table.columns().size() : register_named(reg).columns.size();
  Print print;
  for (std::size_t row = 0; row < loaded->table.rows(); ++row) {
    beat();
    for (std::size_t i = 0; i < columns; ++i) print.add(loaded->table.cell(row, i));
  }
  return print.text();
}

std::string Inputs::print_of_places(registry::EntityKind kind) {
  Print print;
  for (const auto* entry : sorted(places(kind))) {
    print.add(entry->first);
    print.add(entry->second.province);
    print.add(entry->second.district);
  }
  return print.text();
}

std::string Inputs::print_of_debts() {
  Print print;
  for (const auto* entry : sorted(debts())) {
    print.add(entry->first);
    print.add(std::to_string(entry->second.units()));
  }
  return print.text();
}

std::string Inputs::print_of_doubled(registry::EntityKind kind) {
  if (kind == registry::EntityKind::self_employed) return {};  // no part looks for doubled ones
  const auto part =
      std::string{kind == registry::EntityKind::worker ? "worker_dup-worker" : "labour_unit_dup-labour_unit"};
  std::vector<std::pair<std::string, std::string>> pairs;
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    pairs = tx.all(q::doubled_pairs, db::Params{part}, [](const db::Row& r) {
      return std::pair{r.text(0), r.text(1)};
    });
  });
  std::ranges::sort(pairs);
  Print print;
  for (const auto& [one, other] : pairs) {
    print.add(one);
    print.add(other);
  }
  return print.text();
}

std::shared_ptr<const Loaded> Inputs::read(const RegisterSpec& spec) {
  return pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    auto out = std::make_shared<Loaded>(columns_of(spec), static_cast<std::size_t>(spec.key));
    const auto columns = spec.columns.size();
    std::vector<std::string> cells(out->table.columns().size());
    std::vector<std::string_view> views(cells.size());
    for (auto rows = tx.query(spec.input); rows.next();) {
      beat();
      for (std::size_t i = 0; i < columns; ++i) cells[i] = rows.row().text_or_empty(static_cast<int>(i));
      std::copy(cells.begin(), cells.end(), views.begin());
      out->add(views);
    }
    return std::shared_ptr<const Loaded>{std::move(out)};
  });
}

// The cells behind the worker's own: whom they work and worked for.
void Inputs::employers_into(std::vector<std::string>& cells) {
  auto& tins = cells[cells.size() - 3];
  auto& name_lo = cells[cells.size() - 2];
  auto& name_en = cells[cells.size() - 1];
  tins.clear();
  name_lo.clear();
  name_en.clear();
  const auto jobs = jobs_of_.find(cells.front());
  if (jobs == jobs_of_.end()) return;
  const auto& all = *employments_;
  for (auto i = jobs->second.first; i < jobs->second.second; ++i)
    if (const auto of = tins_of_unit_.find(all[i].unit); of != tins_of_unit_.end())
      tins += (tins.empty() ? "" : " ") + of->second;
  const auto units = table("labour_unit");
  const auto last = units->row_of(all[jobs->second.second - 1].unit);
  if (!last) return;
  name_lo = units->table.cell(*last, *units->table.column("name_lo"));
  name_en = units->table.cell(*last, *units->table.column("name_en"));
}

const std::vector<Employment>& Inputs::employments() {
  if (employments_) return *employments_;
  employments_.emplace();
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    employments_->clear();  // it may be tried again
    for (auto rows = tx.query(q::employments); rows.next();) {
      beat();
      const auto& r = rows.row();
      employments_->push_back({r.text(0), r.text(1), r.maybe_day(2), r.maybe_day(3)});
    }
  });
  // Which employer is the last one must not hang on how an engine orders equal days, or no day.
  std::ranges::sort(*employments_, [](const Employment& a, const Employment& b) {
    return std::tie(a.worker, a.start, a.unit, a.end) < std::tie(b.worker, b.start, b.unit, b.end);
  });
  for (std::size_t i = 0; i < employments_->size(); ++i) {
    const auto [at, fresh] = jobs_of_.try_emplace((*employments_)[i].worker, i, i + 1);
    if (!fresh) at->second.second = i + 1;
  }
  return *employments_;
}

const std::unordered_map<std::string, PlaceCodes>& Inputs::places(registry::EntityKind kind) {
  const auto read_places = [&](const db::Query& query, std::unordered_map<std::string, PlaceCodes>& into) {
    pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
      for (auto rows = tx.query(query); rows.next(); beat())
        into[rows.row().text(0)] = {rows.row().text_or_empty(1), rows.row().text_or_empty(2)};
    });
  };
  if (kind == registry::EntityKind::self_employed) {
    if (!member_places_) read_places(q::places_self_employed, member_places_.emplace());
    return *member_places_;
  }
  if (!unit_places_) read_places(q::places_units, unit_places_.emplace());
  if (kind != registry::EntityKind::worker) return *unit_places_;
  if (worker_places_) return *worker_places_;
  read_places(q::places_workers, worker_places_.emplace());
  // A worker lies where the unit lies that employed them last.
  for (const auto& job : employments())
    if (const auto unit = unit_places_->find(job.unit); unit != unit_places_->end())
      (*worker_places_)[job.worker] = unit->second;
  return *worker_places_;
}

const std::unordered_map<std::string, Money>& Inputs::debts() {
  if (debts_) return *debts_;
  debts_.emplace();
  pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    for (auto rows = tx.query(q::debts); rows.next();)
      debts_->emplace(rows.row().text(0), rows.row().maybe_money(1).value_or(Money{}));
  });
  return *debts_;
}

}  // namespace ssiis::linkage
