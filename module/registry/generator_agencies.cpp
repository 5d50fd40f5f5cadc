// What the other registers know of the same country, each in its own spelling and with its own
// gaps.
#include <fmt/format.h>

#include <algorithm>

#include "registry/generator_model.hpp"

namespace ssiis::registry::demo {
namespace {

struct Agencies {
  const Country& country;
  const std::filesystem::path& out;
  GenerateReport& report;
};

std::string name_as_register(Agencies& a, std::string lo, std::string latin, Random& random) {
  auto& dirt = a.report.dirt;
  std::string name = dirt.hit(Dirt::register_name_latin, random) ? std::move(latin) : std::move(lo);
  return dirt.hit(Dirt::register_name_misspelt, random) ? misspelt(name, random) : name;
}

std::string id_as_register(Agencies& a, const Person& p, Random& random) {
  if (p.id_no.empty() || a.report.dirt.hit(Dirt::register_id_empty, random)) return "";
  return a.report.dirt.hit(Dirt::register_id_mistyped, random) ? mistyped(p.id_no, random) : p.id_no;
}

std::string phone_as_register(Agencies& a, const Firm& f, Random& random) {
  if (a.report.dirt.hit(Dirt::register_phone_differs, random))
    return fmt::format("021 {:06}", random.between(200'000, 899'999));
  std::string digits;
  for (const char c : f.phone)
    if (c != ' ') digits += c;
  return digits;
}

void tax_employers(Agencies& a) {
  OutFile file{a.out, "tax_employer", a.report};
  const Random root{a.country.options.seed ^ 0x21};
  for (const auto& f : a.country.firms) {
    if (!f.in_tax) continue;
    Random random = root.branch(f.number);
    const std::string latin = firm_name_latin(f, random, true);
    const std::string name = name_as_register(a, firm_name_lo(f, random.chance(800)), latin, random);
    const std::string village = "Ban " + f.home.village.latin(random);
    file.row({f.tin, name, random.chance(400) ? latin : std::string{},
              fmt::format("{}, Unit {}", village, random.between(1, 24)), std::string{f.home.district->name_en},
              std::string{f.home.province->name_en}, phone_as_register(a, f, random), std::string{f.activity->section},
              f.closed ? "CLOSED" : "ACTIVE", f.founded.plus(static_cast<int>(random.between(0, 120))).iso()});
  }
}

void tax_payrolls(Agencies& a) {
  OutFile file{a.out, "tax_payroll", a.report};
  const Random root{a.country.options.seed ^ 0x22};
  const auto& c = a.country;
  for (std::size_t i = 0; i < c.jobs.size(); ++i) {
    const auto& j = c.jobs[i];
    const auto& f = c.firms[j.firm];
    const auto& p = c.people[j.person];
    Random random = root.branch(i + 1);
    if (!f.in_tax || f.suspended || !random.chance(870)) continue;
    const std::string name = name_as_register(a, full_name_lo(p), full_name_latin(p, random), random);
    const std::string id = id_as_register(a, p, random);
    // One line for each stretch of months with the same wage.
    for (Month from = c.first(); from <= c.options.last;) {
      if (!works_in(j, from)) {
        from = from.plus(1);
        continue;
      }
      Month to = from;
      while (to < c.options.last && works_in(j, to.plus(1)) && wage_in(c, j, to.plus(1)) == wage_in(c, j, from))
        to = to.plus(1);
      file.row({f.tin, fmt::format("{}-{}", f.tin, i + 1), name, id, from.iso(), to.iso(),
                fmt::to_string(wage_in(c, j, from))});
      from = to.plus(1);
    }
  }
}

void enterprises(Agencies& a) {
  OutFile file{a.out, "enterprise_register", a.report};
  const Random root{a.country.options.seed ^ 0x23};
  for (const auto& f : a.country.firms) {
    if (!f.in_enterprise) continue;
    Random random = root.branch(f.number);
    const std::string name = a.report.dirt.hit(Dirt::register_name_misspelt, random)
                                 ? misspelt(firm_name_lo(f, true), random)
                                 : firm_name_lo(f, true);
    const bool with_tin = f.in_tax && random.chance(650);
    file.row({f.er_no, with_tin ? f.tin : std::string{}, name, firm_name_latin(f, random, true),
              std::string{f.form->code}, std::string{f.activity->section},
              fmt::to_string(random.between(1, 60) * 50'000'000), full_name_lo(f.director),
              fmt::format("ບ້ານ{}", f.home.village.lo()), f.home.village.lo(), std::string{f.home.district->name_lo},
              std::string{f.home.province->name_lo}, phone_as_register(a, f, random), f.founded.iso(),
              f.closed && random.chance(600) ? "DISSOLVED" : "ACTIVE",
              f.closed && random.chance(600) ? f.closed->iso() : std::string{}});
  }
}

void molsw(Agencies& a) {
  OutFile file{a.out, "molsw_workers", a.report};
  const Random root{a.country.options.seed ^ 0x24};
  for (std::size_t i = 0; i < a.country.jobs.size(); ++i) {
    const auto& j = a.country.jobs[i];
    const auto& f = a.country.firms[j.firm];
    const auto& p = a.country.people[j.person];
    Random random = root.branch(i + 1);
    if (!random.chance(340)) continue;
    const bool latin = a.report.dirt.hit(Dirt::register_name_latin, random);
    std::string lo = full_name_lo(p);
    if (a.report.dirt.hit(Dirt::register_name_misspelt, random)) lo = misspelt(lo, random);
    file.row({fmt::format("W{:07}", i + 1), latin ? std::string{} : lo,
              latin ? full_name_latin(p, random) : std::string{}, p.woman ? "F" : "M", p.born.iso(),
              id_as_register(a, p, random), firm_name_lo(f, random.chance(700)), std::string{p.home.province->name_lo},
              std::string{p.home.district->name_lo}, j.start.iso()});
  }
}

void civil(Agencies& a) {
  OutFile file{a.out, "civil_register", a.report};
  const Random root{a.country.options.seed ^ 0x25};
  const auto enter = [&](const Person& p) {
    Random random = root.branch(p.number);
    if (p.foreign || !random.chance(930)) return;
    const bool dead = random.chance(6);
    const Day died = first_day(a.country.first()).plus(static_cast<int>(random.below(30L * a.country.options.months)));
    file.row({fmt::format("C{:07}", p.number), id_as_register(a, p, random),
              fmt::format("{:07}", (p.number * 9973) % 10'000'000), p.given.lo(), p.surname.lo(),
              random.chance(150) ? full_name_latin(p, random) : std::string{}, p.woman ? "F" : "M", p.born.iso(),
              std::string{p.home.province->name_lo}, std::string{p.home.district->name_lo}, p.home.village.lo(),
              dead ? "DEAD" : "ALIVE", dead ? died.iso() : std::string{}});
  };
  for (const auto& p : a.country.people) enter(p);
  for (const auto& p : a.country.self_employed)
    if (p.number > a.country.people.size()) enter(p);  // the others are there already
}

void history(Agencies& a) {
  OutFile file{a.out, "inspection_history", a.report};
  static constexpr std::array<std::string_view, 4> why{"targeted", "targeted", "random", "complaint"};
  static constexpr std::array<std::string_view, 6> code_of_habit{"", "V07", "V07", "V04", "V03", "V09"};
  const Random root{a.country.options.seed ^ 0x26};
  std::int64_t serial = 0;
  for (const auto& f : a.country.firms) {
    Random random = root.branch(f.number);
    if (!f.in_lsso || !random.chance(45)) continue;
    static constexpr std::array<std::size_t, 6> order{0, 5, 1, 2, 3, 4};  // honest, late, debtor, partial, gaps, under
    const auto found =
        random.chance(700) ? code_of_habit[order[static_cast<std::size_t>(f.habit)]] : std::string_view{};
    file.row({fmt::format("H{:05}", ++serial), fmt::format("U{:07}", f.number),
              a.country.first().plus(-static_cast<int>(random.below(24))).iso(),
              std::string{why[static_cast<std::size_t>(random.below(4))]}, std::string{found}});
  }
}

}  // namespace

void write_agencies(const Country& country, const std::filesystem::path& out, GenerateReport& report) {
  Agencies a{country, out, report};
  tax_employers(a);
  tax_payrolls(a);
  enterprises(a);
  molsw(a);
  civil(a);
  history(a);
}

}  // namespace ssiis::registry::demo
