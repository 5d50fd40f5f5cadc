// A QR code as a PNG picture, black on white, with its quiet zone.
#pragma once
#include <string>
#include <string_view>

namespace ssiis::documents {

// Error correction M (15 %). `module_pixels` wide modules. Throws std::runtime_error when the text does not fit.
std::string qr_png(std::string_view text, unsigned module_pixels = 8);

}  // namespace ssiis::documents
