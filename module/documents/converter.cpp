#include "documents/converter.hpp"

#include <fstream>
#include <sstream>

#include "core/bytes.hpp"
#include "core/text.hpp"
#include "documents/filler.hpp"

namespace ssiis::documents {

namespace {

// A folder that goes when the call ends, whatever happens.
struct Folder {
  explicit Folder(std::filesystem::path p) : path{std::move(p)} { std::filesystem::create_directories(path); }
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;
  std::filesystem::path path;
};

std::string whole_file(const std::filesystem::path& path) {
  std::ifstream in{path, std::ios::binary};
  std::ostringstream out;
  out << in.rdbuf();
  return std::move(out).str();
}

// A PDF that breaks off is none: LibreOffice may have been killed while it wrote.
bool complete(const std::string& pdf) {
  return pdf.rfind("%PDF-", 0) == 0 &&
         pdf.find("%%EOF", pdf.size() > 1024 ? pdf.size() - 1024 : 0) != std::string::npos;
}

}  // namespace

std::vector<std::string> Converter::to_pdf(const std::vector<std::string>& docx, const GivenUp& given_up) {
  std::vector<std::string> pdfs(docx.size());
  const auto scratch = std::filesystem::absolute(settings_.scratch);
  const auto profile = scratch / "profile";
  std::filesystem::create_directories(profile);
  const Folder work{scratch / hex(random_bytes(8))};
  const auto out = work.path / "out";
  std::filesystem::create_directories(out);
  std::vector<std::string> argv{settings_.helper.string(), "convert", settings_.soffice.string(), profile.string(),
                                out.string()};
  for (std::size_t i = 0; i < docx.size(); ++i) {
    const auto copy = left_aligned(docx[i]);
    if (!copy) continue;  // no DOCX: its place stays empty
    const auto path = work.path / (std::to_string(i) + ".docx");
    std::ofstream{path, std::ios::binary} << *copy;
    argv.push_back(path.string());
  }
  if (argv.size() == 5) return pdfs;
  run_process(argv, settings_.time, given_up);  // its word does not count, the files do
  for (std::size_t i = 0; i < docx.size(); ++i) {
    auto pdf = whole_file(out / (std::to_string(i) + ".pdf"));
    if (complete(pdf)) pdfs[i] = std::move(pdf);
  }
  return pdfs;
}

std::vector<std::string> missing_fonts(const std::vector<std::string>& families) {
  std::vector<std::string> missing;
  for (const auto& family : families) {
    const auto done = run_process({"/usr/bin/fc-match", "--format=%{family}", family}, std::chrono::seconds{10});
    bool found = false;
    for (const auto& name : split(done.output, ',')) found = found || trimmed(name) == family;
    if (!found) missing.push_back(family);
  }
  return missing;
}

}  // namespace ssiis::documents
