#include "inspections/document_rows.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct KindChoice {
  const char* value;
  const char* english;
};
constexpr KindChoice kinds_that_come_in[] = {{"receipt", N_("Receipt of the decision")},
                                             {"allegations", N_("Allegations against the decision")},
                                             {"enquiry_answer", N_("Answer to an enquiry")},
                                             {"institution_answer", N_("Answer of another institution")},
                                             {"institution_document", N_("Document of another institution")},
                                             {"compliance_report", N_("Report that the decision was carried out")},
                                             {"appeal", N_("Appeal against the decision")},
                                             {"suit", N_("Suit against the decision")},
                                             {"court_stay", N_("Stay ordered by a court")},
                                             {"stay_lifted", N_("End of a stay")},
                                             {"judgment", N_("Judgment of a court")},
                                             {"letter", N_("Another letter")}};

std::string direction_words(const Desk& desk, const web::Request& rq, documents::Direction direction) {
  switch (direction) {
    case documents::Direction::incoming:
      return desk.t().text(rq.language, "in");
    case documents::Direction::outgoing:
      return desk.t().text(rq.language, "out");
    case documents::Direction::internal:
      return desk.t().text(rq.language, "internal");
  }
  return {};
}

}  // namespace

std::vector<std::string> incoming_kinds() {
  std::vector<std::string> out;
  for (const auto& k : kinds_that_come_in) out.emplace_back(k.value);
  return out;
}

std::string incoming_words(const Desk& desk, const web::Request& rq, const std::string& kind) {
  for (const auto& k : kinds_that_come_in)
    if (kind == k.value) return desk.t().text(rq.language, k.english);
  return kind;
}

std::string document_words(const Desk& desk, const web::Request& rq, const documents::Document& d) {
  if (d.direction == documents::Direction::incoming) {
    const auto kind = incoming_words(desk, rq, d.kind);
    return d.title == d.sender || d.title == kind ? kind : kind + " · " + d.title;
  }
  if (!d.is_letter() || d.language == rq.language) return d.title;
  return desk.t().keyed(rq.language, "document", d.kind, d.title);
}

web::Data& put_document(const Desk& desk, const web::Request& rq, web::Data& data, const documents::Document& d,
                        const std::map<DocumentId, documents::LetterEffect>& effects) {
  auto& row = data.add("DOCUMENT");
  const auto effect = effects.find(d.copy_of.value_or(d.id));
  row.show_if("HAS_EFFECT", effect != effects.end());
  if (effect != effects.end()) row.set("EFFECT", documents::effect_words(desk.t(), rq.language, effect->second));
  row.set("DAY", desk.t().date(rq.language, d.day))
      .set("DIRECTION", direction_words(desk, rq, d.direction))
      .set("DIRECTION_ICON", d.direction == documents::Direction::incoming   ? "in"
                             : d.direction == documents::Direction::outgoing ? "out"
                                                                             : "doc")
      .set("NUMBER", d.register_number)
      .set("TITLE", document_words(desk, rq, d))
      .set("PARTY", d.direction == documents::Direction::incoming ? d.sender : d.recipient)
      // A letter's receiver stands in the register as the letter names him.
      .show_if("AS_WRITTEN", d.is_letter())
      .set("WRITTEN_IN", d.language)
      .set("CODE", d.verify_code)
      .set("FILE_WORDS", d.is_letter() ? std::string{"DOCX"} : d.file_name)
      .show_if("SUPERSEDED", d.superseded_by.has_value())
      .show_if("SET_ASIDE", d.set_aside_at.has_value())
      .show_if("CAME_IN", d.direction == documents::Direction::incoming)
      .show_if("IS_READY", d.direction != documents::Direction::incoming && d.state == documents::DocumentState::ready)
      .show_if("PENDING", d.state == documents::DocumentState::pending_pdf)
      .show_if("FAILED", d.state == documents::DocumentState::failed)
      .show_if("HAS_PDF", d.pdf_blob.has_value())
      .show_if("HAS_FILE", d.source_blob.has_value());
  return row;
}

}  // namespace ssiis::inspections
