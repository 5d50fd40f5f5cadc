// The files of LSSO itself: labour units, workplaces, workers, employments, contributions,
// benefits, members without an employer and what they pay.
#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

#include "registry/generator_model.hpp"

namespace ssiis::registry::demo {
namespace {

std::string lu_id(std::uint64_t number) { return fmt::format("U{:07}", number); }
std::string worker_id(std::uint64_t number) { return fmt::format("M{:07}", number); }
std::string unit_number(const Firm& f) {
  return fmt::format("{}{:06}", f.home.province->code, (f.number * 2741 + 3) % 1'000'000);
}
std::string worker_number(std::uint64_t n) { return fmt::format("{:09}", (n * 7'368'787 + 1'000'003) % 1'000'000'000); }
std::string iso_or_empty(const std::optional<Day>& day) { return day ? day->iso() : std::string{}; }

// A place as a clerk of LSSO writes it.
std::array<std::string, 2> place_text(const Home& home, DirtLedger& dirt, Random& random) {
  if (dirt.hit(Dirt::unit_place_unknown, random)) return {"", ""};
  const bool latin = dirt.hit(Dirt::unit_place_latin, random);
  std::string province{latin ? home.province->name_en : home.province->name_lo};
  std::string district{latin ? home.district->name_en : home.district->name_lo};
  if (dirt.hit(Dirt::unit_district_empty, random)) district.clear();
  return {province, district};
}

struct OwnInsurance {
  Day registered;
  bool voluntary;
  std::optional<Day> closed;
};

struct Lsso {
  const Country& country;
  const std::filesystem::path& out;
  GenerateReport& report;
  std::unordered_map<std::size_t, std::uint64_t> doubled_people{};  // person -> number of the second registration
  std::vector<OwnInsurance> own_insurances{};                       // as written, one a member without an employer
};

void unit_row(Lsso& l, OutFile& file, const Firm& f, std::uint64_t number, Random random) {
  auto& dirt = l.report.dirt;
  std::string name = firm_name_lo(f, !dirt.hit(Dirt::unit_form_missing, random));
  if (dirt.hit(Dirt::unit_name_misspelt, random)) name = misspelt(name, random);
  std::string name_en = firm_name_latin(f, random, true);
  if (dirt.hit(Dirt::unit_name_en_empty, random)) name_en.clear();
  std::string director = full_name_lo(f.director);
  if (dirt.hit(Dirt::unit_director_misspelt, random)) director = misspelt(director, random);
  const auto place = place_text(f.home, dirt, random);
  const auto street = fmt::format("ໜ່ວຍ {}, ບ້ານ{}", random.between(1, 24), f.home.village.lo());
  const std::string phone = dirt.hit(Dirt::unit_phone_empty, random) ? std::string{} : f.phone;
  std::string ss_number = unit_number(f);
  if (number != f.number) ss_number = fmt::format("{}{:06}", f.home.province->code, (number * 2741 + 9) % 1'000'000);
  if (dirt.hit(Dirt::unit_number_empty, random)) ss_number.clear();
  const Day registered =
      std::min(f.founded.plus(static_cast<int>(random.between(10, 300))), l.country.options.written());
  file.row({lu_id(number), ss_number, name, name_en, std::string{f.activity->section}, place[0], place[1],
            f.home.village.lo(), street, phone, director, registered.iso(),
            f.closed      ? "CLOSED"
            : f.suspended ? "SUSPENDED"
                          : "ACTIVE",
            iso_or_empty(f.closed)});
}

void units(Lsso& l) {
  OutFile file{l.out, "labour_unit", l.report};
  const Random root{l.country.options.seed ^ 0x11};
  for (const auto& f : l.country.firms) {
    if (!f.in_lsso) continue;
    Random random = root.branch(f.number);
    unit_row(l, file, f, f.number, random.branch(1));
    if (l.report.dirt.hit(Dirt::unit_doubled, random)) unit_row(l, file, f, 5'000'000 + f.number, random.branch(2));
  }
}

void workplaces(Lsso& l) {
  OutFile file{l.out, "workplace", l.report};
  const Random root{l.country.options.seed ^ 0x12};
  for (const auto& f : l.country.firms) {
    if (!f.in_lsso || f.branches == 0) continue;
    Random random = root.branch(f.number);
    for (int b = 1; b <= f.branches; ++b) {
      // The first workplace is the unit's own address; half of the others stand in another
      // province.
      Home home = f.home;
      if (b > 1)
        home =
            l.country.firms[static_cast<std::size_t>(random.below(static_cast<std::int64_t>(l.country.firms.size())))]
                .home;
      const Day opened = std::min(f.founded.plus(b == 1 ? 0 : static_cast<int>(random.between(100, 2000))),
                                  l.country.options.written());
      file.row({fmt::format("{}-{}", lu_id(f.number), b), lu_id(f.number),
                fmt::format("{} {}", b == 1 ? "ສຳນັກງານໃຫຍ່" : "ສາຂາ", b == 1 ? f.name.lo() : home.village.lo()),
                b == 1 ? "Head office" : fmt::format("Branch {}", home.village.latin(random)),
                std::string{home.province->name_lo}, std::string{home.district->name_lo}, home.village.lo(),
                fmt::format("ບ້ານ{}", home.village.lo()), b == 1 ? f.phone : std::string{}, opened.iso(), ""});
    }
  }
}

void worker_row(Lsso& l, OutFile& file, const Person& p, std::uint64_t number, Random random) {
  auto& dirt = l.report.dirt;
  std::string given = p.given.lo(), surname = p.surname.lo(), latin = full_name_latin(p, random), id = p.id_no;
  if (dirt.hit(Dirt::worker_given_misspelt, random)) given = misspelt(given, random);
  if (dirt.hit(Dirt::worker_surname_empty, random)) surname.clear();
  if (dirt.hit(Dirt::worker_latin_empty, random)) latin.clear();
  if (dirt.hit(Dirt::worker_id_empty, random))
    id.clear();
  else if (dirt.hit(Dirt::worker_id_mistyped, random))
    id = mistyped(id, random);
  std::string dob = p.born.iso();
  if (dirt.hit(Dirt::worker_dob_empty, random))
    dob.clear();
  else if (dirt.hit(Dirt::worker_dob_january, random))
    dob.replace(5, 5, "01-01");
  const std::string sex = dirt.hit(Dirt::worker_sex_empty, random) ? "" : p.woman ? "F" : "M";
  const Day registered = first_day(l.country.first()).plus(-static_cast<int>(random.below(3000)));
  const std::string phone = random.chance(550) ? fmt::format("020 5{:07}", random.below(10'000'000)) : std::string{};
  file.row({worker_id(number), worker_number(number), given, surname, latin, sex, dob, id, phone,
            std::string{p.home.province->name_lo},
            random.chance(250) ? std::string{} : std::string{p.home.district->name_lo}, p.home.village.lo(),
            registered.iso(), p.foreign ? "FOREIGN" : "LAO"});
}

void workers(Lsso& l) {
  OutFile file{l.out, "worker", l.report};
  const Random root{l.country.options.seed ^ 0x13};
  std::vector<bool> insured(l.country.people.size(), false);
  for (const auto& j : l.country.jobs)
    if (l.country.firms[j.firm].in_lsso) insured[j.person] = true;
  for (std::size_t i = 0; i < insured.size(); ++i) {
    if (!insured[i]) continue;
    const auto& p = l.country.people[i];
    Random random = root.branch(p.number);
    worker_row(l, file, p, p.number, random.branch(1));
    if (!l.report.dirt.hit(Dirt::worker_doubled, random)) continue;
    l.doubled_people[i] = 5'000'000 + p.number;
    worker_row(l, file, p, 5'000'000 + p.number, random.branch(2));
  }
}

// The number under which this job runs: a person registered twice works under the second number in
// every other job.
std::uint64_t number_in_job(const Lsso& l, const Job& j, std::size_t index) {
  const auto twice = l.doubled_people.find(j.person);
  const auto number = l.country.people[j.person].number;
  return twice != l.doubled_people.end() && index % 2 == 1 ? twice->second : number;
}

void employments(Lsso& l) {
  OutFile file{l.out, "employment", l.report};
  const Random root{l.country.options.seed ^ 0x14};
  for (std::size_t i = 0; i < l.country.jobs.size(); ++i) {
    const auto& j = l.country.jobs[i];
    const auto& f = l.country.firms[j.firm];
    if (!f.in_lsso) continue;
    Random random = root.branch(i + 1);
    const Day registered =
        std::min(j.start.plus(static_cast<int>(random.chance(70) ? random.between(90, 400) : random.between(1, 60))),
                 l.country.options.written());
    file.row({fmt::format("E{:07}", i + 1), lu_id(f.number), worker_id(number_in_job(l, j, i)), j.start.iso(),
              registered.iso(), iso_or_empty(j.end)});
  }
}

struct Payment {
  std::int64_t paid;
  std::optional<Day> day;
};

// What a unit of this habit pays of `due` for a month that lies `age` months back, sooner or later.
Payment paid_in_the_end(Habit habit, std::int64_t due, Month month, int age, Random random) {
  const Day next = first_day(month.plus(1));
  switch (habit) {
    case Habit::debtor:
      if (age < 7) return {0, {}};
      break;
    case Habit::partial:
      if (age < 12) return {due / 2, next.plus(static_cast<int>(random.between(4, 24)))};
      break;
    case Habit::late:
      return {due, next.plus(static_cast<int>(random.between(25, 140)))};
    default:
      break;
  }
  return {due, next.plus(static_cast<int>(random.between(3, 27)))};
}

// What has come in when the files are written.
Payment payment(Payment in_the_end, Day written) {
  return in_the_end.day && *in_the_end.day > written ? Payment{0, {}} : in_the_end;
}

void contributions(Lsso& l) {
  OutFile file{l.out, "contribution", l.report};
  const Random root{l.country.options.seed ^ 0x15};
  const auto& c = l.country;
  for (std::size_t i = 0; i < c.jobs.size(); ++i) {
    const auto& j = c.jobs[i];
    const auto& f = c.firms[j.firm];
    if (!f.in_lsso || f.suspended) continue;
    Random random = root.branch(i + 1);
    const Random of_firm = root.branch(3'000'000'000 + f.number);
    for (int m = 0; m < c.options.months; ++m) {
      const Month month = c.first().plus(m);
      if (!works_in(j, month)) continue;
      if (f.habit == Habit::gaps && of_firm.branch(static_cast<std::uint64_t>(m)).chance(180)) continue;
      std::int64_t wage = wage_in(c, j, month);
      if (f.habit == Habit::under_declares) wage = std::max(in_force(minimum_wage, month), wage * 6 / 10 / 1000 * 1000);
      const std::int64_t due = contribution_due(wage, month);
      const auto paid = payment(paid_in_the_end(f.habit, due, month, c.options.months - 1 - m,
                                                of_firm.branch(100 + static_cast<std::uint64_t>(m))),
                                c.options.written());
      const std::vector<std::string> line{
          lu_id(f.number),     worker_id(number_in_job(l, j, i)), month.iso(),           fmt::to_string(wage),
          fmt::to_string(due), fmt::to_string(paid.paid),         iso_or_empty(paid.day)};
      file.row(line);
      if (l.report.dirt.hit(Dirt::contribution_doubled, random)) file.row(line);
    }
  }
}

// What somebody may draw: mothers are women, pensioners are old, the unemployed have left.
std::string_view kind_of_benefit(const Job& j, const Person& p, Day from, std::int64_t draw) {
  constexpr int years = 365;
  if (from.days_since(p.born) > 55 * years) return draw < 4 ? "PENSION" : "SICKNESS";
  if (draw < 2 && p.woman) return "MATERNITY";
  if (j.end && *j.end <= from) return "UNEMPLOYMENT";
  return draw < 3 ? "INCAPACITY" : draw == 3 ? "WORK_INJURY" : "SICKNESS";
}

void benefits(Lsso& l) {
  OutFile file{l.out, "benefit", l.report};
  const Random root{l.country.options.seed ^ 0x16};
  std::int64_t serial = 0;
  for (std::size_t i = 0; i < l.country.jobs.size(); ++i) {
    const auto& j = l.country.jobs[i];
    Random random = root.branch(i + 1);
    if (!l.country.firms[j.firm].in_lsso || !random.chance(30)) continue;
    const Day written = l.country.options.written();
    const Day from = std::min(first_day(l.country.first()).plus(static_cast<int>(random.below(600))), written);
    const auto kind = kind_of_benefit(j, l.country.people[j.person], from, random.below(6));
    const int days = kind == "MATERNITY" ? 105 : kind == "PENSION" ? 30 : static_cast<int>(random.between(5, 90));
    file.row({fmt::format("B{:06}", ++serial), worker_id(number_in_job(l, j, i)), std::string{kind}, from.iso(),
              kind == "PENSION" ? std::string{} : std::min(from.plus(days), written).iso(),
              fmt::to_string(j.base_wage / 1000 * days / 30 * 600)});
  }
}

std::string own_id(std::size_t i) { return fmt::format("S{:07}", i + 1); }

OwnInsurance drawn_insurance(const Lsso& l, Random& random) {
  const Day registered = first_day(l.country.first()).plus(-static_cast<int>(random.below(2000)));
  const bool voluntary = random.chance(200), left = random.chance(60);
  const Day closed =
      std::min(registered.plus(static_cast<int>(random.between(200, 2500))), l.country.options.written());
  return {registered, voluntary, left ? std::optional{closed} : std::nullopt};
}

void self_employed(Lsso& l) {
  OutFile file{l.out, "self_employed", l.report};
  static constexpr std::array<std::string_view, 8> activities{"G", "G", "G", "I", "H", "A", "C", "S"};
  const Random root{l.country.options.seed ^ 0x17};
  for (std::size_t i = 0; i < l.country.self_employed.size(); ++i) {
    const auto& p = l.country.self_employed[i];
    Random random = root.branch(i + 1);
    const std::string phone = random.chance(700) ? fmt::format("020 5{:07}", random.below(10'000'000)) : std::string{};
    const auto latin = full_name_latin(p, random);
    const auto insurance = drawn_insurance(l, random);
    l.own_insurances.push_back(insurance);
    const std::string activity{activities[static_cast<std::size_t>(random.below(8))]};
    file.row({own_id(i), worker_number(p.number), p.given.lo(), p.surname.lo(),
              random.chance(650) ? latin : std::string{}, p.woman ? "F" : "M", p.born.iso(),
              random.chance(850) ? p.id_no : std::string{}, phone, std::string{p.home.province->name_lo},
              std::string{p.home.district->name_lo}, p.home.village.lo(),
              insurance.voluntary ? "VOLUNTARY" : "SELF_EMPLOYED", insurance.voluntary ? std::string{} : activity,
              insurance.registered.iso(), insurance.closed ? "CLOSED" : "ACTIVE", iso_or_empty(insurance.closed)});
  }
}

// What members pay for themselves. Most pay each month, some leave months unpaid, and of some months nobody wrote
// anything down.
void own_contributions(Lsso& l) {
  OutFile file{l.out, "self_employed_contribution", l.report};
  const Random root{l.country.options.seed ^ 0x18};
  const auto& options = l.country.options;
  for (std::size_t i = 0; i < l.country.self_employed.size(); ++i) {
    const auto& insurance = l.own_insurances[i];
    const Random of_member = root.branch(i + 1);
    Random random = of_member.branch(0);
    const std::int64_t asked = random.between(12, 45) * 100'000;
    const bool debtor = random.chance(120);
    for (int m = 0; m < options.months; ++m) {
      const Month month = l.country.first().plus(m);
      if (last_day(month) < insurance.registered || (insurance.closed && *insurance.closed < first_day(month)))
        continue;
      Random of_month = of_member.branch(1 + static_cast<std::uint64_t>(m));
      if (of_month.chance(40)) continue;
      const auto income = std::clamp(asked, in_force(minimum_wage, month), in_force(insured_wage_ceiling, month));
      const auto due = (income * in_force(own_contribution_rate, month) + 500) / 1000;
      const bool owes = (debtor && options.months - 1 - m < 5) || of_month.chance(50);
      const auto in_the_end =
          owes ? Payment{0, {}}
               : Payment{due, first_day(month.plus(1)).plus(static_cast<int>(of_month.between(0, 40)))};
      const auto paid = payment(in_the_end, options.written());
      file.row({own_id(i), month.iso(), fmt::to_string(income), fmt::to_string(due), fmt::to_string(paid.paid),
                iso_or_empty(paid.day)});
    }
  }
}

}  // namespace

void write_lsso(const Country& country, const std::filesystem::path& out, GenerateReport& report) {
  Lsso l{country, out, report};
  units(l);
  workplaces(l);
  workers(l);
  employments(l);
  contributions(l);
  benefits(l);
  self_employed(l);
  own_contributions(l);
}

}  // namespace ssiis::registry::demo
