#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <fstream>
#include <iterator>
#include <pugixml.hpp>

#include "core/api.hpp"
#include "matching/compact.hpp"
#include "matching/model.hpp"
#include "matching/pairs.hpp"
#include "matching/reading.hpp"

namespace ssiis::matching {
namespace {

template <class T>
using Names = std::vector<std::pair<std::string_view, T>>;

const Names<Reading> reading_names{
    {"text", Reading::text},     {"words", Reading::words},     {"number", Reading::number}, {"date", Reading::date},
    {"person", Reading::person}, {"company", Reading::company}, {"phone", Reading::phone},   {"place", Reading::place},
    {"list", Reading::list},     {"sector", Reading::sector}};
const Names<Part> part_names{
    {"whole", Part::whole},   {"first", Part::first},        {"last", Part::last}, {"tokens", Part::tokens},
    {"sounds", Part::sounds}, {"sound", Part::sound},        {"run", Part::run},   {"number", Part::number},
    {"year", Part::year},     {"month-day", Part::month_day}};
const Names<How> how_names{{"exact", How::exact},
                           {"jaro-winkler", How::jaro_winkler},
                           {"edit", How::edit},
                           {"digits", How::digits},
                           {"date", How::date},
                           {"days", How::days},
                           {"names", How::names},
                           {"words", How::words},
                           {"activities", How::activities},
                           {"serial", How::serial},
                           {"common", How::common},
                           {"first-number", How::first_number},
                           {"sector", How::sector}};
enum class Once { no, left, both };
const Names<Once> once_names{{"yes", Once::both}, {"left", Once::left}, {"no", Once::no}};
const Names<bool> yes_no{{"yes", true}, {"no", false}};

class ModelReader {
 public:
  ModelReader(std::string_view xml, std::string_view name) : xml_{xml}, name_{name} {}

  Model read() {
    if (xml_.size() > 1024 * 1024) throw LinkError{fmt::format("{}: a model has at most 1 MiB", name_)};
    pugi::xml_document document;
    const auto parsed =
        document.load_buffer(xml_.data(), xml_.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
    if (!parsed) throw LinkError{fmt::format("{}:{}: {}", name_, line_at(parsed.offset), parsed.description())};
    for (const auto& node : document.children())
      if (node.type() == pugi::node_doctype) wrong(node, "a DOCTYPE is not allowed");
    const auto root = document.document_element();
    if (std::string_view{root.name()} != "linkage") wrong(root, "the first element must be <linkage>");
    allow(root, {"name"}, {"left", "right", "values", "blocking", "fields", "training", "bands", "matching"});
    model_.name = need(root, "name");
    model_.left_id = need(one(root, "left"), "id");
    if (const auto right = root.child("right")) model_.right_id = need(right, "id");
    read_values(one(root, "values"));
    read_rules(one(root, "blocking"));
    read_fields(one(root, "fields"));
    read_rest(root);
    model_.hash = fmt::format("{:016x}{:016x}", hash_of(xml_, 1), hash_of(xml_, 2));
    return std::move(model_);
  }

 private:
  std::size_t line_at(std::ptrdiff_t offset) const {
    const auto to = std::clamp<std::ptrdiff_t>(offset, 0, static_cast<std::ptrdiff_t>(xml_.size()));
    return 1 + static_cast<std::size_t>(std::count(xml_.begin(), xml_.begin() + to, '\n'));
  }
  [[noreturn]] void wrong(const pugi::xml_node& at, std::string_view what) const {
    throw LinkError{fmt::format("{}:{}: {}", name_, line_at(at.offset_debug()), what)};
  }

  using Allowed = std::initializer_list<std::string_view>;
  void allow(const pugi::xml_node& at, Allowed attributes, Allowed children) const {
    for (const auto& a : at.attributes())
      if (std::ranges::find(attributes, std::string_view{a.name()}) == attributes.end() &&
          !std::string_view{a.name()}.starts_with("xmlns") && !std::string_view{a.name()}.starts_with("xsi:"))
        wrong(at, fmt::format("<{}> has no '{}'; allowed: {}", at.name(), a.name(), fmt::join(attributes, ", ")));
    for (const auto& c : at.children()) {
      if (c.type() == pugi::node_pcdata) wrong(at, fmt::format("<{}> holds no text", at.name()));
      if (c.type() != pugi::node_element) continue;
      if (std::ranges::find(children, std::string_view{c.name()}) == children.end())
        wrong(c, fmt::format("<{}> has no <{}>; allowed: {}", at.name(), c.name(), fmt::join(children, ", ")));
    }
  }
  pugi::xml_node one(const pugi::xml_node& at, const char* child) const {
    const auto found = at.child(child);
    if (!found) wrong(at, fmt::format("<{}> needs a <{}>", at.name(), child));
    if (found.next_sibling(child)) wrong(found.next_sibling(child), fmt::format("<{}> may stand once", child));
    return found;
  }
  std::string need(const pugi::xml_node& at, const char* attribute) const {
    const auto value = trimmed(at.attribute(attribute).value());
    if (value.empty()) wrong(at, fmt::format("<{}> needs '{}'", at.name(), attribute));
    return std::string{value};
  }
  template <class T>
  T among(const pugi::xml_node& at, const char* attribute, const Names<T>& names, T fallback) const {
    const auto given = at.attribute(attribute);
    if (!given) return fallback;
    const auto found = std::ranges::find(names, std::string_view{given.value()}, [](const auto& n) { return n.first; });
    if (found != names.end()) return found->second;
    std::vector<std::string_view> allowed;
    for (const auto& n : names) allowed.push_back(n.first);
    wrong(at, fmt::format("'{}' is no {} of <{}>; allowed: {}", given.value(), attribute, at.name(),
                          fmt::join(allowed, ", ")));
  }
  double number(const pugi::xml_node& at, const char* attribute, double fallback, double least, double most) const {
    const auto given = at.attribute(attribute);
    if (!given) return fallback;
    const std::string_view text = given.value();
    double out = 0;
    const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), out);
    if (fault != std::errc{} || end != text.data() + text.size() || !(out >= least) || !(out <= most))
      wrong(at, fmt::format("'{}' of <{}> must be a number from {} to {}, not '{}'", attribute, at.name(), least, most,
                            text));
    return out;
  }
  std::uint64_t whole(const pugi::xml_node& at, const char* attribute, std::uint64_t fallback, std::uint64_t least,
                      std::uint64_t most) const {
    const double out =
        number(at, attribute, static_cast<double>(fallback), static_cast<double>(least), static_cast<double>(most));
    if (out != std::floor(out)) wrong(at, fmt::format("'{}' of <{}> must be a whole number", attribute, at.name()));
    return static_cast<std::uint64_t>(out);
  }

  Columns columns(const pugi::xml_node& at, const char* side) const {
    const auto text = at.attribute("both") ? need(at, "both") : need(at, side);
    Columns out;
    for (const auto& alternative : split(text, '|')) {
      out.push_back(words(alternative));
      if (out.back().empty()) wrong(at, fmt::format("'{}' names no column beside a '|'", text));
    }
    return out;
  }

  void read_values(const pugi::xml_node& at) {
    allow(at, {}, {"value"});
    for (const auto& v : at.children("value")) {
      allow(v, {"name", "read", "left", "right", "both", "optional"}, {"same"});
      if (v.attribute("both") && (v.attribute("left") || v.attribute("right")))
        wrong(v, "<value> has either 'both' or 'left' and 'right'");
      Value out{.name = need(v, "name"), .reading = among(v, "read", reading_names, Reading::text)};
      out.left = columns(v, "left");
      if (!model_.dedupes()) out.right = columns(v, "right");
      out.optional = among(v, "optional", yes_no, false);
      for (const auto& same : v.children("same")) {
        allow(same, {"as", "written"}, {});
        out.aliases.emplace_back(need(same, "written"), need(same, "as"));
      }
      if (std::ranges::find(model_.values, out.name, &Value::name) != model_.values.end())
        wrong(v, fmt::format("there are two values '{}'", out.name));
      model_.values.push_back(std::move(out));
    }
    if (model_.values.empty()) wrong(at, "<values> needs a <value>");
  }

  std::size_t value_of(const pugi::xml_node& at) const {
    const auto name = need(at, "of");
    for (std::size_t i = 0; i < model_.values.size(); ++i)
      if (model_.values[i].name == name) return i;
    std::vector<std::string> names;
    for (const auto& v : model_.values) names.push_back(v.name);
    wrong(at, fmt::format("there is no value '{}'; there are: {}", name, fmt::join(names, ", ")));
  }

  Key key_of(const pugi::xml_node& at) const {
    allow(at, {"of", "part", "letters"}, {});
    Key out{.value = value_of(at), .part = among(at, "part", part_names, Part::whole)};
    const auto& value = model_.values[out.value];
    const bool counts = out.part == Part::first || out.part == Part::last;
    const bool given = static_cast<bool>(at.attribute("letters"));
    if (out.part != Part::run && counts != given)
      wrong(at, "'letters' belongs to the parts first and last, which need it, and run");
    out.length = static_cast<int>(whole(at, "letters", 0, given ? 1 : 0, 64));
    const bool of_words = out.part == Part::tokens || out.part == Part::sounds || out.part == Part::sound ||
                          out.part == Part::run || out.part == Part::number;
    const bool of_dates = out.part == Part::year || out.part == Part::month_day;
    if (of_words && !has_words(value.reading))
      wrong(at, fmt::format("value '{}' has no words: read it as words, person, company, place or list", value.name));
    if (of_dates && value.reading != Reading::date)
      wrong(at, fmt::format("value '{}' is not read as a date", value.name));
    return out;
  }

  void read_rules(const pugi::xml_node& at) {
    allow(at, {"max-block", "max-pairs"}, {"rule"});
    model_.max_block = whole(at, "max-block", model_.max_block, 1, 1'000'000'000);
    model_.max_pairs = whole(at, "max-pairs", model_.max_pairs, 1, 4'000'000'000);
    for (const auto& r : at.children("rule")) {
      allow(r, {"name", "trains"}, {"key"});
      Rule out{.name = need(r, "name"), .keys = {}, .trains = among(r, "trains", yes_no, true)};
      for (const auto& k : r.children("key")) out.keys.push_back(key_of(k));
      if (out.keys.empty()) wrong(r, fmt::format("rule '{}' needs a <key>", out.name));
      model_.rules.push_back(std::move(out));
    }
    if (model_.rules.empty()) wrong(at, "<blocking> needs a <rule>");
    if (model_.rules.size() > most_rules) wrong(at, fmt::format("there are at most {} rules", most_rules));
  }

  void fits(const pugi::xml_node& at, const Field& field) const {
    const auto& value = model_.values[field.value];
    const bool words_needed = field.how == How::names || field.how == How::words || field.how == How::common ||
                              field.how == How::first_number;
    if (words_needed && !has_words(value.reading))
      wrong(at, fmt::format("value '{}' has no words: read it as words, person, company, place or list", value.name));
    if ((field.how == How::activities || field.how == How::serial) && value.reading != Reading::company)
      wrong(at, fmt::format("value '{}' is not read as a company", value.name));
    if (field.how == How::sector && value.reading != Reading::sector)
      wrong(at, fmt::format("value '{}' is not read as a sector", value.name));
    const bool of_dates = field.how == How::date || field.how == How::days;
    if (of_dates != (value.reading == Reading::date) && field.how != How::exact && field.how != How::digits)
      wrong(at, fmt::format("value '{}' and 'date' do not go together", value.name));
  }

  void read_fields(const pugi::xml_node& at) {
    allow(at, {}, {"field"});
    for (const auto& f : at.children("field")) {
      allow(f, {"name", "of", "how", "term-frequency", "expected-else", "review-below"}, {"level"});
      Field out{.name = need(f, "name"), .value = value_of(f), .how = among(f, "how", how_names, How::exact)};
      out.term_frequency = among(f, "term-frequency", yes_no, false);
      out.expected_else = number(f, "expected-else", 0, 0, 1);
      fits(f, out);
      for (const auto& l : f.children("level")) {
        allow(l, {"at-least", "expected"}, {});
        need(l, "at-least");
        out.levels.push_back({number(l, "at-least", 1, 0, 1), number(l, "expected", 0, 0, 1)});
        if (out.levels.size() > 1 && out.levels.back().at_least >= out.levels[out.levels.size() - 2].at_least)
          wrong(l, "levels must fall");
      }
      if (out.levels.empty()) wrong(f, fmt::format("field '{}' needs a <level>", out.name));
      if (f.attribute("review-below")) out.review_level = review_level(f, out);
      if (out.levels.size() > most_levels) wrong(f, fmt::format("a field has at most {} levels", most_levels));
      model_.fields.push_back(std::move(out));
    }
    if (model_.fields.empty()) wrong(at, "<fields> needs a <field>");
    if (model_.fields.size() > most_fields) wrong(at, fmt::format("there are at most {} fields", most_fields));
  }

  // The first level below the likeness that is named: one of the field's own, since levels are all that is kept.
  int review_level(const pugi::xml_node& at, const Field& field) const {
    const double below = number(at, "review-below", 1, 0, 1);
    for (std::size_t l = 0; l < field.levels.size(); ++l)
      if (field.levels[l].at_least == below) return static_cast<int>(l) + 1;
    wrong(at, fmt::format("field '{}': review-below is the at-least of one of its levels", field.name));
  }

  void read_rest(const pugi::xml_node& root) {
    if (const auto at = root.child("training")) {
      allow(at, {"seed", "random-pairs", "iterations", "strength"}, {});
      model_.seed = whole(at, "seed", model_.seed, 0, 1'000'000'000'000);
      model_.random_pairs = whole(at, "random-pairs", model_.random_pairs, 1000, 100'000'000);
      model_.iterations = static_cast<int>(whole(at, "iterations", 100, 1, 10'000));
      model_.strength = number(at, "strength", model_.strength, 0.01, 1'000'000);
    }
    if (const auto at = root.child("bands")) {
      allow(at, {"link", "review"}, {});
      model_.link = number(at, "link", model_.link, 0, 1);
      model_.review = number(at, "review", std::min(model_.review, model_.link), 0, 1);
      if (model_.review > model_.link) wrong(at, "'review' must not be greater than 'link'");
    }
    if (const auto at = root.child("matching")) {
      allow(at, {"one-to-one", "clusters"}, {});
      const auto once = among(at, "one-to-one", once_names, Once::no);
      model_.one_to_one = once != Once::no;
      model_.right_once = once == Once::both;
      model_.clusters = among(at, "clusters", yes_no, false);
      if (model_.one_to_one && model_.dedupes()) wrong(at, "a table linked with itself cannot be one to one");
      if (model_.clusters && !model_.dedupes()) wrong(at, "clusters are of a table linked with itself");
    }
  }

  std::string_view xml_, name_;
  Model model_;
};

}  // namespace

std::vector<std::string> Model::columns(bool right) const {
  std::vector<std::string> out{right ? right_id : left_id};
  for (const auto& v : values)
    for (const auto& alternative : right ? v.right : v.left)
      for (const auto& c : alternative)
        if (std::ranges::find(out, c) == out.end()) out.push_back(c);
  return out;
}

std::vector<std::string> Model::optional_columns(bool right) const {
  const auto of = [right](const Value& v, auto&& use) {
    for (const auto& alternative : right ? v.right : v.left)
      for (const auto& c : alternative) use(c);
  };
  std::vector<std::string> needed{right ? right_id : left_id}, out;
  for (const auto& v : values)
    if (!v.optional) of(v, [&](const std::string& c) { needed.push_back(c); });
  for (const auto& v : values)
    if (v.optional)
      of(v, [&](const std::string& c) {
        if (std::ranges::find(needed, c) == needed.end()) out.push_back(c);
      });
  return out;
}

Model parse_model(std::string_view xml, std::string_view name) { return ModelReader{xml, name}.read(); }

Model load_model(const std::filesystem::path& file) {
  std::ifstream in{file, std::ios::binary};
  if (!in) throw LinkError{fmt::format("{} cannot be read", file.string())};
  const std::string xml{std::istreambuf_iterator<char>{in}, {}};
  return parse_model(xml, file.string());
}

}  // namespace ssiis::matching
