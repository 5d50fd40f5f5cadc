// Templates of letters in bundles: DOCX files, kept once by their hash. The rows and the sets of files of a bundle hold
// "sha256:…" in place of the bytes, so that reading a bundle to run it moves none of them.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "database/api.hpp"
#include "workflow/bundle.hpp"

namespace ssiis::workflow {

// templates/lo/NAME.docx, templates/en/NAME.docx
bool is_template(std::string_view file_name) noexcept;
std::string template_name(std::string_view language, std::string_view kind);
// The hash that a set of files names in place of a template's bytes; nothing when the content is the bytes.
std::optional<std::string> referred(std::string_view content);
// SHA-256 of the file itself, whether the set holds its bytes or only names them.
std::string digest_of(std::string_view file_name, std::string_view content);

// Bytes of templates go into the store, what names them into the set. A transaction of its own, before the one that
// stores the set: two who keep the same bytes at once are not in each other's way. [any thread]
void keep_templates(db::Pool& pool, Files& files);
// The same within the caller's transaction.
void keep_templates(db::Transaction& tx, Files& files);
// Nothing when they were never kept. Throws std::runtime_error when they are not what their hash says.
std::optional<std::string> template_bytes(db::Transaction& tx, const std::string& sha256);
// The templates of a set with their bytes; what is named and was never kept is empty.
Files templates_of(db::Transaction& tx, const Files& files);

}  // namespace ssiis::workflow
