#include "inspections/event_words.hpp"

#include <pugixml.hpp>
#include <sstream>

#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

// Every code that any room writes to the audit trail (checked by the test event_words).
constexpr CodeWords events[] = {
    {"access.refused", N_("Was refused")},
    {"alert.raised", N_("Alert: the period has ended")},
    {"alert.seen", N_("Alert seen")},
    {"alert.warned", N_("Warned: the period ends soon")},
    {"amendment.accepted", N_("Change of the register accepted")},
    {"amendment.answered", N_("Returned change of the register answered")},
    {"amendment.applied", N_("Change written by the MIS")},
    {"amendment.batch_closed", N_("Batch of changes for the MIS closed")},
    {"amendment.batch_read", N_("Downloaded a batch of changes for the MIS")},
    {"amendment.checked", N_("Change of the register accepted by the first person")},
    {"amendment.confirmation_brought", N_("Confirmation of the MIS brought in")},
    {"amendment.confirmation_counted", N_("Confirmation of the MIS counts")},
    {"amendment.confirmed", N_("Change seen in the register")},
    {"amendment.contradicted", N_("Contradictory answer of the MIS")},
    {"amendment.late", N_("Change of the register not confirmed in time")},
    {"amendment.prepared", N_("Change of the register prepared")},
    {"amendment.proposed", N_("Change of the register proposed")},
    {"amendment.read", N_("Read a proposed change of the register")},
    {"amendment.refused", N_("Change refused by the MIS")},
    {"amendment.returned", N_("Change of the register returned")},
    {"amendment.reversed", N_("Change of the register taken back by another")},
    {"amendment.sent", N_("Change of the register sent to the MIS")},
    {"amendment.taken_out", N_("Change of the register taken out")},
    {"amendment.withdrawn", N_("Change of the register taken back")},
    {"annulment.approved", N_("Decision annulled after finality")},
    {"annulment.asked", N_("Annulment of the decision requested")},
    {"annulment.refused", N_("Annulment of the decision refused")},
    {"audit.personal_erased", N_("Personal data erased from the audit trail")},
    {"bundle.approved", N_("Proposed procedure put in force")},
    {"bundle.proposed", N_("Procedure proposed")},
    {"bundle.rejected", N_("Proposed procedure rejected")},
    {"bundle.withdrawn", N_("Proposed procedure withdrawn")},
    {"case.access_read", N_("Looked who read the file")},
    {"case.imported", N_("Paper file brought in")},
    {"case.read", N_("Read the file")},
    {"clock.confirmed", N_("Time of a host confirmed")},
    {"clock.halted", N_("A host’s clock has jumped: its periods are halted")},
    {"codes.changed", N_("List of codes changed")},
    {"codes.loaded", N_("List of codes loaded")},
    {"decision.state_changed", N_("State of a decision changed")},
    {"document.copied", N_("Copy made in another language")},
    {"document.generated", N_("Document made")},
    {"document.pdf_made", N_("PDF made")},
    {"document.pdf_retried", N_("PDF tried again")},
    {"document.set_aside", N_("Document set aside")},
    {"document.received", N_("Document received")},
    {"document.superseded", N_("Document replaced by another")},
    {"draft.created", N_("Draft of a procedure begun")},
    {"draft.discarded", N_("Draft of a procedure discarded")},
    {"draft.proposed", N_("Draft of a procedure proposed")},
    {"draft.saved", N_("Draft of a procedure saved")},
    {"step.sent_back", N_("Sent back unsigned")},
    {"step.signed", N_("Signed")},
    {"template.added", N_("Template of a letter replaced")},
    {"grant.closed", N_("Team may no longer read the unit's earlier files")},
    {"grant.opened", N_("Team may read the unit's earlier files")},
    {"handover.passed_on", N_("File or place on its team handed over")},
    {"handover.planned", N_("Handing over planned")},
    {"holiday.entered", N_("Public holiday entered")},
    {"holiday.withdrawn", N_("Public holiday withdrawn")},
    {"import.failed", N_("File of another agency could not be read")},
    {"import.held", N_("File of another agency held for a decision")},
    {"import.loaded", N_("File of another agency loaded")},
    {"import.mapped", N_("Said how a file of another agency is read")},
    {"import.ordered", N_("File of another agency handed over")},
    {"import.profile_copied", N_("Way of reading an agency’s files copied")},
    {"import.profile_restored", N_("Way of reading an agency’s files taken up again")},
    {"import.profile_retired", N_("Way of reading an agency’s files set aside")},
    {"import.profile_saved", N_("Way of reading an agency’s files saved")},
    {"import.rejects_read", N_("Read rejected rows of a file")},
    {"import.released", N_("Held file of another agency released")},
    {"import.revived", N_("Former file of another agency made current again")},
    {"import.row_corrected", N_("Rejected row of a file corrected")},
    {"import.row_left_out", N_("Rejected row of a file left out")},
    {"import.withdrawn", N_("File of another agency withdrawn")},
    {"incoming.recorded", N_("Recorded what came in")},
    {"informant.read", N_("Looked up who made the request")},
    {"order.created", N_("Order created")},
    {"link.decided", N_("Link between registers decided")},
    {"link.merge_confirmed", N_("Two entries confirmed to be one")},
    {"link.merge_declined", N_("Merge of two entries declined")},
    {"link.merge_proposed", N_("Two entries proposed as one")},
    {"link.read", N_("Read a link between registers")},
    {"link.run_ended", N_("Run of linking ended")},
    {"link.run_ordered", N_("Run of linking ordered")},
    {"link.run_stopped", N_("Stop of a run of linking asked for")},
    {"link.sample_drawn", N_("Sample of links drawn for judgement")},
    {"migration.approved", N_("Moving files to another procedure approved")},
    {"migration.proposed", N_("Moving files to another procedure proposed")},
    {"migration.rejected", N_("Moving files to another procedure rejected")},
    {"migration.resumed", N_("Moving files to another procedure gone on with")},
    {"migration.stopped", N_("Moving files to another procedure stopped")},
    {"migration.withdrawn", N_("Moving files to another procedure withdrawn")},
    {"profile.catalogue_loaded", N_("Territories and roles loaded")},
    {"profile.ended", N_("Profile ended")},
    {"profile.granted", N_("Profile given")},
    {"profile.transferred", N_("Profile moved to another place")},
    {"request.read", N_("Read the request")},
    {"registry.indexed", N_("Search index of the registry built")},
    {"registry.copied", N_("Registry copied from another database")},
    {"registry.copy_ordered", N_("Copy of the registry ordered")},
    {"registry.loaded", N_("Registry loaded")},
    {"register.exported", N_("Exported the register of documents")},
    {"register.read", N_("Read the register of documents")},
    {"reopening.approved", N_("File opened again")},
    {"reopening.asked", N_("Opening the closed file again requested")},
    {"reopening.refused", N_("Opening the closed file again refused")},
    {"request.recorded", N_("Request recorded")},
    {"request.rejected", N_("Request not accepted")},
    {"search.people_read", N_("Found people by the search")},
    {"substitution.ended", N_("Substitution ended")},
    {"substitution.named", N_("Substitute named")},
    {"unit.read", N_("Read the data of the labour unit")},
    {"worker.read", N_("Read the data of a worker")},
    {"member.read", N_("Read the data of a member without an employer")},
    {"unit.workers_read", N_("Read the list of workers")},
    {"unit_list.abandoned", N_("List of units given up")},
    {"unit_list.consolidated", N_("List of units consolidated")},
    {"unit_list.made", N_("List of units made")},
    {"unit_list.reason_given", N_("Reason for a unit of the list changed")},
    {"unit_list.start_refused", N_("Inspection of a unit of the list could not be started")},
    {"unit_list.started", N_("Inspections of the list started")},
    {"unit_list.unit_removed", N_("Unit taken off the list")},
    {"unit_list.units_added", N_("Units added to the list")},
    {"visit.checklist_answered", N_("Checklist answered")},
    {"visit.ended", N_("Visit ended")},
    {"visit.evidence_added", N_("Evidence added")},
    {"visit.roll_recorded", N_("Roll call recorded")},
    {"visit.started", N_("Visit started")},
    {"visit.statement_taken", N_("Statement taken")},
    {"stay.began", N_("A court stayed the matter: its periods rest")},
    {"stay.one_ended", N_("One stay ended; another still holds the file")},
    {"stay.ended", N_("The stay ended: the periods run again")},
    {"withdrawal.approved", N_("Withdrawal of the order approved")},
    {"withdrawal.asked", N_("Withdrawal of the order requested")},
    {"withdrawal.refused", N_("Withdrawal of the order refused")},
    {"work.revived", N_("Work that was given up is tried again")},
    {"workflow.deadline_decided", N_("Decided what an ended period brings about")},
    {"workflow.deadline_extended", N_("Period made longer")},
    {"workflow.deadlines_moved", N_("Deadlines of the file moved")},
    {"workflow.deployed", N_("Procedure put in force")},
    {"workflow.incident_retried", N_("Automatic step tried again")},
    {"workflow.incident_skipped", N_("Automatic step passed over")},
    {"workflow.message_delivered", N_("Letter or message received")},
    {"workflow.periods_resumed", N_("The periods of the file run again")},
    {"workflow.periods_suspended", N_("The periods of the file stand still")},
    {"workflow.reopened", N_("Procedure begun again")},
    {"workflow.service_answered", N_("Automatic step done")},
    {"workflow.started", N_("Procedure started")},
    {"workflow.task_claimed", N_("Task taken")},
    {"workflow.task_completed", N_("Step completed")},
    {"workflow.task_handed_over", N_("Task handed over")},
    {"workflow.step_returned", N_("Sent back to an earlier step")},
    {"workflow.task_raised", N_("Step ended with an incident of the unit")},
    {"workflow.task_released", N_("Task given back")},
    {"workflow.terminated", N_("Procedure of the file ended from outside")},
    {"workflow.timer_fired", N_("Period ended")},
    {"workflow.transferred", N_("File moved to another version of its procedure")},
    {"workflow.timer_referred", N_("Period ended, put to a legal officer")},
};

constexpr CodeWords roles_in_words[] = {
    {"registration_contribution", N_("Registration and Contribution Division")},
    {"head_registration", N_("Head of the Registration and Contribution Division")},
    {"head_inspection", N_("Head of inspection")},
    {"chief_inspector", N_("Chief inspector")},
    {"inspector", N_("Inspector")},
    {"legal_officer_hq", N_("Legal officer")},
    {"head_legal_hq", N_("Head of the Legal Division")},
    {"director", N_("Director General")},
    {"helpdesk", N_("Help desk officer")},
    {"administrator", N_("Administrator")},
    {"auditor", N_("Auditor")},
};

constexpr CodeWords deadlines[] = {
    {"allegations", N_("Period for allegations")},
    {"allegations.examine", N_("Examination of allegations")},
    {"analysis", N_("Analysis")},
    {"annulment.decide", N_("Decision on the annulment")},
    {"appeal.decide", N_("Decision on the appeal")},
    {"appeal.examine", N_("Examination of the appeal")},
    {"approval", N_("Approval")},
    {"background.collect", N_("Background information")},
    {"close", N_("Closing")},
    {"compliance", N_("Carrying out the decision")},
    {"compliance.check", N_("Check of compliance")},
    {"decision", N_("Decision")},
    {"decision.review", N_("Review of the decision")},
    {"document.note", N_("Note of a document")},
    {"enquiry.answer", N_("Answer to the enquiry")},
    {"inspection.period", N_("Period of the inspection")},
    {"institution.answer", N_("Answer of the institution")},
    {"judgment.execute", N_("Carrying out the judgment")},
    {"judgment.record", N_("Record of the judgment")},
    {"list.approve", N_("Approval of the list of units")},
    {"list.consolidate", N_("List of units")},
    {"obstruction.record", N_("Record of obstruction")},
    {"order.issue", N_("Issue of the order")},
    {"outcome.execute", N_("Carrying out the outcome")},
    {"plan.draft", N_("Inspection Plan")},
    {"receipt", N_("Receipt of the decision")},
    {"referral.sign", N_("Signing of the referral")},
    {"register.answer", N_("Answer of the registers")},
    {"register.workers", N_("Registration of the workers")},
    {"report", N_("Report")},
    {"request.screen", N_("Screening of the request")},
    {"review", N_("Review")},
    {"service.deemed", N_("Deemed service")},
    {"service.person", N_("Service in person")},
    {"service.public", N_("Public announcement")},
    {"suit.respond", N_("Answer to the court")},
    {"visit", N_("Visit")},
    {"withdraw", N_("Withdrawal")},
};

}  // namespace

std::string event_words(const web::Translator& t, const std::string& language, const std::string& event) {
  return words_in(t, language, events, event, N_("Another event"));
}
std::string role_words(const web::Translator& t, const std::string& language, const std::string& role) {
  return words_in(t, language, roles_in_words, role, N_("Another role"));
}
std::string deadline_words(const web::Translator& t, const std::string& language, const std::string& key) {
  return words_in(t, language, deadlines, key, N_("Another period"));
}
std::string labelled_procedure(const workflow::Bundle& bundle, const std::string& process, const web::Translator& t,
                               const std::string& language) {
  pugi::xml_document document;
  const auto& source = bundle.sources.at(process);
  if (!document.load_buffer(source.data(), source.size(), pugi::parse_default | pugi::parse_ws_pcdata)) return source;
  for (const auto& found : document.select_nodes("//*[@id][@name]")) {
    auto node = found.node();
    auto words =
        t.keyed(language, "bpmn", process + "/" + node.attribute("id").value(), node.attribute("name").value());
    if (language == "lo")
      for (const auto own : node.attributes())
        if (std::string_view{own.name()}.ends_with(":nameLo") && *own.value() != 0) words = own.value();
    node.attribute("name") = words.c_str();
  }
  std::ostringstream out;
  document.save(out, "", pugi::format_raw);
  return out.str();
}

}  // namespace ssiis::inspections
