// ssiis-helper: what must not happen inside the host's process.
//   ssiis-helper check EXTENSION FILE           one line: "ok CONTENT-TYPE" or "refused CODE"; exit 0
//   ssiis-helper convert SOFFICE PROFILE OUT FILE…   becomes LibreOffice, writing OUT/<name>.pdf for each FILE
// Exit 2: wrong use; 3: a fault, named on standard error.
#include <magic.h>
#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>
#include <vector>

#include "documents/helper/checks.hpp"
#include "documents/helper/sandbox.hpp"
#include "documents/zip.hpp"

namespace {

using namespace ssiis;

int check(const std::string& extension, const char* path) {
  // Both are opened before the rights are given up; the bytes are read afterwards.
  const std::unique_ptr<magic_set, void (*)(magic_t)> magic{magic_open(MAGIC_MIME_TYPE | MAGIC_ERROR), magic_close};
  if (!magic || magic_load(magic.get(), nullptr) != 0) throw std::runtime_error{"libmagic has no database"};
  std::ifstream in{path, std::ios::binary};
  if (!in) throw std::runtime_error{"the file cannot be opened"};
  helper::give_up_rights({512ULL << 20, 20, 64 << 10, false});
  std::ostringstream all;
  all << in.rdbuf();
  const std::string bytes = std::move(all).str();
  try {
    const char* type = magic_buffer(magic.get(), bytes.data(), bytes.size());
    std::printf("ok %s\n", helper::check_file(extension, bytes, type == nullptr ? "" : type).c_str());
  } catch (const helper::Refused& why) {
    std::printf("refused %s\n", why.what());
  } catch (const documents::ZipFault& why) {
    std::printf("refused %s\n", why.what());
  } catch (const std::bad_alloc&) {
    std::puts("refused upload.unpacks_too_large");
  }
  return 0;
}

int convert(int count, char** words) {
  const std::string soffice = words[2], profile = words[3], out = words[4];
  // PDF/A-2b, tagged, with the marks of PDF/UA.
  const std::string filter =
      R"(pdf:writer_pdf_Export:{"SelectPdfVersion":{"type":"long","value":"2"},)"
      R"("UseTaggedPDF":{"type":"boolean","value":"true"},"PDFUACompliance":{"type":"boolean","value":"true"}})";
  std::vector<std::string> texts{soffice,
                                 "-env:UserInstallation=file://" + profile,
                                 "--headless",
                                 "--norestore",
                                 "--nologo",
                                 "--nolockcheck",
                                 "--nodefault",
                                 "--convert-to",
                                 filter,
                                 "--outdir",
                                 out};
  for (int i = 5; i < count; ++i) texts.emplace_back(words[i]);
  std::vector<char*> argv;
  for (auto& t : texts) argv.push_back(t.data());
  argv.push_back(nullptr);
  std::vector<std::string> settings{"HOME=" + profile, "TMPDIR=" + profile, "PATH=/usr/bin:/bin",
                                    "LANG=C.UTF-8",    "LC_ALL=C.UTF-8",    "SAL_USE_VCLPLUGIN=svp"};
  std::vector<char*> environment;
  for (auto& s : settings) environment.push_back(s.data());
  environment.push_back(nullptr);
  helper::give_up_rights({8ULL << 30, 300, 300ULL << 20, true});
  execve(soffice.c_str(), argv.data(), environment.data());
  throw std::runtime_error{"LibreOffice cannot be started"};
}

}  // namespace

int main(int count, char** words) {
  try {
    const std::string command = count > 1 ? words[1] : "";
    if (command == "check" && count == 4) return check(words[2], words[3]);
    if (command == "convert" && count > 5) return convert(count, words);
    std::fputs("usage: ssiis-helper check EXTENSION FILE | convert SOFFICE PROFILE OUT FILE...\n", stderr);
    return 2;
  } catch (const std::exception& fault) {
    std::fprintf(stderr, "ssiis-helper: %s\n", fault.what());
    return 3;
  }
}
