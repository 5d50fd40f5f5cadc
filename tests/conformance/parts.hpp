// The parts of the program: one function and one file each. A part reads its material below `dir`
// (DIR/<owner>/<repository>/…), prints a table a source and answers whether what it must reach is reached. Material
// that is not there is a failure: a run that looked at nothing must not look like a good one.
#pragma once
#include <filesystem>

namespace ssiis::conformance {

struct Options {
  std::filesystem::path dir;
  bool all{false};  // names every wrong answer
};

bool dmn_tck(const Options& options);       // dmn-tck/tck: level 2 complete, level 3 reported
bool dmn_engines(const Options& options);   // DMN files of operaton and flowable: parsed or refused, none crashes
bool bpmn_engines(const Options& options);  // BPMN files of operaton, flowable and bpmn-miwg: deployed and walked
bool names_read(
    const Options& options);  // data/lao-districts.csv, linkage/sample: names of the same in several registers

bool linkage(const Options& options);  // linkage/: labelled sets and the sample registers, found again

}  // namespace ssiis::conformance
