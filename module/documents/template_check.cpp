#include "documents/template_check.hpp"

#include "documents/filler.hpp"
#include "documents/qr.hpp"

namespace ssiis::documents {
namespace {

// What every letter has, whatever its template shows (DocumentRegister, letter_values.cpp of the inspections).
constexpr const char* in_every_letter[] = {"heading",     "motto",         "register_number", "verify_url",
                                           "verify_code", "issuer_parent", "issuer",          "place",
                                           "date",        "signer_title",  "signer_name"};
// Without these nobody could find the letter in the register or verify it.
constexpr const char* must_stay[] = {"register_number", "verify_code", "image:qr"};

bool allowed(const TemplateUse& use, const std::set<TemplateUse>& known) {
  for (const char* key : in_every_letter)
    if (use.key == key) return true;
  // A row sees the texts around it: what stands further out may be used further in.
  for (auto scope = use.scope;;) {
    if (known.contains({scope, use.key})) return true;
    if (scope.empty()) return false;
    const auto cut = scope.rfind('/');
    scope = cut == std::string::npos ? std::string{} : scope.substr(0, cut);
  }
}

// Everything the template asks for is there once: what remains are faults of its own, sections that do not close.
Values trial_values(const std::set<TemplateUse>& uses) {
  Values out;
  for (const auto& use : uses) {
    if (use.key.starts_with("image:"))
      out.image(use.key.substr(6), qr_png("trial"));
    else if (use.key.starts_with('#') || use.key.starts_with('^'))
      out.show(use.key.substr(1), true);
    else
      out.set(use.key, "x");
  }
  return out;
}

}  // namespace

Rejections check_template(std::string_view docx, const std::vector<std::string>& shipped) {
  const auto uses = template_uses(docx);
  if (!uses) return uses.rejections();
  std::set<TemplateUse> known;
  std::set<std::string> needed;
  for (const auto& model : shipped) {
    const auto found = template_uses(model);
    if (!found) return found.rejections();
    for (const auto& use : *found) {
      // A section may also be asked for its absence.
      if (use.key.starts_with('#')) known.insert({use.scope, "^" + use.key.substr(1)});
      if (use.key.starts_with('^')) known.insert({use.scope, "#" + use.key.substr(1)});
      known.insert(use);
      for (const char* key : must_stay)
        if (&model == &shipped.front() && use.key == key) needed.insert(key);
    }
  }
  Rejections faults;
  std::set<std::string> named;
  for (const auto& use : *uses)
    if (!allowed(use, known) && named.insert(use.key).second)
      faults.push_back(Rejection{"template.key_not_here", {use.key}});
  for (const auto& use : *uses)
    if (!use.scope.starts_with(in_properties)) needed.erase(use.key);
  for (const auto& key : needed) faults.push_back(Rejection{"template.key_missing", {key}});
  if (!faults.empty()) return faults;
  if (const auto trial = fill_docx(docx, trial_values(*uses)); !trial) return trial.rejections();
  return {};
}

}  // namespace ssiis::documents
