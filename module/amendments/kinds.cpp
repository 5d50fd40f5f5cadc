#include "amendments/kinds.hpp"

#include <fmt/format.h>

#include <array>
#include <pugixml.hpp>

namespace ssiis::amendments {
namespace {

constexpr std::array<std::pair<std::string_view, Reading>, 7> readings{{{"none", Reading::none},
                                                                        {"employment", Reading::employment},
                                                                        {"wage", Reading::wage},
                                                                        {"due", Reading::due},
                                                                        {"workplace", Reading::workplace},
                                                                        {"joined_worker", Reading::joined_worker},
                                                                        {"joined_unit", Reading::joined_unit}}};

[[noreturn]] void fail(const std::string& what) { throw SettingsError{"amendments/kinds.xml: " + what}; }

std::string needed(const pugi::xml_node& node, const char* attribute) {
  std::string value = node.attribute(attribute).value();
  if (value.empty()) fail(fmt::format("<{}> needs the attribute {}", node.name(), attribute));
  return value;
}

Reading reading_of(std::string_view code) {
  for (const auto& [name, reading] : readings)
    if (name == code) return reading;
  fail(fmt::format("no such reading: {}", code));
}

Kind read_kind(const pugi::xml_node& node, const forms::Catalogue& forms) {
  Kind k;
  k.code = needed(node, "code");
  k.name = {needed(node, "lo"), needed(node, "en")};
  const auto legal = node.child("legal");
  if (!legal) fail(k.code + " has no legal reference");
  k.legal = {needed(legal, "lo"), needed(legal, "en")};
  k.legal_confirmed = legal.attribute("confirmed").as_bool(false);
  k.after = needed(node, "after");
  k.reading = reading_of(needed(node, "reading"));
  k.shown_by = words(node.attribute("shown_by").value());
  if (k.shown_by.empty() != (k.reading == Reading::none)) fail(k.code + ": reading and shown_by go together");
  const auto subject = needed(node, "subject");
  if (subject != "none" && subject != "worker") fail("no such subject: " + subject);
  k.subject = subject == "worker" ? Subject::worker : Subject::none;
  k.second_person = node.attribute("second_person").as_bool(false);
  const auto needs = needed(node, "needs");
  if (needs != "nothing" && needs != "final_decision")
    fail(k.code + ": nothing else can be needed than a final decision");
  k.needs_final_decision = needs == "final_decision";
  k.form = forms.find(k.code);
  if (k.form == nullptr) fail(k.code + " has no form");
  if (k.form->find(grounds_field) == nullptr) fail(k.code + ": its form does not ask for the grounds");
  for (const auto& field : k.shown_by)
    if (k.form->find(field) == nullptr) fail(fmt::format("{}: its form has no field {}", k.code, field));
  return k;
}

}  // namespace

Kinds::Kinds(const std::filesystem::path& folder) : forms_{folder / "forms"} {
  pugi::xml_document doc;
  const auto read = doc.load_file((folder / "kinds.xml").c_str());
  if (!read) fail(read.description());
  const auto root = doc.child("kinds");
  const auto expectation = root.child("expectation");
  const auto days = whole_number(needed(expectation, "days"));
  if (!days || *days < 1 || *days > 3650) fail("expectation: days is no number from 1 to 3650");
  expectation_ = {static_cast<int>(*days), expectation.attribute("confirmed").as_bool(false)};
  for (const auto& node : root.children("kind")) {
    auto kind = read_kind(node, forms_);
    if (find(kind.code) != nullptr) fail(kind.code + " stands twice");
    kinds_.push_back(std::move(kind));
  }
  if (kinds_.empty()) fail("no kind");
}

const Kind* Kinds::find(std::string_view code) const noexcept {
  for (const auto& k : kinds_)
    if (k.code == code) return &k;
  return nullptr;
}

}  // namespace ssiis::amendments
