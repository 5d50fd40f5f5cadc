// What the address behind a QR code answers.
#include <algorithm>

#include "documents/repository.hpp"
#include "documents/service.hpp"

namespace ssiis::documents {

namespace {

constexpr std::size_t code_letters = 16;

// True for Lao vowel signs, tone marks and the like, which belong to the letter before them.
bool combining(std::string_view point) {
  if (point.size() != 3 || point[0] != '\xE0' || (point[1] != '\xBA' && point[1] != '\xBB')) return false;
  const auto low = static_cast<unsigned char>(point[2]);
  return point[1] == '\xBA' ? low == 0xB1 || (low >= 0xB3 && low <= 0xBC) : low >= 0x88 && low <= 0x8E;
}

std::vector<std::string_view> code_points(std::string_view text) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t end = at + 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    out.push_back(text.substr(at, end - at));
    at = end;
  }
  return out;
}

}  // namespace

std::string normal_code(std::string_view typed) {
  std::string out;
  for (char c : typed) {
    if (c == '-' || c == ' ') continue;
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
    if (c == 'O') c = '0';
    if (c == 'I' || c == 'L') c = '1';
    const bool letter = (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z' && c != 'U');
    if (!letter || out.size() == code_letters) return {};
    out += c;
  }
  return out.size() == code_letters ? out : std::string{};
}

std::string spaced_code(std::string_view code) {
  std::string out;
  for (std::size_t i = 0; i < code.size(); ++i) {
    if (i > 0 && i % 4 == 0) out += '-';
    out += code[i];
  }
  return out;
}

std::string masked_name(std::string_view name) {
  auto parts = words(name);
  if (parts.empty()) return {};
  auto& target = parts.size() > 1 ? parts[1] : parts[0];  // the first word is mostly the legal form
  const auto points = code_points(target);
  std::string kept;
  std::size_t shown = 0;
  for (std::size_t i = 0; i < points.size() && (shown < 2 || combining(points[i])); ++i) {
    kept += points[i];
    if (!combining(points[i])) ++shown;
  }
  if (points.size() <= 2) kept = points.empty() ? "" : std::string{points[0]};
  target = kept + "•••••";
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : " ") + part;
  return out;
}

Verification DocumentRegister::verify(db::Transaction& tx, std::string_view typed) {
  Verification answer;
  const auto code = normal_code(typed);
  // An ill-formed code is looked up as well: the same work, the same answer.
  const auto document = repository::by_code(tx, code.empty() ? std::string(code_letters, '-') : code);
  if (!document || !document->is_letter()) return answer;
  // A copy stands and falls with its original.
  const auto original = document->copy_of ? repository::by_id(tx, document->case_id, *document->copy_of) : document;
  if (!original) return answer;
  answer.outcome = original->superseded_by  ? Verification::Outcome::replaced
                   : original->set_aside_at ? Verification::Outcome::set_aside
                                            : Verification::Outcome::genuine;
  answer.kind = document->kind;
  answer.register_number = document->register_number;
  answer.office = document->office;
  answer.title = document->title;
  answer.sender = document->sender;
  answer.language = document->language;
  answer.unit_name_masked = masked_name(document->unit_name);
  answer.day = document->day;
  answer.sha256_prefix = document->sha256.substr(0, 12);
  answer.replaced_at = original->superseded_at;
  answer.case_id = original->case_id;
  answer.letter = original->id;
  answer.set_aside_at = original->set_aside_at;
  if (original->superseded_by)
    if (const auto next = repository::by_id(tx, document->case_id, *original->superseded_by))
      answer.replaced_by_number = next->register_number;
  repository::insert_scan(tx, document->case_id, ids_.next(), document->id, clock_.now(),
                          original->superseded_by  ? "replaced"
                          : original->set_aside_at ? "set_aside"
                                                   : "genuine");
  answer.scans = repository::scans(tx, document->case_id, document->id);
  return answer;
}

}  // namespace ssiis::documents
