// The kinds of changes of the register, as data (config/amendments).
#pragma once
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include "forms/api.hpp"

namespace ssiis::amendments {

// Where in the register the values of a kind stand. none: no view of the register holds them.
enum class Reading { none, employment, wage, due, workplace, joined_worker, joined_unit };
enum class Subject { none, worker };

struct Kind {
  std::string code;
  forms::Label name, legal;
  bool legal_confirmed{false};
  std::string after;  // the form of the step with which it is handed over
  Reading reading{Reading::none};
  std::vector<std::string> shown_by;  // fields that must agree before the register is held to show it
  Subject subject{Subject::none};
  bool second_person{false};
  bool needs_final_decision{false};  // accepted only while a decision of the file that orders something is final
  const forms::Form* form{nullptr};  // lives as long as its Kinds
};

// After how many days an accepted change that the register does not show is pointed out.
struct Expectation {
  int days;
  bool confirmed;
};

// [any thread]
class Kinds {
 public:
  // Reads kinds.xml and forms/ of the folder. Throws SettingsError with the file and what is wrong.
  explicit Kinds(const std::filesystem::path& folder);
  const Kind* find(std::string_view code) const noexcept;
  const std::vector<Kind>& all() const noexcept { return kinds_; }
  const Expectation& expectation() const noexcept { return expectation_; }
  // No view of the register shows its values: more than the MIS's own answer nobody will ever have.
  bool answer_is_all(std::string_view code) const noexcept {
    const auto* kind = find(code);
    return kind == nullptr || kind->reading == Reading::none;
  }

 private:
  forms::Catalogue forms_;
  std::vector<Kind> kinds_;
  Expectation expectation_{};
};

// The field of every form that says why, and is no value of the register.
inline constexpr std::string_view grounds_field = "grounds";

}  // namespace ssiis::amendments
