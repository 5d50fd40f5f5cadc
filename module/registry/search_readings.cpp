#include "registry/search_readings.hpp"

#include <algorithm>

#include "core/api.hpp"
#include "names/api.hpp"
#include "registry/search_text.hpp"

namespace ssiis::registry {
namespace {

constexpr std::size_t longest_word = 60;  // letters, as name_words has it
constexpr std::size_t most_read = 12;     // words

std::string core_word(const names::CompanyName& name) {
  std::string out;
  for (const auto& t : name.core) out += t.text;
  return count_code_points(out) > longest_word ? first_code_points(out, longest_word) : out;
}

std::vector<std::string> with_activities(std::vector<std::string> words, const names::CompanyName& name) {
  for (const auto& code : name.activities) words.push_back("#" + code);
  if (words.size() > most_read) words.resize(most_read);
  return words;
}

}  // namespace

std::vector<std::string> firm_words(std::string_view name) {
  const auto firm = names::read_company(name);
  std::vector<std::string> out;
  if (auto word = core_word(firm); !word.empty()) out.push_back(std::move(word));
  return with_activities(std::move(out), firm);
}

std::vector<std::vector<std::string>> readings_of(std::string_view text) {
  std::vector<std::vector<std::string>> out{name_words(text)};
  const auto add = [&out](std::vector<std::string> words) {
    if (!words.empty() && std::find(out.begin(), out.end(), words) == out.end()) out.push_back(std::move(words));
  };
  std::vector<std::string> person;
  for (const auto& t : names::read_person(text).tokens) person.push_back(first_code_points(t.text, longest_word));
  if (person.size() > most_read) person.resize(most_read);
  add(std::move(person));
  const auto firm = names::read_company(text);
  const auto whole = core_word(firm);
  if (whole.empty()) return out;
  add(with_activities({whole}, firm));
  std::vector<std::string> words;
  for (const auto& t : firm.core) words.push_back(first_code_points(t.text, longest_word));
  add(with_activities(std::move(words), firm));
  return out;
}

std::vector<std::string> without_activities(const std::vector<std::string>& words) {
  std::vector<std::string> out;
  std::copy_if(words.begin(), words.end(), std::back_inserter(out), [](const auto& w) { return !is_activity(w); });
  return out;
}

std::vector<std::string> near_skeletons(std::string_view skeleton) {
  constexpr std::string_view classes = "CHKLMNPSTVY";
  std::vector<std::string> out{std::string{skeleton}};
  if (skeleton.size() < 2) return out;
  const auto add = [&out](std::string s) {
    s.erase(std::unique(s.begin(), s.end()), s.end());  // doubles are collapsed in every skeleton
    out.push_back(std::move(s));
  };
  for (std::size_t i = 0; i <= skeleton.size(); ++i) {
    const std::string head{skeleton.substr(0, i)};
    if (i < skeleton.size()) add(head + std::string{skeleton.substr(i + 1)});
    for (const char c : classes) {
      add(head + c + std::string{skeleton.substr(i)});
      if (i < skeleton.size()) add(head + c + std::string{skeleton.substr(i + 1)});
    }
  }
  std::sort(out.begin() + 1, out.end());
  out.erase(std::unique(out.begin() + 1, out.end()), out.end());
  return out;
}

}  // namespace ssiis::registry
