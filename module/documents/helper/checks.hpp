// What an uploaded file must be, kind by kind. Each check throws Refused with a stable code, or returns.
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace ssiis::helper {

struct Refused : std::runtime_error {
  using std::runtime_error::runtime_error;
};

// `extension` in lower case without dot; `magic` is what libmagic says of the bytes. Returns the content type under
// which the file is kept. Throws Refused, or ZipFault from the container.
std::string check_file(std::string_view extension, std::string_view bytes, std::string_view magic);

void check_pdf(std::string_view bytes);
void check_jpeg(std::string_view bytes);
void check_png(std::string_view bytes);
void check_office(std::string_view extension, std::string_view bytes);  // docx, xlsx, odt
void check_text(std::string_view bytes);

}  // namespace ssiis::helper
