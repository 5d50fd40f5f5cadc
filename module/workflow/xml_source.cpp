#include "workflow/xml_source.hpp"

#include <fmt/format.h>
#include <algorithm>

#include "core/text.hpp"

namespace ssiis::workflow {
namespace {

// Iterative on purpose: a hostile depth must not use up the stack.
class Measure final : public pugi::xml_tree_walker {
 public:
  bool for_each(pugi::xml_node& node) override {
    if (node.type() == pugi::node_doctype) doctype = true;
    if (node.type() == pugi::node_pi) instruction = true;
    if (node.type() == pugi::node_element) ++elements;
    deepest = std::max(deepest, depth() + 1);
    return !doctype && elements <= XmlSource::max_elements && deepest <= XmlSource::max_depth;
  }
  bool doctype{false};
  bool instruction{false};
  std::size_t elements{0};
  int deepest{0};
};

}  // namespace

std::string text_of(const Finding& f) { return fmt::format("{}:{}: {} [{}]", f.file, f.line, f.sentence, f.code); }

std::string sentence_of(const Finding& f, std::string_view pattern) {
  std::string out;
  for (std::size_t i = 0; i < pattern.size(); ++i) {
    const bool place = pattern[i] == '{' && i + 2 < pattern.size() && pattern[i + 2] == '}' && pattern[i + 1] >= '1' &&
                       pattern[i + 1] <= '9';
    if (!place) {
      out += pattern[i];
      continue;
    }
    const auto n = static_cast<std::size_t>(pattern[i + 1] - '1');
    if (n < f.args.size()) out += f.args[n];
    i += 2;
  }
  return out;
}

std::unique_ptr<XmlSource> XmlSource::read(std::string_view text, std::string file, Findings& findings) {
  const auto refuse = [&](int line, std::string code, std::string sentence) {
    findings.push_back({file, line, std::move(code), std::move(sentence)});
    return nullptr;
  };
  if (text.size() > max_bytes) return refuse(1, "xml.too_large", "The file is larger than 4 MiB.");
  if (text.starts_with("\xEF\xBB\xBF")) text.remove_prefix(3);
  if (!valid_utf8(text)) return refuse(1, "xml.encoding", "The file is not valid UTF-8 text.");
  std::unique_ptr<XmlSource> out{new XmlSource};
  out->file_ = file;
  out->text_ = std::string{text};
  out->line_starts_.push_back(0);
  for (std::size_t i = 0; i < text.size(); ++i)
    if (text[i] == '\n') out->line_starts_.push_back(i + 1);
  const auto parsed = out->document_.load_buffer(out->text_.data(), out->text_.size(),
                                                 pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  const auto line_at = [&](std::size_t offset) {
    const auto& s = out->line_starts_;
    return static_cast<int>(std::upper_bound(s.begin(), s.end(), offset) - s.begin());
  };
  if (!parsed)
    return refuse(line_at(static_cast<std::size_t>(std::max<std::ptrdiff_t>(parsed.offset, 0))), "xml.malformed",
                  fmt::format("The file is not well-formed XML: {}.", parsed.description()));
  Measure m;
  out->document_.traverse(m);
  if (m.doctype) return refuse(1, "xml.doctype", "A DOCTYPE is not accepted: remove it and its entities.");
  if (m.deepest > max_depth) return refuse(1, "xml.too_deep", "The elements are nested more than 64 deep.");
  if (m.elements > max_elements) return refuse(1, "xml.too_many", "The file has more than 20,000 elements.");
  return out;
}

int XmlSource::line(pugi::xml_node node) const {
  const auto offset = node.offset_debug();
  if (offset < 0) return 1;
  return static_cast<int>(std::upper_bound(line_starts_.begin(), line_starts_.end(), static_cast<std::size_t>(offset)) -
                          line_starts_.begin());
}

std::string_view XmlSource::local(pugi::xml_node node) {
  const std::string_view name{node.name()};
  const auto colon = name.find(':');
  return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

std::string_view XmlSource::space(pugi::xml_node node, std::string_view prefix) {
  const std::string declaration = prefix.empty() ? "xmlns" : "xmlns:" + std::string{prefix};
  for (auto n = node; n; n = n.parent())
    if (const auto a = n.attribute(declaration.c_str())) return a.value();
  return {};
}

std::string_view XmlSource::space(pugi::xml_node node) {
  const std::string_view name{node.name()};
  const auto colon = name.find(':');
  return space(node, colon == std::string_view::npos ? std::string_view{} : name.substr(0, colon));
}

}  // namespace ssiis::workflow
