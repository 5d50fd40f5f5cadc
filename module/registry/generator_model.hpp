// The invented country behind the demonstration files: what is true before any clerk writes it
// down.
#pragma once
#include <memory>
#include <optional>

#include "registry/contribution_law.hpp"
#include "registry/gazetteer.hpp"
#include "registry/generator.hpp"
#include "registry/names.hpp"

namespace ssiis::registry::demo {

struct Home {
  const Place* province;
  const Place* district;
  CoinedName village;
};

struct Person {
  CoinedName given, surname;
  bool woman;
  bool foreign;
  Day born;
  std::string id_no;  // empty for foreigners
  Home home;
  std::uint64_t number;  // names the person in every register's own numbering
};

// How a unit behaves; most do everything right.
enum class Habit { honest, late, debtor, partial, gaps, under_declares };

struct Firm {
  std::uint64_t number;
  CoinedName name;
  const Activity* activity;
  const LegalForm* form;
  Person director;
  Home home;
  std::string phone, tin, er_no;
  Day founded;
  std::optional<Day> closed;
  bool suspended;
  Habit habit;
  bool in_lsso, in_tax, in_enterprise;
  int branches;
};

struct Job {
  std::size_t firm, person;
  Day start;
  std::optional<Day> end;
  std::int64_t base_wage;  // in the first month of the window, a multiple of 1,000 kip
};

struct Country {
  GenerateOptions options;
  std::vector<Firm> firms;  // those of LSSO first
  std::vector<Person> people;
  std::vector<Job> jobs;              // ordered by firm
  std::vector<Person> self_employed;  // who have an insurance of their own; some of them are among `people` too
  Month first() const { return options.last.plus(1 - options.months); }
};

Country invent(const GenerateOptions& options);

Day first_day(Month month);
Day last_day(Month month);
// What a job truly pays in a month: never below the minimum wage in force, and raised by four
// percent each January.
std::int64_t wage_in(const Country& country, const Job& job, Month month);
bool works_in(const Job& job, Month month);

std::string firm_name_lo(const Firm& firm, bool with_form);
std::string firm_name_latin(const Firm& firm, Random& random, bool with_form);
std::string full_name_lo(const Person& person);
std::string full_name_latin(const Person& person, Random& random);

// One file being written; counts its records.
class OutFile {
 public:
  OutFile(const std::filesystem::path& dir, std::string name, GenerateReport& report);
  ~OutFile() noexcept(false);
  void row(const std::vector<std::string>& fields);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

void write_lsso(const Country& country, const std::filesystem::path& out, GenerateReport& report);
void write_agencies(const Country& country, const std::filesystem::path& out, GenerateReport& report);

}  // namespace ssiis::registry::demo
