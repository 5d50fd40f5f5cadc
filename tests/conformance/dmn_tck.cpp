// The test cases of the DMN TCK. Level 2 is what our subset is; level 3 only tells how much of full FEEL is refused,
// and that what is not refused is answered right.
#include <fmt/format.h>

#include "conformance/apart.hpp"
#include "conformance/dmn_tck_values.hpp"
#include "conformance/files.hpp"
#include "conformance/parts.hpp"
#include "conformance/report.hpp"

namespace ssiis::conformance {
namespace {

namespace fs = std::filesystem;
namespace dmn = workflow::dmn;
using workflow::XmlSource;

// A line of a case's outcome: passed | refused, code | wrong, name, what it said. Separated by tabs.
std::string outcome(std::string_view kind, std::string_view a = {}, std::string_view b = {}) {
  return fmt::format("{}\t{}\t{}", kind, a, b);
}

pugi::xml_node expected_in(pugi::xml_node result) {
  for (const auto n : result.children())
    if (XmlSource::local(n) == "expected") return n;
  return {};
}

std::string run_case(const dmn::Model& model, pugi::xml_node test, const std::string& name) try {
  workflow::feel::Fields given;
  for (const auto n : test.children())
    if (XmlSource::local(n) == "inputNode")
      given[workflow::feel::normal_name(n.attribute("name").value())] = value_in(n);
  if (const std::string_view type = test.attribute("type").as_string("decision"); type != "decision")
    return outcome("refused", fmt::format("tck.asks_{}", type));
  for (const auto n : test.children()) {
    if (XmlSource::local(n) != "resultNode") continue;
    const auto* decision = model.decision(workflow::feel::normal_name(n.attribute("name").value()));
    if (!decision) return outcome("wrong", name, fmt::format("no decision {}", n.attribute("name").value()));
    const auto expected = value_in(expected_in(n));
    const auto answer = model.decide(*decision, given);
    if (as_expected(expected, answer.value)) continue;
    return outcome("wrong", name,
                   fmt::format("{}: expected {}, said {}{}", decision->name, shown(expected), shown(answer.value),
                               answer.problem ? " (" + answer.problem->code + ")" : ""));
  }
  return outcome("passed");
} catch (const std::runtime_error& e) {  // of value_in: an input that cannot be given to us
  return outcome("refused", "tck.value", e.what());
}

std::string model_name(pugi::xml_node root) {
  for (const auto n : root.children())
    if (XmlSource::local(n) == "modelName") return n.text().get();
  throw std::runtime_error{"the test cases name no model"};
}

std::vector<std::string> run_file(const fs::path& file) {
  pugi::xml_document tests;
  if (!tests.load_file(file.c_str())) throw std::runtime_error{file.string() + " is no XML"};
  const auto root = tests.document_element();
  const auto model_file = file.parent_path() / model_name(root);
  workflow::Findings findings;
  const auto xml = XmlSource::read(content(model_file), model_file.filename().string(), findings);
  const auto model = xml ? dmn::Model::read(*xml, findings) : nullptr;
  std::vector<std::string> out;
  for (const auto test : root.children())
    if (XmlSource::local(test) == "testCase")
      out.push_back(
          model ? run_case(*model, test, fmt::format("{} case {}", file.stem().string(), test.attribute("id").value()))
                : outcome("refused", findings.front().code, findings.front().sentence));
  return out;
}

void add(Source& s, const std::string& line) {
  const auto first = line.find('\t'), second = line.find('\t', first + 1);
  const auto kind = line.substr(0, first), a = line.substr(first + 1, second - first - 1);
  ++s.total;
  if (kind == "passed") {
    ++s.passed;
  } else if (kind == "refused") {
    ++s.refused;
    ++s.reasons[a];
  } else {
    s.wrong.push_back(a + ": " + line.substr(second + 1));
  }
}

Source level(const Options& options, int number) {
  Source s{.name = fmt::format("dmn-tck/tck, compliance level {}: cases", number)};
  const auto folder = options.dir / "dmn-tck/tck/TestCases" / fmt::format("compliance-level-{}", number);
  const auto is_test = [](const fs::path& p) {
    return p.extension() == ".xml" && p.filename().string().find("-test-") != std::string::npos;
  };
  for (const auto& file : files_below(folder, is_test)) {
    const auto result = apart([&] { return run_file(file); });
    if (!result.crash.empty()) s.crashed.push_back(file.string() + ": " + result.crash);
    for (const auto& line : result.lines) add(s, line);
  }
  return s;
}

}  // namespace

bool dmn_tck(const Options& options) {
  const auto two = level(options, 2);
  print(two, SIZE_MAX);
  const auto three = level(options, 3);
  print(three, options.all ? SIZE_MAX : 20);
  return two.complete() && two.crashed.empty() && three.crashed.empty();
}

}  // namespace ssiis::conformance
