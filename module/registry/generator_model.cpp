#include "registry/generator_model.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace ssiis::registry::demo {
namespace {

// Of a thousand units, by province 01 … 18: the three big towns as the Economic Census of 2019-20
// has them, the rest ours.
constexpr std::array<int, 18> units_of_province{380, 12, 16, 24,  20, 70, 18, 34, 22,
                                                80,  28, 42, 114, 18, 10, 90, 14, 8};

template <class T, class Weight>
const T& weighted(Random& random, std::span<const T> list, Weight weight) {
  auto draw = random.below(1000);
  for (const auto& item : list) {
    draw -= weight(item);
    if (draw < 0) return item;
  }
  return list.back();
}

// Provinces and their districts, in the order of the table.
struct Land {
  std::vector<const Place*> provinces;
  std::vector<std::vector<const Place*>> districts;
  Land() {
    for (const auto& place : all_places()) {
      if (place.code.size() == 2) {
        provinces.push_back(&place);
        districts.emplace_back();
      } else {
        districts.back().push_back(&place);
      }
    }
  }
  Home home(Random& random) const {
    auto draw = random.below(1000);
    std::size_t p = 0;
    while (p + 1 < units_of_province.size() && (draw -= units_of_province[p]) >= 0) ++p;
    return home_in(p, random);
  }
  Home home_in(std::size_t p, Random& random) const {
    const auto* district = random.pick(std::span<const Place* const>{districts[p]});
    return {provinces[p], district, coin(random, pieces::village_first(), pieces::village_second())};
  }
  std::size_t index(const Place* province) const {
    return static_cast<std::size_t>(std::find(provinces.begin(), provinces.end(), province) - provinces.begin());
  }
};

std::string mobile(Random& random) {
  static constexpr std::array<int, 4> operators{22, 55, 77, 99};
  // One draw a statement: the order in which a call's arguments are evaluated is the compiler's affair.
  const int network = operators[static_cast<std::size_t>(random.below(4))];
  const auto number = random.below(1'000'000);
  return fmt::format("020 {}{:03} {:03}", network, number / 1000, number % 1000);
}

Person person(const Land& land, const Place* province, std::uint64_t number, Month first, Random random) {
  const auto home = random.chance(850) ? land.home_in(land.index(province), random) : land.home(random);
  const bool foreign = random.chance(35);
  // 18 to 58 years old when the window opens; the younger are more.
  const auto age_days = 18 * 365 + std::min(random.below(40 * 365), random.below(40 * 365));
  return {
      coin(random, pieces::given_first(), pieces::given_second()),
      coin(random, pieces::surname_first(), pieces::surname_second()),
      random.chance(470),
      foreign,
      first_day(first).plus(-static_cast<int>(age_days)),
      foreign ? std::string{} : fmt::format("{:02}{:08}", random.between(1, 18), (number * 48271 + 11) % 100'000'000),
      home,
      number};
}

int workers_of_firm(Random& random) {
  const auto draw = random.below(1000);
  if (draw < 500) return static_cast<int>(random.between(1, 4));
  if (draw < 790) return static_cast<int>(random.between(5, 12));
  if (draw < 940) return static_cast<int>(random.between(13, 40));
  if (draw < 994) return static_cast<int>(random.between(36, 120));
  return static_cast<int>(random.between(120, 450));
}

Habit habit(Random& random) {
  const auto draw = random.below(1000);
  if (draw < 50) return Habit::debtor;
  if (draw < 70) return Habit::partial;
  if (draw < 100) return Habit::gaps;
  if (draw < 160) return Habit::under_declares;
  if (draw < 240) return Habit::late;
  return Habit::honest;
}

Firm firm(const Land& land, std::uint64_t number, bool in_lsso, const Country& c, Random random) {
  Firm f{};
  f.number = number;
  f.name = {&random.pick(pieces::firm_first()), &random.pick(pieces::firm_second())};
  f.activity = &weighted(random, pieces::activities(), [](const Activity& a) { return a.weight; });
  f.form = &weighted(random, legal_forms(), [](const LegalForm& l) { return l.weight; });
  f.home = land.home(random);
  f.director = person(land, f.home.province, 90'000'000 + number, c.first(), random.branch(1));
  f.phone = mobile(random);
  f.tin = fmt::format("{:08}{}00", 10'000'000 + (number * 6151 + 77) % 89'999'999, random.below(10));
  f.er_no = fmt::format("{}-{:07}", f.home.province->code, (number * 3163 + 5) % 10'000'000);
  f.founded = first_day(c.options.last).plus(-static_cast<int>(random.between(200, 5500)));
  f.habit = habit(random);
  f.suspended = random.chance(20);
  if (!f.suspended && random.chance(40))
    f.closed = last_day(c.options.last).plus(-static_cast<int>(random.between(30, 500)));
  if (f.closed && *f.closed < f.founded) f.closed.reset();
  f.in_lsso = in_lsso;
  f.in_tax = !in_lsso || random.chance(860);
  f.in_enterprise = random.chance(in_lsso ? 910 : 700);
  f.branches = random.chance(60) ? static_cast<int>(random.between(2, 4)) : 0;
  return f;
}

// Of a thousand insured, 76 are self-employed (ILO's country profile, about 2024: 26,793 of 353,962). One in eight of
// them works or worked for an employer, too.
void add_self_employed(Country& c, const Land& land, const Random& root) {
  const auto count = c.people.size() * 76 / 924;
  for (std::size_t i = 0; i < count; ++i) {
    Random random = root.branch(4'000'000'000 + i);
    if (random.chance(125)) {
      c.self_employed.push_back(
          c.people[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(c.people.size())))]);
      continue;
    }
    const auto home = land.home(random);
    auto member = person(land, home.province, 80'000'000 + i, c.first(), random.branch(1));
    member.home = home;
    c.self_employed.push_back(std::move(member));
  }
}

Job job(const Country& c, std::size_t firm, std::size_t person, Random random) {
  const auto& f = c.firms[firm];
  const Day window_start = first_day(c.first()), window_end = last_day(c.options.last);
  const int span = window_end.days_since(window_start);
  Job j{firm, person, f.founded.plus(static_cast<int>(random.below(400))), {}, 0};
  if (random.chance(220)) j.start = std::max(f.founded, window_start.plus(static_cast<int>(random.below(span))));
  if (j.start > window_end) j.start = f.founded;
  if (f.closed)
    j.end = f.closed;
  else if (random.chance(120))
    j.end = std::max(j.start.plus(40), window_start.plus(static_cast<int>(random.below(span))));
  if (j.end && *j.end > window_end) j.end.reset();
  const auto spread = std::min({random.below(4000), random.below(4000), random.below(4000)});
  j.base_wage = in_force(minimum_wage, c.first()) + spread * 1000;
  return j;
}

}  // namespace

Day first_day(Month month) { return Day{month.year(), month.month(), 1}; }
Day last_day(Month month) { return first_day(month.plus(1)).plus(-1); }

std::int64_t wage_in(const Country& country, const Job& job, Month month) {
  std::int64_t wage = job.base_wage;
  for (int year = country.first().year(); year < month.year(); ++year) wage += wage / 25;
  wage -= wage % 1000;
  return std::max(wage, in_force(minimum_wage, month));
}

bool works_in(const Job& job, Month month) {
  return job.start <= last_day(month) && (!job.end || *job.end >= first_day(month));
}

std::string firm_name_lo(const Firm& firm, bool with_form) {
  std::string core = firm.name.lo() + " " + std::string{firm.activity->lo};
  if (!with_form) return core;
  std::string out = std::string{firm.form->lo_before} + " " + core;
  if (!firm.form->lo_after.empty()) out += " " + std::string{firm.form->lo_after};
  return out;
}

std::string firm_name_latin(const Firm& firm, Random& random, bool with_form) {
  std::string out{firm.name.first->latin[random.below(3)]};
  if (!firm.name.second->lo.empty()) out += " " + std::string{firm.name.second->latin[random.below(3)]};
  out += " " + std::string{firm.activity->en};
  if (with_form) out += " " + std::string{firm.form->en_after};
  return out;
}

std::string full_name_lo(const Person& person) { return person.given.lo() + " " + person.surname.lo(); }
std::string full_name_latin(const Person& person, Random& random) {
  std::string out = person.given.latin(random);
  return out + " " + person.surname.latin(random);
}

Country invent(const GenerateOptions& options) {
  const Land land;
  Country c{options, {}, {}, {}, {}};
  const Random root{options.seed};
  const std::int64_t outside = options.units * 8 / 100;
  for (std::int64_t i = 0; i < options.units + outside; ++i) {
    const auto number = static_cast<std::uint64_t>(i + 1);
    c.firms.push_back(firm(land, number, i < options.units, c, root.branch(number)));
    Random random = root.branch(1'000'000'000 + number);
    const int workers = workers_of_firm(random);
    for (int w = 0; w < workers; ++w) {
      // Now and then somebody who has worked elsewhere already.
      const bool known = !c.people.empty() && random.chance(30);
      const auto who =
          known ? static_cast<std::size_t>(random.below(static_cast<std::int64_t>(c.people.size()))) : c.people.size();
      if (!known) {
        const auto serial = static_cast<std::uint64_t>(c.people.size() + 1);
        c.people.push_back(
            person(land, c.firms.back().home.province, serial, c.first(), root.branch(2'000'000'000 + serial)));
      }
      c.jobs.push_back(job(c, c.firms.size() - 1, who, random.branch(static_cast<std::uint64_t>(w) + 7)));
    }
  }
  add_self_employed(c, land, root);
  return c;
}

}  // namespace ssiis::registry::demo
