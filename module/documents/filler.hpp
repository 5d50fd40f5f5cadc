// Fills a DOCX template: placeholders anywhere in body, headers, footers, notes, text boxes, alternative texts, links
// and document properties; table rows and paragraphs that repeat; images. Never an emptied output: an unknown key or a
// section that does not close is a refusal that names it.
#pragma once
#include <compare>
#include <cstdint>
#include <set>
#include <string>
#include <string_view>

#include "core/result.hpp"
#include "documents/values.hpp"
#include "documents/zip.hpp"

namespace ssiis::documents {

struct FillLimits {
  ZipLimits zip{20ULL << 20, 200, 1ULL << 20, 500};
  std::uint64_t text_bytes{16ULL << 20};  // values written, all together
  std::uint64_t copies{20000};            // rows and blocks repeated, all together
};

// How an image gets its place: its alternative text holds {{image:qr}}, and its media file is replaced by
// values.image("qr", png); or the media file is itself called qr.png. Editors rename media files, not texts.
//
// Refusals, all of them listed: template.unreadable {reason}, template.malformed {excerpt, part},
// template.unknown_key {key, part}, template.section_unclosed / template.section_unopened {key, part},
// template.unknown_image {name, part}, template.value_invalid {key}, template.too_large.
// Pure; [any thread]. The result has fixed dates, so equal input gives equal bytes.
Result<std::string> fill_docx(std::string_view docx, const Values& values, const FillLimits& limits = {});

// Every placeholder of a template, as written between the braces ("unit_name", "#team", "^team", "image:qr"). For the
// check of a template that legal staff have changed. Refusals: template.unreadable, template.malformed.
Result<std::set<std::string>> template_keys(std::string_view docx, const FillLimits& limits = {});

// The place of what stands in the file's properties, which nobody reads on paper.
inline constexpr const char* in_properties = "(properties)";

// A placeholder with the sections around it ("measures", "" outside, joined by '/').
struct TemplateUse {
  std::string scope, key;
  auto operator<=>(const TemplateUse&) const = default;
};
// The same with the place of each. A section that shows what is absent ({{^…}}) opens no place of its own.
Result<std::set<TemplateUse>> template_uses(std::string_view docx, const FillLimits& limits = {});

// The copy that goes to LibreOffice 7.4: justified paragraphs become left-aligned, because it tears Lao vowel and tone
// marks off before the stretched spaces (seen with Phetsarath OT and Noto Serif Lao).
Result<std::string> left_aligned(std::string_view docx, const FillLimits& limits = {});

}  // namespace ssiis::documents
