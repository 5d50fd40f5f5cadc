// The body of a posted form, read as it arrives: fields into memory, files into a quarantine
// folder.
#pragma once
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <map>
#include <optional>
#include <span>

#include "core/api.hpp"
#include "web/request.hpp"

namespace ssiis::web {

// Fills at most the span, says how many bytes; 0 is the end. May throw: the fault goes through.
using BodyReader = std::function<std::size_t(std::span<std::byte>)>;

struct FormLimits {
  std::size_t fields{2000};  // a roll call has many
  std::size_t name_bytes{100};
  std::size_t field_bytes{64 * 1024};
  std::size_t all_field_bytes{1024 * 1024};
  std::size_t uploads{20};
  std::size_t file_name_bytes{1024};
  std::size_t part_header_bytes{8 * 1024};
  std::uint64_t upload_bytes{50ull * 1024 * 1024};
  std::uint64_t body_bytes{200ull * 1024 * 1024};
};

// Asked when the first file of a form begins, with the fields that stood before it: a refusal ends the reading there,
// so that nobody without a right to the form fills the disk. The token field stands before the file fields for that.
using BeforeFiles = std::function<std::optional<Rejection>(const std::multimap<std::string, std::string>& fields)>;

// Reads a form of type application/x-www-form-urlencoded or multipart/form-data (header
// content-type of the request) and fills request.fields and request.uploads; on a refusal both stay
// as they were and no file is left. Files are made in `quarantine` (must exist) under random names,
// O_EXCL, 0600; the Upload's keeper removes them. Refusals: request.media_type (415),
// request.malformed (400), request.bad_text (400), request.too_large (413). A full disk throws
// std::system_error. The rest of a refused body is left unread.
Result<Done> read_form(Request& into, const BodyReader& body, const std::filesystem::path& quarantine,
                       const FormLimits& limits = {}, const BeforeFiles& before_files = {});

}  // namespace ssiis::web
