// Holidays as notices declare them: a table that people keep, beside the calendar of the bundle. Nothing is deleted; an
// entry is withdrawn with a reason. Each change counts the table's revision, orders all open deadlines to be derived
// anew, and is audited, in one transaction.
#pragma once
#include "workflow/deadlines.hpp"

namespace ssiis::workflow {

struct NewHoliday {
  Day day{};
  bool worked{false};            // declared a day worked after all; else free
  std::string name_lo, name_en;  // 200 each
  std::string territory;         // code of the nation or of a province
  std::string notice_no;         // 80
  Day notice_day{};
};

struct Holiday {
  std::int64_t id;
  NewHoliday what;
  std::string entered_by;  // login
  Instant entered_at;
  std::string withdrawn_by;
  std::optional<Instant> withdrawn_at;
  std::string withdrawn_reason;
  std::int64_t version;
};

// What a change would do, before anybody makes it.
struct HolidayPreview {
  std::int64_t deadlines{0}, files{0};
  std::vector<DeadlineMove> first;  // at most `HolidayOffice::shown`
};

// [any thread]
class HolidayOffice {
 public:
  static constexpr std::string_view permission = "calendar.manage";
  static constexpr std::size_t shown = 20, longest_name = 200, longest_notice = 80, longest_reason = 400;

  struct Parts {
    db::Pool& pool;
    db::IdSource& ids;
    audit::Trail& trail;
    const Clock& clock;
    DeadlineOffice& deadlines;
    std::function<std::shared_ptr<const profiles::TerritoryTree>(db::Transaction&)> territories;
  };
  explicit HolidayOffice(Parts parts) : parts_{std::move(parts)} {}

  // Of the days from…to, withdrawn ones too, in the order of days.
  std::vector<Holiday> list(db::Transaction& tx, Day from, Day to);
  std::optional<Holiday> find(db::Transaction& tx, std::int64_t id);

  // All that is wrong with an entry: access.forbidden, holiday.name_missing, holiday.name_too_long,
  // holiday.place_unknown (neither the nation nor a province), holiday.notice_missing, holiday.notice_too_long,
  // holiday.notice_after, holiday.day_far (more than ten years from today), holiday.exists.
  Rejections unfit(db::Transaction& tx, const Actor& who, const NewHoliday& entry);
  // The entry's id. What comes again under the same request key is answered as done and done once; request.key_reused
  // when the key came with another entry. No key: every call is a new one.
  Result<std::int64_t> enter(const Actor& who, const NewHoliday& entry, std::string_view request_key = {});
  // holiday.missing, holiday.withdrawn, holiday.reason_missing, holiday.reason_too_long, access.forbidden; Conflict.
  Result<Done> withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason,
                        std::string_view request_key = {});

  // Which open deadlines would move if the entry were made, or withdrawn. Reads all open files whose periods hold the
  // day: for people who think, not for lists.
  HolidayPreview preview(db::Transaction& tx, const NewHoliday& entry);
  HolidayPreview preview_withdrawal(db::Transaction& tx, const Holiday& entry);

 private:
  HolidayPreview imagined(db::Transaction& tx, const DeadlineOffice::Imagined& change);
  std::int64_t raised_revision(db::Transaction& tx);
  Parts parts_;
};

}  // namespace ssiis::workflow
