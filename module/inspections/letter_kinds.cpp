#include "inspections/letter_kinds.hpp"

#include <algorithm>

#include "web/api.hpp"

namespace ssiis::inspections {
namespace {

using documents::Direction;
using web::N_;

constexpr LetterKind all_letter_kinds[] = {
    {"service_order", "service_order", Direction::internal, Audience::unit, N_("Service order")},
    {"inspection_plan", "inspection_plan", Direction::internal, Audience::office, N_("Inspection Plan")},
    {"approval", "approval", Direction::internal, Audience::office, N_("Approval of the inspection")},
    {"inspection_notice", "inspection_notice", Direction::outgoing, Audience::unit, N_("Notice of inspection")},
    {"enquiry_letter", "enquiry_letter", Direction::outgoing, Audience::unit, N_("Letter of enquiry")},
    {"visit_record", "visit_record", Direction::internal, Audience::unit, N_("Record of the visit")},
    {"obstruction_record", "obstruction_record", Direction::internal, Audience::unit, N_("Record of obstruction")},
    {"inspection_report", "inspection_report", Direction::internal, Audience::office, N_("Inspection report")},
    {"settlement_report", "settlement_report", Direction::internal, Audience::office,
     N_("Settlement of contributions")},
    {"legal_measures", "legal_measures", Direction::internal, Audience::office, N_("Proposed legal measures")},
    {"decision", "decision", Direction::outgoing, Audience::unit, N_("Decision")},
    {"decision_modified", "decision", Direction::outgoing, Audience::unit, N_("Modified decision")},
    {"decision_notice", "decision_notice", Direction::outgoing, Audience::unit, N_("Notification of the decision")},
    {"confirmation_notice", "decision_notice", Direction::outgoing, Audience::unit, N_("Notice of confirmation")},
    {"annulment_notice", "decision_notice", Direction::outgoing, Audience::unit, N_("Notice of annulment")},
    {"service_record", "service_record", Direction::internal, Audience::unit, N_("Record of service of the decision")},
    {"public_notice", "public_notice", Direction::outgoing, Audience::unit, N_("Public announcement of a decision")},
    {"allegation_report", "allegation_report", Direction::internal, Audience::office, N_("Report on allegations")},
    {"referral", "referral", Direction::outgoing, Audience::institution, N_("Referral to another institution")},
    {"reminder", "reminder", Direction::outgoing, Audience::institution, N_("Reminder of a referral")},
    {"judgment_record", "judgment_record", Direction::internal, Audience::office,
     N_("Record of carrying out a judgment")},
    {"closing_letter", "closing_letter", Direction::outgoing, Audience::unit, N_("Closing letter: no infringement")},
    {"closing_record", "closing_record", Direction::internal, Audience::office, N_("Closing record")},
    {"withdrawal_notice", "withdrawal_notice", Direction::outgoing, Audience::unit,
     N_("Notice of withdrawal of the order")},
    {"request_receipt", "request_receipt", Direction::outgoing, Audience::requester,
     N_("Acknowledgement of a request")},
    {"request_answer", "request_answer", Direction::outgoing, Audience::requester,
     N_("Answer to a request: not taken up")},
    {"request_outcome", "request_outcome", Direction::outgoing, Audience::requester, N_("Outcome of a request")},
    {"authority_outcome", "authority_outcome", Direction::outgoing, Audience::authority,
     N_("Outcome of an inspection, to an authority")},
};

}  // namespace

std::span<const LetterKind> letter_kinds() noexcept { return all_letter_kinds; }

const LetterKind* letter_kind(std::string_view key) noexcept {
  const auto* found = std::ranges::find(all_letter_kinds, key, &LetterKind::key);
  return found == std::end(all_letter_kinds) ? nullptr : found;
}

const LetterKind* kind_of_document(const documents::Document& document) noexcept {
  if (document.direction == Direction::incoming) return nullptr;
  const auto* found = std::ranges::find(all_letter_kinds, std::string_view{document.kind}, &LetterKind::template_key);
  return found == std::end(all_letter_kinds) ? nullptr : found;
}

}  // namespace ssiis::inspections
