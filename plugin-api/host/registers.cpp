#include "host/registers.hpp"

#include <algorithm>

#include "core/lao.hpp"
#include "core/text.hpp"
#include "host/wire.hpp"

namespace lsso::host {
namespace {

using ssiis::db::Mode;
using ssiis::db::Params;
using ssiis::db::Query;
using ssiis::db::Row;
using ssiis::db::Transaction;

constexpr Query office_province{"host/office_province", "SELECT PRV_CODE FROM TB_OFFICE WHERE OFF_CODE = ?"};
constexpr Query unit_search{
    "host/unit_search",
    "SELECT u.UNT_ID, u.UNT_SSNO, u.UNT_NAME_LO, u.UNT_NAME_EN, p.PRV_NAME_LO, u.UNT_STAT FROM TB_UNIT u "
    "LEFT JOIN TB_PROVINCE p ON p.PRV_CODE = u.PRV_CODE WHERE (? = '' OR u.PRV_CODE = ?) AND "
    "(u.UNT_SSNO LIKE ? ESCAPE '!' OR LOWER(u.UNT_NAME_LO) LIKE ? ESCAPE '!' OR LOWER(u.UNT_NAME_EN) LIKE ? ESCAPE '!' "
    "OR u.UNT_ID = ?) ORDER BY u.UNT_SSNO, u.UNT_ID LIMIT 50"};
constexpr Query unit_by_id{
    "host/unit_by_id",
    "SELECT u.UNT_ID, u.UNT_SSNO, u.UNT_NAME_LO, u.UNT_NAME_EN, u.UNT_SECT, COALESCE(p.PRV_NAME_LO, u.UNT_PRV_TX), "
    "COALESCE(p.PRV_NAME_EN, u.UNT_PRV_TX), COALESCE(d.DST_NAME_LO, u.UNT_DST_TX), COALESCE(d.DST_NAME_EN, "
    "u.UNT_DST_TX), "
    "u.UNT_VILL, u.UNT_ADDR, u.UNT_TEL, u.UNT_DIR, u.UNT_REGDT, u.UNT_STAT FROM TB_UNIT u LEFT JOIN TB_PROVINCE p ON "
    "p.PRV_CODE = u.PRV_CODE LEFT JOIN TB_DISTRICT d ON d.DST_CODE = u.DST_CODE WHERE u.UNT_ID = ? AND "
    "(? = '' OR u.PRV_CODE = ?)"};
constexpr Query unit_workers_count{"host/unit_workers_count",
                                   "SELECT COUNT(DISTINCT MBR_ID) FROM TB_EMPLOY WHERE UNT_ID = ? AND (EMP_ENDDT IS "
                                   "NULL OR EMP_ENDDT IN ('', '00000000', "
                                   "'99991231'))"};
constexpr Query unit_months{
    "host/unit_months",
    "SELECT CTR_YM, COUNT(DISTINCT MBR_ID), SUM(COALESCE(CTR_DUE, 0)), SUM(COALESCE(CTR_PAID, 0)), MAX(CTR_PAYDT) FROM "
    "TB_CONTRIB WHERE UNT_ID = ? GROUP BY CTR_YM ORDER BY CTR_YM DESC LIMIT ?"};
constexpr Query unit_workers{"host/unit_workers",
                             "SELECT m.MBR_ID, m.MBR_SSNO, m.MBR_GNAME, m.MBR_SNAME, m.MBR_LATIN FROM TB_MEMBER m "
                             "WHERE m.MBR_ID IN (SELECT e.MBR_ID "
                             "FROM TB_EMPLOY e WHERE e.UNT_ID = ?) ORDER BY m.MBR_SSNO, m.MBR_ID LIMIT 50 OFFSET ?"};
constexpr Query worker_search{
    "host/worker_search",
    "SELECT m.MBR_ID, m.MBR_SSNO, m.MBR_GNAME, m.MBR_SNAME, m.MBR_LATIN FROM TB_MEMBER m WHERE (? = '' OR m.PRV_CODE = "
    "?) AND "
    "(m.MBR_SSNO LIKE ? ESCAPE '!' OR m.MBR_IDNO = ? OR LOWER(m.MBR_GNAME) LIKE ? ESCAPE '!' OR LOWER(m.MBR_SNAME) "
    "LIKE ? "
    "ESCAPE '!' OR LOWER(m.MBR_LATIN) LIKE ? ESCAPE '!') ORDER BY m.MBR_SSNO, m.MBR_ID LIMIT 50"};
// A worker belongs to a province by home or by an employer there.
constexpr Query worker_by_id{"host/worker_by_id",
                             "SELECT m.MBR_ID, m.MBR_SSNO, m.MBR_GNAME, m.MBR_SNAME, m.MBR_LATIN, m.MBR_SEX, "
                             "m.MBR_DOB, m.MBR_REGDT, m.MBR_NAT FROM "
                             "TB_MEMBER m WHERE m.MBR_ID = ? AND (? = '' OR m.PRV_CODE = ? OR EXISTS (SELECT 1 FROM "
                             "TB_EMPLOY e JOIN TB_UNIT u ON "
                             "u.UNT_ID = e.UNT_ID WHERE e.MBR_ID = m.MBR_ID AND u.PRV_CODE = ?))"};
constexpr Query worker_jobs{
    "host/worker_jobs",
    "SELECT e.UNT_ID, u.UNT_NAME_LO, u.UNT_NAME_EN, e.EMP_BEGDT, e.EMP_ENDDT FROM TB_EMPLOY e JOIN TB_UNIT u ON "
    "u.UNT_ID = "
    "e.UNT_ID WHERE e.MBR_ID = ? AND (? = '' OR u.PRV_CODE = ?) ORDER BY e.EMP_BEGDT DESC LIMIT 50"};
constexpr Query all_codes{"host/all_codes",
                          "SELECT COD_GROUP, COD_VALUE, COD_REF, COD_NAME_LO, COD_NAME_EN FROM TB_CODE"};

std::string lower(std::string_view s) {
  std::string out{s};
  for (auto& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  return out;
}

// What was typed as a LIKE pattern: its own wildcards mean themselves.
std::string pattern(std::string_view typed, bool anywhere) {
  std::string out = anywhere ? "%" : "";
  for (const char c : typed) {
    if (c == '%' || c == '_' || c == '!') out += '!';
    out += c;
  }
  return out + "%";
}

WorkerLine worker_line(const Row& r) {
  auto name = r.text_or_empty(2);
  const auto surname = r.text_or_empty(3);
  if (!name.empty() && !surname.empty()) name += " ";
  return {r.text(0), r.text_or_empty(1), name + surname, r.text_or_empty(4)};
}

bool digits(std::string_view s) {
  return std::all_of(s.begin(), s.end(), [](char c) { return c >= '0' && c <= '9'; });
}

}  // namespace

std::string shown_month(std::string_view six) {
  if (six.size() != 6 || !digits(six)) return std::string{six};
  return std::string{six.substr(4, 2)} + "/" + std::string{six.substr(0, 4)};
}

std::string shown_day(std::string_view eight) {
  if (eight == "00000000" || eight == "99991231") return {};
  if (eight.size() != 8 || !digits(eight)) return std::string{eight};
  const auto day = eight.substr(6, 2), month = eight.substr(4, 2), year = eight.substr(0, 4);
  if (month == "00") return std::string{year};
  return (day == "00" ? "" : std::string{day} + "/") + std::string{month} + "/" + std::string{year};
}

std::optional<std::string> Registers::province_of(std::string_view office) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.find(office_province, Params{office}, [](const Row& r) { return r.text_or_empty(0); });
  });
}

std::vector<UnitLine> Registers::units(std::string_view province, std::string_view words) {
  const auto typed = lower(ssiis::lao::stored(words));
  if (typed.empty()) return {};
  const auto begins = pattern(typed, false), holds = pattern(typed, true);
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.all(unit_search, Params{province, province, begins, holds, holds, typed}, [](const Row& r) {
      return UnitLine{r.text(0),          r.text_or_empty(1), r.text_or_empty(2),
                      r.text_or_empty(3), r.text_or_empty(4), r.text_or_empty(5)};
    });
  });
}

std::optional<Unit> Registers::unit(std::string_view province, std::string_view id) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    auto unit = tx.find(unit_by_id, Params{id, province, province}, [](const Row& r) {
      Unit u;
      std::string* const fields[] = {&u.id,          &u.number,      &u.name_lo,     &u.name_en,     &u.sector,
                                     &u.province_lo, &u.province_en, &u.district_lo, &u.district_en, &u.village,
                                     &u.address,     &u.phone,       &u.director,    &u.registered,  &u.status};
      int column = 0;
      for (auto* field : fields) *field = r.text_or_empty(column++);
      return u;
    });
    if (unit) {
      auto rows = tx.query(unit_workers_count, Params{id});
      if (rows.next()) unit->workers = rows.row().integer(0);
    }
    return unit;
  });
}

std::vector<MonthLine> Registers::months(std::string_view unit_id, int most) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.all(unit_months, Params{unit_id, most}, [](const Row& r) {
      return MonthLine{r.text(0), r.integer(1), r.integer(2), r.integer(3), r.text_or_empty(4)};
    });
  });
}

std::vector<WorkerLine> Registers::workers_of(std::string_view unit_id, int page) {
  const int from = std::clamp(page, 0, 10'000) * most_lines;
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.all(unit_workers, Params{unit_id, from}, worker_line);
  });
}

std::vector<WorkerLine> Registers::workers(std::string_view province, std::string_view words) {
  const auto stored = ssiis::lao::stored(words);
  const auto typed = lower(stored);
  if (typed.empty()) return {};
  const auto begins = pattern(typed, false), holds = pattern(typed, true);
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.all(worker_search, Params{province, province, begins, stored, holds, holds, holds}, worker_line);
  });
}

std::optional<Worker> Registers::worker(std::string_view province, std::string_view id) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.find(worker_by_id, Params{id, province, province, province}, [](const Row& r) {
      return Worker{r.text(0),          r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3), r.text_or_empty(4),
                    r.text_or_empty(5), r.text_or_empty(6), r.text_or_empty(7), r.text_or_empty(8)};
    });
  });
}

std::vector<JobLine> Registers::jobs_of(std::string_view province, std::string_view worker_id) {
  return pool_.transact(Mode::read, [&](Transaction& tx) {
    return tx.all(worker_jobs, Params{worker_id, province, province}, [](const Row& r) {
      return JobLine{r.text(0), r.text_or_empty(1), r.text_or_empty(2), r.text_or_empty(3), r.text_or_empty(4)};
    });
  });
}

std::shared_ptr<const Codes> Registers::codes() {
  const auto now = monotonic_us();
  {
    const std::lock_guard lock{mutex_};
    if (codes_ && now - read_us_ < 300'000'000) return codes_;
  }
  auto fresh = std::make_shared<Codes>();
  pool_.transact(Mode::read, [&](Transaction& tx) {
    fresh->clear();  // the work may be run again
    for (auto rows = tx.query(all_codes); rows.next();) {
      const auto& r = rows.row();
      (*fresh)[{r.text(0), r.text(1)}] = {r.text(2), r.text(3), r.text(4)};
    }
  });
  const std::lock_guard lock{mutex_};
  read_us_ = now;
  codes_ = fresh;
  return fresh;
}

Code Registers::code(const std::string& group, const std::string& value) {
  const auto all = codes();
  const auto it = all->find({group, value});
  return it == all->end() ? Code{value, value, value} : it->second;
}

}  // namespace lsso::host
