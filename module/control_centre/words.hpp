// What the sources are called.
#pragma once
#include <string>
#include <string_view>

#include "web/api.hpp"

namespace ssiis::control_centre {

std::string source_words(const web::Translator& t, std::string_view language, std::string_view source);

}  // namespace ssiis::control_centre
