// What a template that legal staff changed must keep to, before any letter is made from it.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "core/result.hpp"

namespace ssiis::documents {

// Compares with the shipped templates of the same kind, of which the first is in the same language: a placeholder may
// be used where one of them uses it (or deeper), and the first one's register number, code and QR code must stay. Every
// fault found: template.unreadable, template.malformed, template.section_unclosed, template.section_unopened,
// template.unknown_key {key}, template.key_missing {key}, template.unknown_image. Pure; [any thread].
Rejections check_template(std::string_view docx, const std::vector<std::string>& shipped);

}  // namespace ssiis::documents
