#include <fmt/format.h>

#include <fstream>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "forms/api.hpp"

namespace ssiis::forms {
namespace {

constexpr std::pair<std::string_view, FieldType> type_names[] = {
    {"text", FieldType::text},     {"lines", FieldType::lines},    {"choice", FieldType::choice},
    {"select", FieldType::select}, {"flag", FieldType::flag},      {"day", FieldType::day},
    {"money", FieldType::money},   {"number", FieldType::number},  {"user", FieldType::user},
    {"users", FieldType::users},   {"several", FieldType::several}};

class FormReader {
 public:
  FormReader(std::string_view xml, std::string_view name) : xml_{xml}, name_{name} {}

  Form read() {
    pugi::xml_document document;
    const auto parsed = document.load_buffer(xml_.data(), xml_.size(), pugi::parse_default, pugi::encoding_utf8);
    if (!parsed) fail(parsed.offset, parsed.description());
    const auto root = document.child("form");
    if (!root) fail(0, "the root element is not <form>");
    Form form;
    form.key = needed(root, "key");
    form.version = static_cast<int>(number(root, "version").value_or(1));
    form.title = label(root, "title");
    form.submit = label(root, "submit");
    for (const auto& node : root.children("section")) form.sections.push_back(section(node));
    if (seen_.empty()) fail(root.offset_debug(), "a form without a field");
    check_conditions(form);
    if (const auto node = root.child("signing")) {
      form.signing = Signing{needed(node, "field"), node.attribute("returned").value(),
                             node.attribute("reason").value(), words(node.attribute("summary").value())};
      check_signing(form, node);
    }
    return form;
  }

 private:
  [[noreturn]] void fail(std::ptrdiff_t offset, std::string_view why) const {
    const auto upto = xml_.substr(0, static_cast<std::size_t>(std::max<std::ptrdiff_t>(offset, 0)));
    throw SettingsError{fmt::format("{}:{}: {}", name_, 1 + std::count(upto.begin(), upto.end(), '\n'), why)};
  }

  std::string needed(const pugi::xml_node& node, const char* attribute) const {
    const std::string value = node.attribute(attribute).value();
    if (value.empty()) fail(node.offset_debug(), fmt::format("<{}> needs the attribute {}", node.name(), attribute));
    return value;
  }

  std::optional<std::int64_t> number(const pugi::xml_node& node, const char* attribute) const {
    if (!node.attribute(attribute)) return std::nullopt;
    const auto value = whole_number(node.attribute(attribute).value());
    if (!value) fail(node.offset_debug(), fmt::format("{} is not a whole number", attribute));
    return value;
  }

  Label label(const pugi::xml_node& node, const std::string& name) const {
    Label out{node.attribute((name + "_lo").c_str()).value(), node.attribute((name + "_en").c_str()).value()};
    if (out.lo.empty() || out.en.empty())
      fail(node.offset_debug(), fmt::format("<{}> needs {}_lo and {}_en", node.name(), name, name));
    return out;
  }

  Label maybe_label(const pugi::xml_node& node, const std::string& name) const {
    return node.attribute((name + "_en").c_str()) ? label(node, name) : Label{};
  }

  Section section(const pugi::xml_node& node) {
    Section out;
    out.title = label(node, "title");
    for (const auto& child : node.children()) {
      if (child.type() != pugi::node_element) continue;
      if (std::string_view{child.name()} != "field")
        fail(child.offset_debug(), fmt::format("<{}> is not known in a section", child.name()));
      out.fields.push_back(field(child));
    }
    return out;
  }

  FieldType type(const pugi::xml_node& node) const {
    const auto name = needed(node, "type");
    for (const auto& [known, value] : type_names)
      if (known == name) return value;
    fail(node.offset_debug(), fmt::format("'{}' is not a type of field", name));
  }

  Field field(const pugi::xml_node& node) {
    Field out;
    out.name = needed(node, "name");
    if (!seen_.insert(out.name).second) fail(node.offset_debug(), fmt::format("the field {} stands twice", out.name));
    out.type = type(node);
    out.label = label(node, "label");
    out.hint = maybe_label(node, "hint");
    out.required = node.attribute("required").as_bool(false);
    out.prefill = node.attribute("prefill").value();
    out.max_length =
        static_cast<std::size_t>(number(node, "max_length").value_or(out.type == FieldType::lines ? 4000 : 200));
    out.minimum = number(node, "min");
    out.maximum = number(node, "max");
    if (node.attribute("when")) out.when = condition(node);
    for (const auto& option : node.children("option"))
      out.options.push_back({needed(option, "value"), label(option, "label"), maybe_label(option, "hint"),
                             words(option.attribute("stands_for").value())});
    const bool chooses =
        out.type == FieldType::choice || out.type == FieldType::select || out.type == FieldType::several;
    // Several values become one variable, set apart by commas (workflow/answers.cpp).
    if (out.type == FieldType::several)
      for (const auto& option : out.options)
        if (option.value.find(',') != std::string::npos)
          fail(node.offset_debug(), fmt::format("an option of {} has a comma in its value", out.name));
    if (chooses == out.options.empty())
      fail(node.offset_debug(), fmt::format("the field {} {} options", out.name, chooses ? "needs" : "takes no"));
    return out;
  }

  Condition condition(const pugi::xml_node& node) const {
    const auto parts = split(node.attribute("when").value(), '=');
    if (parts.size() != 2) fail(node.offset_debug(), "when is written as field = value|value");
    Condition out{std::string{trimmed(parts[0])}, {}};
    for (const auto& value : split(parts[1], '|')) out.values.emplace_back(trimmed(value));
    return out;
  }

  static std::vector<std::string> words(std::string_view list) {
    std::vector<std::string> out;
    for (auto& word : split(list, ' '))
      if (!word.empty()) out.push_back(std::move(word));
    return out;
  }

  static bool offers(const Field& field, std::string_view value) {
    return std::any_of(field.options.begin(), field.options.end(), [&](const auto& o) { return o.value == value; });
  }

  // What is signed is a choice; what sends back is one of its options, with a field for the reason that is asked then.
  void check_signing(const Form& form, const pugi::xml_node& node) const {
    const auto& signing = *form.signing;
    const auto* field = form.find(signing.field);
    if (field == nullptr)
      fail(node.offset_debug(), fmt::format("what is signed, {}, is no field of the form", signing.field));
    if (signing.returned.empty() != signing.reason.empty())
      fail(node.offset_debug(), "returned and reason stand together");
    if (signing.returned.empty()) return;
    const auto* reason = form.find(signing.reason);
    if (field->type != FieldType::choice)
      fail(node.offset_debug(), fmt::format("what is signed, {}, is no choice, and cannot send back", signing.field));
    if (!offers(*field, signing.returned) || reason == nullptr || !reason->required)
      fail(node.offset_debug(), "returned names an option, reason a field that must be filled in");
  }

  void check_conditions(const Form& form) const {
    std::set<std::string> earlier;
    for (const auto* field : form.fields()) {
      if (field->when && !earlier.contains(field->when->field))
        fail(0,
             fmt::format("the condition of {} names {}, which is no earlier field", field->name, field->when->field));
      if (field->type != FieldType::several) earlier.insert(field->name);  // a condition asks for one value
    }
  }

  std::string_view xml_;
  std::string_view name_;
  std::set<std::string> seen_;
};

}  // namespace

Form parse_form(std::string_view xml, std::string_view name) { return FormReader{xml, name}.read(); }

std::vector<const Field*> Form::fields() const {
  std::vector<const Field*> out;
  for (const auto& section : sections)
    for (const auto& field : section.fields) out.push_back(&field);
  return out;
}

const Field* Form::find(std::string_view name) const noexcept {
  for (const auto& section : sections)
    for (const auto& field : section.fields)
      if (field.name == name) return &field;
  return nullptr;
}

Catalogue::Catalogue(const std::filesystem::path& folder) {
  for (const auto& entry : std::filesystem::directory_iterator{folder}) {
    if (entry.path().extension() != ".xml") continue;
    std::ifstream in{entry.path(), std::ios::binary};
    std::ostringstream text;
    text << in.rdbuf();
    Form form = parse_form(text.str(), entry.path().filename().string());
    if (form.key != entry.path().stem().string())
      throw SettingsError{fmt::format("{}: the form's key is {}", entry.path().filename().string(), form.key)};
    forms_.emplace(form.key, std::move(form));
  }
  if (forms_.empty()) throw SettingsError{fmt::format("{}: no form found", folder.string())};
}

const Form* Catalogue::find(std::string_view key) const noexcept {
  const auto at = forms_.find(key);
  return at == forms_.end() ? nullptr : &at->second;
}

std::vector<std::string> Catalogue::keys() const {
  std::vector<std::string> out;
  for (const auto& [key, form] : forms_) out.push_back(key);
  return out;
}

}  // namespace ssiis::forms
