// What a run reads: registers as tables, and what is known around LSSO's own units and workers. Private to the room.
#pragma once
#include <memory>

#include "linkage/publish.hpp"
#include "matching/api.hpp"

namespace ssiis::linkage {

// A register as a table with its rows by their keys; a key's first row counts.
struct Loaded {
  matching::Table table;
  std::unordered_map<std::string, std::uint32_t> row_of{};
  int key;
};

// One text for which snapshots of other registers are current; another when any of them is another.
std::string snapshots_now(db::Transaction& tx);

struct Employment {
  std::string worker, unit;
  std::optional<Day> start, end;
};

// Each register is read once a run, in a transaction of its own, when it is first asked for. [one thread]
class Inputs {
 public:
  explicit Inputs(db::Pool& pool) : pool_{pool} {}
  // Workers have columns for their employers, which meet_employers fills: employer_tins (those of linked units, set
  // apart by spaces), employer_name_lo and employer_name_en (of the last one).
  const Loaded& table(std::string_view reg);
  // Once units have been linked. What table("worker") had answered is gone then.
  void meet_employers();
  Numbers numbers_of(std::string_view reg, const std::string& key);  // of an entry, from its table
  const std::unordered_map<std::string, PlaceCodes>& places(registry::EntityKind kind);
  const std::unordered_map<std::string, Money>& debts();
  const std::vector<Employment>& employments();  // by worker, then by start, those without one first
  // SHA-256 of the rows of a register, of where LSSO's own lie, of their debts, of its own entries that are one: the
  // same text, the same rows. Of workers without their employers where `employers` is false.
  std::string print_of_rows(std::string_view reg, bool employers);
  std::string print_of_places(registry::EntityKind kind);
  std::string print_of_debts();
  std::string print_of_doubled(registry::EntityKind kind);
  void forget(std::string_view reg) { tables_.erase(std::string{reg}); }

 private:
  std::unique_ptr<Loaded> read(const RegisterSpec& spec);
  void employers_into(std::vector<std::string>& cells);
  void read_tins();

  db::Pool& pool_;
  std::unordered_map<std::string, std::unique_ptr<Loaded>> tables_;
  std::optional<std::unordered_map<std::string, PlaceCodes>> unit_places_, worker_places_, member_places_;
  std::optional<std::unordered_map<std::string, Money>> debts_;
  std::optional<std::vector<Employment>> employments_;
  std::unordered_map<std::string, std::string> tins_of_unit_;
  std::unordered_map<std::string, std::pair<std::size_t, std::size_t>> jobs_of_;
};

}  // namespace ssiis::linkage
