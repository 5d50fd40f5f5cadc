#include "workflow/holidays.hpp"

#include <algorithm>

#include "sql/workflow.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;
constexpr int farthest_days = 3'660;

Holiday holiday_of(const db::Row& r) {
  return {r.integer(0),        {r.day(1), r.text(2) == "working", r.text(3), r.text(4), r.text(5), r.text(6), r.day(7)},
          r.text(8),           r.instant(9),
          r.text_or_empty(10), r.maybe_instant(11),
          r.text_or_empty(12), r.integer(13)};
}

std::string print_of(const Actor& who, const NewHoliday& e) {
  std::string all{"holiday.enter"};
  for (const auto& part : {who.user_id(), e.day.iso(), std::string{e.worked ? "working" : "holiday"}, e.name_lo,
                           e.name_en, e.territory, e.notice_no, e.notice_day.iso()})
    all += '\n' + part;
  return hex(sha256(all));
}

void name_fits(Rejections& out, const std::string& name, const char* field) {
  if (trimmed(name).empty()) out.push_back({"holiday.name_missing", {}, field});
  if (count_code_points(name) > HolidayOffice::longest_name) out.push_back({"holiday.name_too_long", {}, field});
}

}  // namespace

std::vector<Holiday> HolidayOffice::list(db::Transaction& tx, Day from, Day to) {
  return tx.all(q::holidays, db::Params{from, to}, holiday_of);
}

std::optional<Holiday> HolidayOffice::find(db::Transaction& tx, std::int64_t id) {
  return tx.find(q::holiday_find, db::Params{id}, holiday_of);
}

Rejections HolidayOffice::unfit(db::Transaction& tx, const Actor& who, const NewHoliday& e) {
  if (!who.may(permission)) return {Rejection{"access.forbidden"}};
  Rejections out;
  name_fits(out, e.name_lo, "name_lo");
  name_fits(out, e.name_en, "name_en");
  const auto tree = parts_.territories(tx);
  const auto* place = tree->find(e.territory);
  if (!place || place->valid_to || (place->kind != "national" && place->kind != "province"))
    out.push_back({"holiday.place_unknown", {}, "territory"});
  if (trimmed(e.notice_no).empty()) out.push_back({"holiday.notice_missing", {}, "notice_no"});
  if (count_code_points(e.notice_no) > longest_notice) out.push_back({"holiday.notice_too_long", {}, "notice_no"});
  const auto today = parts_.clock.today();
  if (e.notice_day > today) out.push_back({"holiday.notice_after", {}, "notice_day"});
  if (std::abs(e.day.days_since(today)) > farthest_days) out.push_back({"holiday.day_far", {}, "day"});
  if (tx.find(q::holiday_same, db::Params{e.day, e.territory}, [](const db::Row& r) { return r.integer(0); }))
    out.push_back({"holiday.exists", {e.day.iso()}, "day"});
  return out;
}

// Locks the row: changes of the table stand in line, and each has a revision of its own.
std::int64_t HolidayOffice::raised_revision(db::Transaction& tx) {
  if (tx.execute(q::calendar_raise, db::Params{}) != 1) throw std::runtime_error{"workflow: the calendar has no row"};
  return tx.find(q::calendar_revision, db::Params{std::int64_t{0}}, [](const db::Row& r) { return r.integer(0); })
      .value();
}

Result<std::int64_t> HolidayOffice::enter(const Actor& who, const NewHoliday& e, std::string_view key) {
  if (!who.may(permission)) return parts_.trail.refused(who, permission, "holiday");
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (!key.empty()) {
      const auto before = db::claim_request(tx, key, print_of(who, e), parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return whole_number(**before).value();
    }
    const auto revision = raised_revision(tx);
    if (auto why = unfit(tx, who, e); !why.empty()) {
      tx.rollback();
      return why;
    }
    const auto id = parts_.ids.next();
    tx.execute(q::holiday_insert,
               db::Params{id, e.day, e.worked ? "working" : "holiday", trimmed(e.name_lo), trimmed(e.name_en),
                          e.territory, trimmed(e.notice_no), e.notice_day, revision, who.login(), parts_.clock.now()});
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "holiday.entered",
                         .object = "holiday:" + std::to_string(id),
                         .details = {{"day", e.day.iso()},
                                     {"kind", e.worked ? "working" : "holiday"},
                                     {"territory", e.territory},
                                     {"revision", std::to_string(revision)}}});
    parts_.deadlines.order_day(tx, who, {"holiday", std::string{trimmed(e.notice_no)}, id}, e.day, revision);
    if (!key.empty()) db::store_result(tx, key, std::to_string(id));
    return id;
  });
}

Result<Done> HolidayOffice::withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view given,
                                     std::string_view key) {
  const auto object = "holiday:" + std::to_string(id);
  if (!who.may(permission)) return parts_.trail.refused(who, permission, object);
  const std::string reason{trimmed(given)};
  if (reason.empty()) return Rejection{"holiday.reason_missing", {}, "reason"};
  if (count_code_points(reason) > longest_reason) return Rejection{"holiday.reason_too_long", {}, "reason"};
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    if (!key.empty()) {
      const auto print = hex(sha256("holiday.withdraw\n" + who.user_id() + '\n' + object + '\n' + reason));
      const auto before = db::claim_request(tx, key, print, parts_.clock.now());
      if (!before || *before) tx.rollback();
      if (!before) return before.rejections();
      if (*before) return Done{};
    }
    const auto revision = raised_revision(tx);
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto entry = find(tx, id);
    if (!entry) return refuse({"holiday.missing"});
    if (entry->withdrawn_at) return refuse({"holiday.withdrawn"});
    if (tx.execute(q::holiday_withdraw, db::Params{revision, who.login(), parts_.clock.now(), reason, id, version}) !=
        1)
      throw Conflict{"holiday"};
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "holiday.withdrawn",
                         .object = object,
                         .details = {{"day", entry->what.day.iso()}, {"revision", std::to_string(revision)}}});
    parts_.deadlines.order_day(tx, who, {"holiday", entry->what.notice_no, id}, entry->what.day, revision);
    if (!key.empty()) db::store_result(tx, key, "done");
    return Done{};
  });
}

HolidayPreview HolidayOffice::imagined(db::Transaction& tx, const DeadlineOffice::Imagined& change) {
  HolidayPreview out;
  std::int64_t last = 0;
  parts_.deadlines.imagine(tx, change, [&](const DeadlineMove& move) {
    ++out.deadlines;
    if (move.case_id.value != last) ++out.files;
    last = move.case_id.value;
    if (out.first.size() < shown) out.first.push_back(move);
  });
  return out;
}

HolidayPreview HolidayOffice::preview(db::Transaction& tx, const NewHoliday& e) {
  return imagined(tx, {e.day, e.worked, e.territory, 0});
}

HolidayPreview HolidayOffice::preview_withdrawal(db::Transaction& tx, const Holiday& e) {
  return imagined(tx, {e.what.day, std::nullopt, e.what.territory, e.id});
}

}  // namespace ssiis::workflow
