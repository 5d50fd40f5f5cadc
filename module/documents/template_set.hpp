// The templates of a whole bundle, checked as single ones are when they are uploaded: by the helper program (type, no
// macros, nothing fetched from elsewhere), then against the shipped templates of their kind.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

#include "documents/intake.hpp"

namespace ssiis::documents {

// [any thread]
class TemplateSet {
 public:
  struct Parts {
    std::filesystem::path helper;
    std::filesystem::path shipped;  // folder of the shipped templates
    std::filesystem::path scratch;  // where the helper reads them; exists
  };
  explicit TemplateSet(Parts parts) : parts_{std::move(parts)} {}

  // `templates`: name (…/lo/KIND.docx, …/en/KIND.docx) → bytes. What is wrong, file by file: template.unknown {kind}
  // {language} of one that no letter is made from, upload.*, archive.* of the checks of every upload, template.* of
  // check_template. What was looked at before is not looked at again as long as the shipped ones stay.
  std::vector<std::pair<std::string, Rejection>> faults(const std::map<std::string, std::string>& templates) const;

 private:
  Rejections faults_of(const std::string& language, const std::string& kind, const std::string& bytes) const;
  Rejections looked_at(const std::string& bytes, const std::vector<std::string>& models) const;
  Parts parts_;
  mutable std::mutex mutex_;
  mutable std::map<std::string, Rejections> known_;  // by the hash of the template and of what it was compared with
};

}  // namespace ssiis::documents
