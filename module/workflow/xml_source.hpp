// Reads XML that a stranger may have written: limits on size, depth and number of elements, UTF-8
// only, no DOCTYPE, names resolved with their namespaces, every element with its line.
#pragma once
#include <memory>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::workflow {

// One thing wrong in a file, for the analyst who drew it. `code` is stable ("flow.no_condition").
struct Finding {
  std::string file;
  int line;
  std::string code;
  std::string sentence;             // in English
  std::vector<std::string> args{};  // what the sentence names, for its form in another language
};
using Findings = std::vector<Finding>;
std::string text_of(const Finding& f);  // file:line: sentence [code]
// The sentence of the catalogue (context "finding", msgid the code) with what it names in place of {1}, {2} …
std::string sentence_of(const Finding& f, std::string_view pattern);

class XmlSource {
 public:
  static constexpr std::size_t max_bytes = 4 * 1024 * 1024;
  static constexpr int max_depth = 64;
  static constexpr std::size_t max_elements = 20'000;

  // Nothing, with findings, when the text is refused. [any thread]
  static std::unique_ptr<XmlSource> read(std::string_view text, std::string file, Findings& findings);

  pugi::xml_node root() const { return document_.document_element(); }
  int line(pugi::xml_node node) const;
  // Local name and namespace of an element; the namespace is "" when its prefix is not declared.
  static std::string_view local(pugi::xml_node node);
  static std::string_view space(pugi::xml_node node);
  static std::string_view space(pugi::xml_node node, std::string_view prefix);
  const std::string& file() const noexcept { return file_; }

 private:
  XmlSource() = default;
  std::string file_;
  std::string text_;
  std::vector<std::size_t> line_starts_;
  pugi::xml_document document_;
};

}  // namespace ssiis::workflow
