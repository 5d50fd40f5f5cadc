// What was typed becomes lines of the register, each beside the value that stands there now.
#include <algorithm>

#include "amendments/office.hpp"
#include "amendments/reading.hpp"

namespace ssiis::amendments {
namespace {

constexpr int most_months = 120;

std::string answered(const forms::Answer& answer, std::string_view field) {
  const auto at = answer.find(field);
  return at == answer.end() ? std::string{} : at->second;
}

// Fields that say what the lines are of, and are none themselves.
bool names_the_subject(std::string_view field) {
  return field == grounds_field || field == "worker_no" || field == "month_from" || field == "month_to";
}

// Values of a kind with months stand once for each month; the others once.
bool of_each_month(Reading reading, std::string_view field) {
  return (reading == Reading::wage && field == "wage") || (reading == Reading::due && field == "due");
}

struct Months {
  std::optional<Month> from, to;
};

Result<Months> months_of(const Kind& kind, const forms::Answer& answer) {
  Months out;
  Rejections faults;
  const auto month = [&](const char* field) -> std::optional<Month> {
    const auto text = answered(answer, field);
    if (text.empty()) return std::nullopt;
    auto read = Month::parse(text);
    if (!read) faults.push_back({"amendment.month_malformed", {text}, field});
    return read;
  };
  month("start_month");
  out.from = month("month_from");
  out.to = month("month_to");
  if (out.from && out.to && *out.to < *out.from) faults.push_back({"amendment.months_reversed", {}, "month_to"});
  if (out.from && out.to && out.from->plus(most_months) <= *out.to)
    faults.push_back({"amendment.too_many_months", {std::to_string(most_months)}, "month_to"});
  if (!faults.empty()) return faults;
  if ((kind.reading == Reading::wage || kind.reading == Reading::due) && (!out.from || !out.to))
    throw std::logic_error{"a form of wages or debts asks for no months: " + kind.code};
  return out;
}

}  // namespace

Result<Done> AmendmentOffice::find_subject(db::Transaction& tx, const Kind& kind, const forms::Answer& answer,
                                           Amendment& a) {
  if (kind.subject == Subject::none) return Done{};
  const auto found = worker_with(tx, lao::ascii_digits(answered(answer, "worker_no")), a.unit_key, "worker_no");
  if (!found) return found.rejections();
  a.subject_key = found->key;
  a.subject_name = found->name;
  return Done{};
}

Result<std::vector<Line>> AmendmentOffice::lines_from(db::Transaction& tx, const Kind& kind,
                                                      const forms::Answer& answer, const Amendment& a) {
  const auto months = months_of(kind, answer);
  if (!months) return months.rejections();
  std::vector<Line> out;
  for (const auto* field : kind.form->fields()) {
    const auto value = answered(answer, field->name);
    if (value.empty() || names_the_subject(field->name)) continue;
    if (of_each_month(kind.reading, field->name)) {
      for (Month m = *months->from; m <= *months->to; m = m.plus(1))
        out.push_back({field->name, m.iso(), std::nullopt, value});
    } else if (field->name == "drop_no") {
      const bool unit = kind.reading == Reading::joined_unit;
      const auto number = lao::ascii_digits(value);
      const auto dropped = unit ? unit_with(tx, number, "drop_no") : worker_with(tx, number, {}, "drop_no");
      if (!dropped) return dropped.rejections();
      const auto& stays = unit ? a.unit_key : a.subject_key;
      if (dropped->key == stays) return Rejection{"amendment.same_number", {}, "drop_no"};
      out.push_back({field->name, {}, dropped->key, stays});
    } else {
      out.push_back({field->name, {}, std::nullopt, value});
    }
  }
  auto now = register_values(tx, kind, a, out);
  for (std::size_t i = 0; i < out.size(); ++i) out[i].before = std::move(now[i]);
  return out;
}

Result<std::int64_t> AmendmentOffice::prepare(db::Transaction& tx, const Actor& who, const SourceFile& file,
                                              const NewAmendment& wish) {
  const auto* kind = kinds_.find(wish.kind);
  if (kind == nullptr) return Rejection{"amendment.kind_unknown", {}, "kind"};
  const auto answer = forms::checked(*kind->form, wish.typed, clock_.today());
  Rejections faults = answer ? Rejections{} : answer.rejections();
  if (wish.evidence.empty()) faults.push_back({"amendment.evidence_missing", {}, "evidence"});
  if (!faults.empty()) return faults;
  const auto now = clock_.now();
  Amendment a{.case_id = file.case_id,
              .id = ids_.next(),
              .order_number = file.order_number,
              .kind = kind->code,
              .unit_key = file.unit_key,
              .unit_name = first_code_points(file.unit_name, 400),
              .territory = file.territory,
              .subject_key = {},
              .subject_name = {},
              .grounds = answered(*answer, grounds_field),
              .evidence = wish.evidence,
              .evidence_title = first_code_points(wish.evidence_title, 400),
              .origin = wish.origin,
              .state = State::prepared,
              .cause = {},
              .prepared_at = now,
              .prepared_by = who.user_id(),
              .proposed_at = {},
              .accepted_at = {},
              .accepted_by = {},
              .seen_at = {},
              .mis_reference = {},
              .version = 1};
  if (const auto found = find_subject(tx, *kind, *answer, a); !found) return found.rejections();
  a.subject_name = first_code_points(a.subject_name, 400);
  const auto lines = lines_from(tx, *kind, *answer, a);
  if (!lines) return lines.rejections();
  insert(tx, a, *lines);
  write(tx, who, a, Event::prepare, {});
  return a.id;
}

}  // namespace ssiis::amendments
