// What a run reads: registers as tables, and what is known around LSSO's own units and workers. Private to the room.
#pragma once
#include <memory>

#include "linkage/publish.hpp"
#include "matching/api.hpp"

namespace ssiis::linkage {

// A register as a table with its rows by their keys; a key's first row counts.
class Loaded {
 public:
  Loaded(std::vector<std::string> columns, std::size_t key_column) : table{std::move(columns)}, key{key_column} {}
  bool add(std::span<const std::string_view> cells);  // false: without a key, or its key was there
  std::optional<std::size_t> row_of(std::string_view key_text) const noexcept;
  std::string_view key_of(std::size_t row) const noexcept { return table.cell(row, key); }

  matching::Table table;
  std::size_t key;

 private:
  std::size_t slot_of(std::string_view key_text) const noexcept;
  // Open addressing: rows + 1, 0 where free. A map of texts took more than the texts of the table themselves.
  std::vector<std::uint32_t> slots_ = std::vector<std::uint32_t>(1024);
};

// One text for which snapshots of other registers are current; another when any of them is another.
std::string snapshots_now(db::Transaction& tx);

struct Employment {
  std::string worker, unit;
  std::optional<Day> start, end;
};

// Of an entry, from its table.
Numbers numbers_of(const RegisterSpec& reg, const Loaded& loaded, std::string_view key);

// Each register is read once a run, in a transaction of its own, when it is first asked for. [one thread]
class Inputs {
 public:
  // `alive` is called now and then while much is read: whoever holds a lease renews it.
  explicit Inputs(db::Pool& pool, std::function<void()> alive = {}) : pool_{pool}, alive_{std::move(alive)} {}
  // Workers have columns for their employers, which meet_employers fills: employer_tins (those of linked units, set
  // apart by spaces), employer_name_lo and employer_name_en (of the last one).
  // What was answered stays as it is for whoever holds it, also on another thread.
  std::shared_ptr<const Loaded> table(std::string_view reg);
  void meet_employers();  // once units have been linked: table("worker") is another then
  const std::unordered_map<std::string, PlaceCodes>& places(registry::EntityKind kind);
  const std::unordered_map<std::string, Money>& debts();
  const std::vector<Employment>& employments();  // by worker, then by start, those without one first
  // All that a part's pairs hang on but people's verdicts on them, which raise the part's revision.
  std::string print_of(const PartSpec& part, std::string_view model, std::string_view snapshot,
                       std::optional<Day> as_of);
  void forget(std::string_view reg) { tables_.erase(std::string{reg}); }

 private:
  // SHA-256 of the rows of a register, of where LSSO's own lie, of their debts, of its own entries that are one: the
  // same text, the same rows. Of workers without their employers where `employers` is false.
  std::string print_of_rows(std::string_view reg, bool employers);
  std::string print_of_places(registry::EntityKind kind);
  std::string print_of_debts();
  std::string print_of_doubled(registry::EntityKind kind);
  std::shared_ptr<const Loaded> read(const RegisterSpec& spec);
  void employers_into(std::vector<std::string>& cells);
  void read_tins();
  void beat() {
    if (++beats_ % 1000 == 0 && alive_) alive_();
  }

  db::Pool& pool_;
  std::function<void()> alive_;
  std::uint64_t beats_{0};
  std::unordered_map<std::string, std::shared_ptr<const Loaded>> tables_;
  std::optional<std::unordered_map<std::string, PlaceCodes>> unit_places_, worker_places_, member_places_;
  std::optional<std::unordered_map<std::string, Money>> debts_;
  std::optional<std::vector<Employment>> employments_;
  std::unordered_map<std::string, std::string> tins_of_unit_;
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> jobs_of_;
};

}  // namespace ssiis::linkage
