// The parts of a workbook as a stream of elements: no tree, no entities of their own, no document type, bounded depth.
#pragma once
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ssiis::imports {

using Attributes = std::vector<std::pair<std::string_view, std::string>>;
std::string_view value_of(const Attributes& attributes, std::string_view name);  // "" when absent

// Local names only: workbooks come in two families of namespaces. Attributes live as long as the call.
struct XmlHandler {
  std::function<void(std::string_view name, const Attributes& attributes)> begin;
  std::function<void(std::string_view name)> end;
  std::function<void(std::string_view text)> text;  // in pieces
};

// Fed piece by piece. Throws ReadFault import.doctype, import.xml_broken {part}, import.xml_too_deep {part}; what a
// handler throws goes through.
class XmlEvents {
 public:
  XmlEvents(std::string part, int depth, XmlHandler handler);
  ~XmlEvents();
  XmlEvents(const XmlEvents&) = delete;
  XmlEvents& operator=(const XmlEvents&) = delete;
  void feed(std::string_view piece);
  void finish();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace ssiis::imports
