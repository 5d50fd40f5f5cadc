// Every BPMN file of three public sources: deployed or refused with a line and a reason, and what is deployed is
// walked.
#include <fmt/core.h>

#include <set>

#include "conformance/apart.hpp"
#include "conformance/bpmn_foreign.hpp"
#include "conformance/bpmn_walk.hpp"
#include "conformance/files.hpp"
#include "conformance/parts.hpp"
#include "conformance/report.hpp"
#include "workflow/api.hpp"

namespace ssiis::conformance {
namespace {

namespace fs = std::filesystem;
constexpr std::uint64_t walks = 3;

// "outside" or "refused" with the reason, or "inside" with where a walk got stuck, if one did.
std::vector<std::string> one_file(const fs::path& file) {
  const auto ready = made_ready(content(file));
  if (!ready.outside.empty()) return {"outside", ready.outside.front()};
  workflow::Findings findings;
  const auto name = file.filename().string();
  const auto xml = workflow::XmlSource::read(ready.text, name, findings);
  auto d = xml ? workflow::read_definition(*xml, {}, findings) : nullptr;
  workflow::Definitions all;
  if (d) {
    all[d->process] = d;
    workflow::join_calls(all, {{d->process, name}}, findings);
  }
  if (!findings.empty()) {
    const auto& f = findings.front();
    if (f.sentence.empty() || f.line < 1) throw std::runtime_error{"refused without a reason"};
    return {"refused", f.code == "bpmn.element" ? f.code + " " + f.args.front() : f.code};
  }
  if (!d) throw std::runtime_error{"refused without a reason"};
  for (std::uint64_t seed = 1; seed <= walks; ++seed)
    if (const auto stuck = walked(*all[d->process], seed); !stuck.empty())
      return {"inside", fmt::format("walk {}: {}", seed, stuck)};
  return {"inside"};
}

struct Table {
  Source source;
  std::size_t inside{0}, outside{0};
};

Table table_of(const Options& options, const std::string& repository) {
  Table t;
  auto& s = t.source;
  s.name = repository + ", BPMN files: deployed and walked to the end (\"passed\"), refused, stuck (\"wrong\")";
  const auto is_bpmn = [](const fs::path& p) {
    const auto name = p.filename().string();
    return name.ends_with(".bpmn") || name.ends_with(".bpmn20.xml") || name.ends_with(".bpmn.xml");
  };
  for (const auto& file : files_below(options.dir / repository, is_bpmn)) {
    ++s.total;
    const auto result = apart([&] { return one_file(file); });
    if (!result.crash.empty() || result.lines.empty()) {
      s.crashed.push_back(file.string() + ": " + result.crash);
      continue;
    }
    const auto& lines = result.lines;
    if (lines.front() == "inside") {
      ++t.inside;
      if (lines.size() == 1)
        ++s.passed;
      else
        s.wrong.push_back(fs::relative(file, options.dir).string() + ": " + lines[1]);
    } else {
      ++s.refused;
      if (lines.front() == "outside") ++t.outside;
      ++s.reasons[lines[1]];
    }
  }
  return t;
}

}  // namespace

bool bpmn_engines(const Options& options) {
  bool good = true;
  for (const auto* repository : {"operaton/operaton", "flowable/flowable-engine", "bpmn-miwg/bpmn-miwg-test-suite"}) {
    const auto t = table_of(options, repository);
    print(t.source, options.all ? t.source.wrong.size() : 20);
    fmt::print("  inside the subset {}, of these walked to an end {} ({:.1f} %); refused for an engine's own code {}\n",
               t.inside, t.source.passed,
               t.inside == 0 ? 0.0 : 100.0 * static_cast<double>(t.source.passed) / static_cast<double>(t.inside),
               t.outside);
    good = good && t.source.total > 0 && t.source.crashed.empty();
  }
  return good;
}

}  // namespace ssiis::conformance
