// What a .tpl file goes through before ctemplate sees it: partials put in, sentences translated,
// assets named.
#pragma once
#include <filesystem>
#include <functional>
#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ssiis::web {

struct TemplateError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// {{N_("{1} day", "{1} days", DAYS)}}: depends on a value, so its sentence is made when the page
// is.
struct PluralForm {
  std::string one, many, counter;  // counter: the variable's name
  std::string variable;            // what stands in the template in its place
};

// The names and texts of all templates below the folder of pages: "web/problem.tpl" → its text.
std::map<std::string, std::string> read_templates(const std::filesystem::path& pages);

// Puts partials in place of {{>room/name.tpl key="text" other=_("English")}}. In a partial, [[key]]
// is the argument and [[#key]]…[[/key]] stays only when it is given ([[^key]]…[[/key]] only when
// not). Throws TemplateError: unknown partial, unknown or missing argument, partials that contain
// themselves.
std::string with_partials(const std::map<std::string, std::string>& all, const std::string& name);

// Replaces {{_("English", VAR…)}} ({1} is the first VAR), {{N_("one", "many", COUNTER)}} and
// {{asset "name"}}. `translate` gets English and returns the sentence; what it returns is escaped
// here.
struct Localised {
  std::string text;
  std::vector<PluralForm> plurals;
};
// A variable inside an address (href="/orders/{{NUMBER}}?q={{Q}}") is one segment or one value of
// it: it becomes
// {{NUMBER__URL}}, to be filled percent-encoded (ctemplate itself would leave "&" and "/" in it). A
// variable that begins the attribute is a whole address and stays; so do those behind a '#' and
// those named …_ENCODED. Returns the new text and the names.
std::pair<std::string, std::vector<std::string>> with_encoded_parts(const std::string& text);

Localised localised(const std::string& text, const std::function<std::string(const std::string&)>& translate,
                    const std::function<std::string(const std::string&)>& asset_url);

// What our pages must not contain; one line per finding. Empty when clean.
std::vector<std::string> lint_template(std::string_view text);

}  // namespace ssiis::web
