// How well names are read: 148 districts in Lao and English (lao-districts.csv), and the names of the same people and
// firms in several registers (a registry folder with truth_links.csv). A measure of module/names, not of a linkage.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <fstream>
#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

#include "conformance/parts.hpp"
#include "core/api.hpp"
#include "names/api.hpp"
#include "registry/csv.hpp"

namespace ssiis::conformance {
namespace {

constexpr double least_read = 0.98;  // of pairs of one name in both scripts

using Fields = std::map<std::string, std::string>;

std::vector<Fields> rows_of(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw std::runtime_error{file.string() + " cannot be read"};
  registry::CsvReader reader{in};
  std::vector<std::string> head, fields;
  if (!reader.next(head)) throw std::runtime_error{file.string() + " is empty"};
  std::vector<Fields> out;
  while (reader.next(fields)) {
    auto& row = out.emplace_back();
    for (std::size_t i = 0; i < head.size(); ++i) row[head[i]] = i < fields.size() ? fields[i] : "";
  }
  return out;
}

struct Share {
  std::size_t good{0}, all{0};
  void add(bool yes) { ++all, good += yes ? 1u : 0u; }
  double value() const { return all == 0 ? 0 : static_cast<double>(good) / static_cast<double>(all); }
};

void line(std::string_view what, const Share& s) {
  fmt::print("  {:<52} {:>6} of {:>6}  {:.4f}\n", what, s.good, s.all, s.value());
}

bool districts(const Options& options) {
  Share name, any, near;
  for (auto& row : rows_of(options.dir / "data" / "lao-districts.csv")) {
    std::vector<std::string> lo{row["name_lo"]}, en{row["name_en"]};
    const auto pair_meets = [&] {
      return std::any_of(lo.begin(), lo.end(), [&](const auto& a) {
        return std::any_of(en.begin(), en.end(),
                           [&](const auto& b) { return names::sound_of(a).skeleton == names::sound_of(b).skeleton; });
      });
    };
    const auto a = names::sound_of(lo[0]), b = names::sound_of(en[0]);
    name.add(pair_meets());
    near.add(names::distance_percent(a.voiced, b.voiced) <= 34);
    if (options.all && a.skeleton != b.skeleton)
      fmt::print("    {} / {}: {} / {}\n", lo[0], en[0], a.skeleton, b.skeleton);
    for (const auto* column : {"alt_names_lo", "alt_names_en"})
      for (auto& other : split(row[column], '|'))
        if (!other.empty()) (column[10] == 'l' ? lo : en).push_back(other);
    any.add(pair_meets());
  }
  line("districts: equal skeletons", name);
  line("districts: equal skeletons, any of the spellings", any);
  line("districts: vowels nearly equal, too", near);
  return name.value() >= least_read;
}

// Names with the romanisations that people use for them.
bool romanisations(const Options& options) {
  Share skeleton, near;
  for (auto& row : rows_of(options.dir / "data" / "lao-names.csv")) {
    auto written = split(row["roman_variants"], '|');
    written.push_back(row["roman_common"]);
    const auto a = names::sound_of(row["name_lo"]);
    for (const auto& latin : written) {
      if (latin.empty()) continue;
      const auto b = names::sound_of(latin);
      skeleton.add(a.skeleton == b.skeleton);
      near.add(names::distance_percent(a.voiced, b.voiced) <= 34);
      if (options.all && (a.skeleton != b.skeleton || names::distance_percent(a.voiced, b.voiced) > 34))
        fmt::print("    {} / {}: {} / {}\n", row["name_lo"], latin, a.voiced, b.voiced);
    }
  }
  line("romanised names: equal skeletons", skeleton);
  line("romanised names: vowels nearly equal, too", near);
  return skeleton.value() >= least_read;
}

using Register = std::unordered_map<std::string, Fields>;

Register keyed(const std::filesystem::path& file, const std::string& key) {
  Register out;
  for (auto& row : rows_of(file)) {
    std::string id = row[key];
    out.try_emplace(std::move(id), std::move(row));
  }
  return out;
}

std::string first_of(const Fields& f, std::initializer_list<const char*> columns) {
  for (const auto* c : columns)
    if (const auto at = f.find(c); at != f.end() && !trimmed(at->second).empty()) return at->second;
  return {};
}

struct Compared {
  Share equal, part, other;
};
using Scripts = std::map<std::string, Compared>;

std::string scripts(const std::string& a, const std::string& b) {
  const bool x = lao::has_lao(a), y = lao::has_lao(b);
  return x && y ? "Lao, Lao" : x != y ? "Lao, Latin" : "Latin, Latin";
}

void person(const Options& options, Scripts& out, const std::string& a, const std::string& b) {
  const auto x = names::read_person(a), y = names::read_person(b);
  const bool equal = names::person_key(x) == names::person_key(y);
  const bool one = std::any_of(x.tokens.begin(), x.tokens.end(), [&](const auto& s) {
    return std::any_of(y.tokens.begin(), y.tokens.end(),
                       [&](const auto& t) { return s.sound.skeleton == t.sound.skeleton; });
  });
  auto& c = out[scripts(a, b)];
  c.equal.add(equal);
  c.part.add(one);
  if (options.all && !equal) fmt::print("    {} / {}: {} / {}\n", a, b, names::person_key(x), names::person_key(y));
}

void firm(const Options& options, Scripts& out, const std::string& a, const std::string& b) {
  if (a.empty() || b.empty()) return;
  const auto x = names::read_company(a), y = names::read_company(b);
  auto& c = out[scripts(a, b)];
  const bool equal = x.joined.skeleton == y.joined.skeleton;
  c.equal.add(equal);
  c.part.add(names::distance_percent(x.joined.voiced, y.joined.voiced) <= 25);
  c.other.add(x.activities == y.activities);
  if (options.all && (!equal || x.activities != y.activities))
    fmt::print("    {} / {}: {} / {}; {} / {}\n", a, b, x.joined.voiced, y.joined.voiced, fmt::join(x.activities, " "),
               fmt::join(y.activities, " "));
}

void print(const char* what, const char* part, const char* other, const Scripts& found) {
  for (const auto& [script, c] : found) {
    line(fmt::format("{} ({}): equal key", what, script), c.equal);
    line(fmt::format("{} ({}): {}", what, script, part), c.part);
    if (other != nullptr) line(fmt::format("{} ({}): {}", what, script, other), c.other);
  }
}

std::string person_name(const Fields& f, bool latin) {
  if (latin) return first_of(f, {"name_latin", "employee_name", "name_lo"});
  const auto given = first_of(f, {"given_lo"});
  return given.empty() ? first_of(f, {"employee_name", "name_lo", "name_latin"})
                       : given + " " + first_of(f, {"surname_lo"});
}

bool registers(const Options& options) {
  const auto dir = options.dir / "linkage" / "sample";
  std::map<std::string, Register> all;
  all["labour_unit"] = keyed(dir / "labour_unit.csv", "lu_id");
  all["worker"] = keyed(dir / "worker.csv", "worker_id");
  all["enterprise_register"] = keyed(dir / "enterprise_register.csv", "er_no");
  all["tax_employer"] = keyed(dir / "tax_employer.csv", "tin");
  all["civil_register"] = keyed(dir / "civil_register.csv", "civil_id");
  all["tax_payroll"] = keyed(dir / "tax_payroll.csv", "tax_emp_id");
  all["molsw_workers"] = keyed(dir / "molsw_workers.csv", "molsw_id");
  Scripts people, firms;
  for (auto& link : rows_of(dir / "truth_links.csv")) {
    const auto& ours = all[link["kind"]];
    const auto& theirs = all[link["register"]];
    const auto a = ours.find(link["lsso_id"]), b = theirs.find(link["register_id"]);
    if (a == ours.end() || b == theirs.end()) continue;
    if (link["kind"] == "worker") {
      person(options, people, person_name(a->second, false), person_name(b->second, false));
    } else {
      firm(options, firms, first_of(a->second, {"name_lo", "name_en"}), first_of(b->second, {"name", "name_lo"}));
      const auto en = first_of(a->second, {"name_en"}), other = first_of(b->second, {"name_alt", "name_en"});
      if (!en.empty() && !other.empty()) firm(options, firms, en, other);
      if (!other.empty()) firm(options, firms, first_of(a->second, {"name_lo", "name_en"}), other);
    }
  }
  print("people", "one token equal", nullptr, people);
  print("firms", "sounds nearly alike", "same activities", firms);
  return !people.empty() && !firms.empty();
}

void speed(const Options& options) {
  std::vector<std::string> people, firms;
  for (const auto& row : rows_of(options.dir / "linkage" / "sample" / "civil_register.csv"))
    people.push_back(person_name(row, people.size() % 2 == 0));
  for (auto& row : rows_of(options.dir / "linkage" / "sample" / "enterprise_register.csv"))
    firms.push_back(row["name_lo"]), firms.push_back(row["name_en"]);
  const auto timed = [](std::string_view what, const std::vector<std::string>& list, const auto& read) {
    const auto start = std::chrono::steady_clock::now();
    std::size_t count = 0, parts = 0;
    if (list.empty()) return;
    while (count < 20000)
      for (const auto& name : list) parts += read(name), ++count;
    const std::chrono::duration<double, std::micro> took = std::chrono::steady_clock::now() - start;
    fmt::print("  {:<52} {:.2f} us a name ({} parts)\n", what, took.count() / static_cast<double>(count), parts);
  };
  timed("read_person", people, [](const auto& n) { return names::read_person(n).tokens.size(); });
  timed("read_company", firms, [](const auto& n) { return names::read_company(n).core.size(); });
}

}  // namespace

bool names_read(const Options& options) {
  const bool a = districts(options), c = romanisations(options), b = registers(options);
  speed(options);
  return a && b && c;
}

}  // namespace ssiis::conformance
