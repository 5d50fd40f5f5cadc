// Every DMN file of two public engines: it must be read or refused with a line and a reason.
#include "conformance/apart.hpp"
#include "conformance/files.hpp"
#include "conformance/parts.hpp"
#include "conformance/report.hpp"
#include "workflow/api.hpp"

namespace ssiis::conformance {
namespace {

namespace fs = std::filesystem;

// "read", or the code of the first finding.
std::vector<std::string> read_one(const fs::path& file) {
  workflow::Findings findings;
  const auto xml = workflow::XmlSource::read(content(file), file.filename().string(), findings);
  if (xml && workflow::dmn::Model::read(*xml, findings)) return {"read"};
  if (findings.empty() || findings.front().sentence.empty() || findings.front().line < 1)
    throw std::runtime_error{"refused without a reason"};
  return {findings.front().code};
}

Source engine(const Options& options, const std::string& repository) {
  Source s{.name = repository + ", DMN files: read (\"passed\") or refused"};
  const auto is_dmn = [](const fs::path& p) {  // beside them stand *.dmn.sql and *.dmn.cfg.xml
    const auto name = p.filename().string();
    return name.ends_with(".dmn") || name.ends_with(".dmn.xml") || name.ends_with(".dmn11") ||
           name.ends_with(".dmn11.xml");
  };
  for (const auto& file : files_below(options.dir / repository, is_dmn)) {
    ++s.total;
    const auto result = apart([&] { return read_one(file); });
    if (!result.crash.empty() || result.lines.size() != 1) {
      s.crashed.push_back(file.string() + ": " + result.crash);
    } else if (result.lines.front() == "read") {
      ++s.passed;
    } else {
      ++s.refused;
      ++s.reasons[result.lines.front()];
    }
  }
  return s;
}

}  // namespace

bool dmn_engines(const Options& options) {
  bool good = true;
  for (const auto* repository : {"operaton/operaton", "flowable/flowable-engine"}) {
    const auto s = engine(options, repository);
    print(s, 20);
    good = good && s.total > 0 && s.crashed.empty();
  }
  return good;
}

}  // namespace ssiis::conformance
