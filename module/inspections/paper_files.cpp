#include "inspections/paper_files.hpp"

#include <algorithm>

#include "inspections/file_search.hpp"
#include "inspections/rules.hpp"
#include "sql/inspections.hpp"

namespace ssiis::inspections {
namespace {

constexpr std::size_t longest_paper_number = 40;
constexpr int stage_of_closed = 14;

void need_text(Rejections& faults, const std::string& text, std::size_t longest, const char* field) {
  if (text.empty()) faults.push_back({"form.required", {field}, field});
  if (count_code_points(text) > longest) faults.push_back({"form.too_long", {field, std::to_string(longest)}, field});
}

void day_faults(Rejections& faults, const std::optional<Day>& day, const char* field, Day today) {
  if (!day)
    faults.push_back({"form.not_a_day", {field}, field});
  else if (*day > today)
    faults.push_back({"import.later", {}, field});
}

Rejections paper_faults(const PaperFile& file, const std::string& folded, const Settings& settings, Day today) {
  Rejections faults;
  need_text(faults, file.number, longest_paper_number, "number");
  const bool digit = std::any_of(folded.begin(), folded.end(), [](char c) { return c >= '0' && c <= '9'; });
  if (!file.number.empty() && !digit) faults.push_back({"import.number_without_digit", {}, "number"});
  // '~' stands for the slash in addresses; control signs stand for nothing.
  for (const char c : file.number)
    if (c == '~' || c == '\\' || (c >= 0 && c < ' ')) {
      faults.push_back({"import.number_sign", {}, "number"});
      break;
    }
  for (const auto& [key, usual] : {std::pair{"numbers.order_prefix", "SSO"}, std::pair{"numbers.plan_prefix", "PLAN"},
                                   std::pair{"numbers.request_prefix", "REQ"}})
    if (reads_as_series_number(folded, folded_number(settings.text(key, usual))))
      faults.push_back({"import.number_of_series", {file.number}, "number"});
  day_faults(faults, file.opened_on, "opened_on", today);
  day_faults(faults, file.closed_on, "closed_on", today);
  if (file.opened_on && file.closed_on && *file.closed_on < *file.opened_on)
    faults.push_back({"import.days_reversed", {}, "closed_on"});
  need_text(faults, file.subject, 1000, "subject");
  if (std::find(std::begin(paper_outcomes), std::end(paper_outcomes), file.outcome) == std::end(paper_outcomes))
    faults.push_back({"form.not_an_option", {"outcome"}, "outcome"});
  if (file.unit_key.empty()) faults.push_back({"form.required", {"unit_key"}, "unit_key"});
  if (count_code_points(file.kept_at) > 300) faults.push_back({"form.too_long", {"kept_at", "300"}, "kept_at"});
  if (count_code_points(file.note) > 2000) faults.push_back({"form.too_long", {"note", "2000"}, "note"});
  return faults;
}

std::optional<registry::Workplace> workplace_in(const std::vector<registry::Workplace>& list, const std::string& key) {
  for (const auto& w : list)
    if (w.workplace_id == key || (key.empty() && list.size() == 1)) return w;
  return std::nullopt;
}

}  // namespace

bool reads_as_series_number(std::string_view folded, std::string_view prefix) {
  if (!folded.starts_with(prefix)) return false;
  folded.remove_prefix(prefix.size());
  const auto digit = [](char c) { return c >= '0' && c <= '9'; };
  if (folded.size() < 7 || folded[0] != '-' || folded[5] != '-') return false;
  return std::all_of(folded.begin() + 1, folded.begin() + 5, digit) &&
         std::all_of(folded.begin() + 6, folded.end(), digit);
}

Result<std::string> PaperFileService::bring_in(const Actor& who, const PaperFile& file) {
  if (!who.may("case.import")) return rooms_.trail.refused(who, "case.import", "case:import");
  auto faults = paper_faults(file, folded_number(file.number), rooms_.settings, rooms_.clock.today());
  if (!faults.empty()) return faults;
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::string> {
    auto done = bring_in_tx(tx, who, file);
    if (!done) tx.rollback();
    return done;
  });
}

struct PaperFileService::Place {
  registry::LabourUnit unit;
  registry::Workplace workplace;
};

// The unit and workplace when the caller may bring in a file there.
Result<PaperFileService::Place> PaperFileService::place_of(db::Transaction& tx, const Actor& who,
                                                           const std::string& unit_key,
                                                           const std::string& workplace_key) {
  const auto scope = who.scope("registry.read");
  auto unit = registry::find_unit(tx, scope, unit_key);
  if (!unit) {
    // Not there, or not in the caller's places: the same words for both, and the attempt is kept.
    tx.rollback();
    rooms_.trail.refused(who, "registry.read", "unit:" + first_code_points(unit_key, 64));
    return Rejection{"unit.unknown", {unit_key}};
  }
  auto place = workplace_in(registry::workplaces_of(tx, scope, unit_key), workplace_key);
  if (!place) return Rejection{"workplace.unknown", {workplace_key}, "workplace_key"};
  if (!who.may("case.import", profiles::current_tree(tx).resolve(place->where.territory).interval.low)) {
    tx.rollback();
    return rooms_.trail.refused(who, "case.import", "unit:" + unit_key);
  }
  return Place{std::move(*unit), std::move(*place)};
}

Result<Done> PaperFileService::may_bring_in(const Actor& who, const std::string& unit_key,
                                            const std::string& workplace_key) {
  return rooms_.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> Result<Done> {
    const auto found = place_of(tx, who, unit_key, workplace_key);
    if (!found) return found.rejections();
    return Done{};
  });
}

Result<Case> PaperFileService::drafted(db::Transaction& tx, const Actor& who, const PaperFile& file) {
  const auto found = place_of(tx, who, file.unit_key, file.workplace_key);
  if (!found) return found.rejections();
  const auto* unit = &found->unit;
  const auto* place = &found->workplace;
  const auto tree = profiles::current_tree(tx);
  const auto& node = tree.resolve(place->where.territory);
  const auto* province = tree.above(node.code, "province");
  return Case{.id = CaseId{rooms_.ids.next()},
              .order_number = file.number,
              .plan_number = {},
              .origin = file.origin,
              .type = file.type,
              .emergency = false,
              .imported = true,
              .unit_key = unit->lu_id,
              .unit_number = unit->ss_reg_no,
              .unit_name = fitted(unit->name("lo"), longest_unit_name),
              .workplace_key = place->workplace_id,
              .workplace_name = place->derived ? std::string{} : fitted(place->name("lo"), longest_unit_name),
              .territory = node.code,
              .office = province == nullptr ? tree.root().code : province->code,
              .manager = who.user_id(),
              .state = CaseState::closed,
              .stage = stage_of_closed,
              .outcome = file.outcome,
              .subject = file.subject,
              .opened_on = *file.opened_on,
              .closed_on = file.closed_on,
              .version = 1,
              .territory_point = node.interval.low};
}

Result<std::string> PaperFileService::bring_in_tx(db::Transaction& tx, const Actor& who, const PaperFile& file) {
  std::string scans;
  for (const auto& scan : file.scans) scans += scan.blob.sha256;
  const auto print = fingerprint_of(
      {who.user_id(), file.number, file.unit_key, file.workplace_key, name_of(file.origin), name_of(file.type),
       file.opened_on->iso(), file.closed_on->iso(), file.subject, file.outcome, file.kept_at, file.note, scans});
  const auto before = db::claim_request(tx, file.request_key, print, rooms_.clock.now());
  if (!before) return before.rejections();
  if (*before) return **before;
  const auto made = drafted(tx, who, file);
  if (!made) return made.rejections();
  const Case& c = *made;
  const auto folded = folded_number(file.number);
  const bool taken = find_case(tx, file.number).has_value() || find_case(tx, folded).has_value() ||
                     tx.find(sql::inspections::paper_by_key, db::Params{folded}, [](const db::Row& r) {
                         return r.integer(0);
                       }).has_value();
  if (taken) return Rejection{"import.number_known", {file.number}, "number"};
  insert(tx, c, rooms_.clock.now(), who.user_id());
  const auto text_or_null = [](const std::string& s) { return s.empty() ? std::nullopt : std::optional{s}; };
  tx.execute(sql::inspections::paper_insert, db::Params{c.id, rooms_.ids.next(), folded, text_or_null(file.kept_at),
                                                        text_or_null(file.note), rooms_.clock.now(), who.user_id()});
  if (auto entered = enter_scans(tx, who, c, file); !entered) return entered.rejections();
  db::store_result(tx, file.request_key, c.order_number);
  rooms_.trail.record(
      tx, who,
      {.chain = audit::ChainName::of_case(c.id),
       .event = "case.imported",
       .object = "case:" + c.order_number,
       .details = {{"unit", c.unit_key}, {"territory", c.territory}, {"scans", std::to_string(file.scans.size())}}});
  return c.order_number;
}

Result<Done> PaperFileService::enter_scans(db::Transaction& tx, const Actor& who, const Case& c,
                                           const PaperFile& file) {
  for (const auto& scan : file.scans) {
    const auto entered =
        documents_.receive(tx, who,
                           {.case_id = c.id,
                            .direction = documents::Direction::internal,
                            .kind = "paper_scan",
                            .title = file.number + " · " + scan.file_name,
                            .office = {c.office, rooms_.settings.text("office.abbreviation_lo", "LSSO")},
                            .sender = rooms_.settings.text("office.name_lo", ""),
                            .recipient = rooms_.settings.text("office.name_lo", ""),
                            .unit_name = c.unit_name,
                            .day = rooms_.clock.today(),
                            .file = scan});
    if (!entered) return entered.rejections();
  }
  return Done{};
}

std::optional<PaperRecord> paper_record_of(db::Transaction& tx, CaseId id) {
  return tx.find(sql::inspections::paper_of_case, db::Params{id}, [](const db::Row& r) {
    return PaperRecord{r.text(0), r.text_or_empty(1), r.text_or_empty(2), r.instant(3), r.text(4)};
  });
}

}  // namespace ssiis::inspections
