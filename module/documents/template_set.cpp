#include "documents/template_set.hpp"

#include <fmt/format.h>

#include <fstream>

#include "documents/template_check.hpp"
#include "documents/templates.hpp"

namespace ssiis::documents {
namespace {

constexpr std::size_t most_known = 2000;

// A file that is there only as long as the helper reads it.
class Passing {
 public:
  Passing(const std::filesystem::path& folder, std::string_view bytes)
      : path_{folder / ("template-" + hex(random_bytes(16)) + ".docx")} {
    std::ofstream out{path_, std::ios::binary};
    out.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    out.close();
    if (!out) throw std::runtime_error{"a template to be checked cannot be written to " + folder.string()};
  }
  Passing(const Passing&) = delete;
  Passing& operator=(const Passing&) = delete;
  ~Passing() {
    std::error_code gone_already;
    std::filesystem::remove(path_, gone_already);
  }
  const std::filesystem::path& path() const noexcept { return path_; }

 private:
  std::filesystem::path path_;
};

}  // namespace

Rejections TemplateSet::looked_at(const std::string& bytes, const std::vector<std::string>& models) const {
  const Passing file{parts_.scratch, bytes};
  const auto type = checked_type(parts_.helper, IntakeLimits{}, file.path(), "template.docx");
  if (!type) return type.rejections();
  if (*type != docx_type) return {Rejection{"template.not_docx"}};
  return check_template(bytes, models);
}

Rejections TemplateSet::faults_of(const std::string& language, const std::string& kind,
                                  const std::string& bytes) const {
  std::vector<std::string> models;
  std::string key = hex(sha256(bytes));
  for (const auto& of : {language, std::string{language == "lo" ? "en" : "lo"}}) {
    auto model = shipped_template(parts_.shipped, of, kind);
    if (!model && models.empty()) return {Rejection{"template.unknown", {kind, language}}};
    if (!model) continue;
    key += hex(sha256(*model));
    models.push_back(std::move(*model));
  }
  {
    const std::lock_guard lock{mutex_};
    if (const auto it = known_.find(key); it != known_.end()) return it->second;
  }
  auto found = looked_at(bytes, models);
  const std::lock_guard lock{mutex_};
  if (known_.size() >= most_known) known_.clear();
  return known_.emplace(key, std::move(found)).first->second;
}

std::vector<std::pair<std::string, Rejection>> TemplateSet::faults(
    const std::map<std::string, std::string>& templates) const {
  std::vector<std::pair<std::string, Rejection>> out;
  for (const auto& [name, bytes] : templates) {
    const std::filesystem::path path{name};
    const auto language = path.parent_path().filename().string();
    for (auto& why : faults_of(language, path.stem().string(), bytes)) out.emplace_back(name, std::move(why));
  }
  return out;
}

}  // namespace ssiis::documents
