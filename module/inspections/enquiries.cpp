#include "inspections/enquiries.hpp"

#include <algorithm>

namespace ssiis::inspections {
namespace {

using documents::Direction;
using documents::Document;

bool is_enquiry(const Document& d) {
  return d.direction == Direction::outgoing && d.kind == "enquiry_letter" && !d.copy_of && !d.superseded_by &&
         !d.set_aside_at;
}

}  // namespace

std::vector<Enquiry> enquiries_of(const std::vector<Document>& list, Day today) {
  std::vector<Enquiry> out;
  for (const auto& d : list) {
    if (d.direction != Direction::outgoing || d.copy_of) continue;
    Enquiry e{d, std::nullopt, 0};
    for (const auto& in : list)
      if (in.direction == Direction::incoming && in.reply_to == d.id && !e.answer) e.answer = in;
    if (e.answer || is_enquiry(d)) out.push_back(std::move(e));
  }
  for (const auto& in : list) {
    if (in.direction != Direction::incoming || in.kind != "enquiry_answer" || in.reply_to) continue;
    const auto open = std::find_if(out.begin(), out.end(), [&](const Enquiry& e) {
      return !e.answer && is_enquiry(e.letter) && e.letter.day <= in.day;
    });
    if (open != out.end()) open->answer = in;
  }
  for (auto& e : out) e.days = std::max(0, (e.answer ? e.answer->day : today).days_since(e.letter.day));
  return out;
}

}  // namespace ssiis::inspections
