// Forms as data: definition, check of an answer, conditions.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/api.hpp"

namespace ssiis::forms {

enum class FieldType { text, lines, choice, select, flag, day, money, number, user, users, several };

// A text in both languages, part of the form itself: an analyst changes a form without touching a catalogue.
struct Label {
  std::string lo, en;
  const std::string& in(std::string_view language) const noexcept { return language == "lo" ? lo : en; }
};

struct Option {
  std::string value;
  Label label;
  Label hint{};
  std::vector<std::string> stands_for{};  // other values of the field's prefill that propose this option
};

// Shown and checked only when `field` has one of `values`.
struct Condition {
  std::string field;
  std::vector<std::string> values;
};

struct Field {
  std::string name;  // also the workflow variable that the answer sets
  FieldType type{FieldType::text};
  Label label;
  Label hint{};
  bool required{false};
  std::optional<Condition> when{};
  std::vector<Option> options{};
  std::size_t max_length{200};                       // code points
  std::optional<std::int64_t> minimum{}, maximum{};  // numbers and money; for days relative to today
  std::string prefill{};                             // name of a prepared value, shown marked as prefilled
};

struct Section {
  Label title;
  std::vector<Field> fields;
};

// A step that is signed: whoever answers it proves afresh who they are, and it lies in the signing folder.
struct Signing {
  std::string field;                   // what is decided: a choice, or the text itself
  std::string returned{}, reason{};    // its value that sends the step back, and the field for the reason; may be empty
  std::vector<std::string> summary{};  // fields of earlier answers, in the order of the page that sums the file up
};

struct Form {
  std::string key;
  int version{1};
  Label title;
  Label submit;
  std::vector<Section> sections;
  std::optional<Signing> signing{};
  std::vector<const Field*> fields() const;
  const Field* find(std::string_view name) const noexcept;
};

// What was answered: canonical text per field (ISO day, whole number, "true"/"false", several values joined by a
// line feed). Hidden and empty fields are absent.
using Answer = std::map<std::string, std::string, std::less<>>;

// Fields of which more than one value may be given.
inline bool takes_several(FieldType type) { return type == FieldType::users || type == FieldType::several; }

// Throws SettingsError with file and reason when the form is not valid (unknown type, doubled name, condition on an
// unknown field, option without value, label missing in one of the languages).
Form parse_form(std::string_view xml, std::string_view name);

// What is typed, by field name; more than one value for `users` and `several`.
using Typed = std::multimap<std::string, std::string>;

// True when the field takes part, given the answers so far.
bool applies(const Field& field, const Answer& answer);

// Checks everything and reports every fault at its field: form.required, form.too_long, form.not_an_option,
// form.not_a_day, form.not_a_number, form.not_an_amount, form.too_small, form.too_large. Unknown posted fields that
// are none of the form's are ignored; the caller's own fields (token, task) are among them.
Result<Answer> checked(const Form& form, const Typed& typed, Day today);

// All forms of a folder, read once; a changed folder is a new catalogue. [any thread]
class Catalogue {
 public:
  explicit Catalogue(const std::filesystem::path& folder);
  // Nothing when there is no such form.
  const Form* find(std::string_view key) const noexcept;
  std::vector<std::string> keys() const;

 private:
  std::map<std::string, Form, std::less<>> forms_;
};

// Canonical, sorted JSON object of an answer, and back (for storage).
std::string to_json(const Answer& answer);
std::optional<Answer> from_json(std::string_view json);

}  // namespace ssiis::forms
