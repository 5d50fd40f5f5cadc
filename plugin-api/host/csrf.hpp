// Writes must come from our own pages: a token in the form, and what the browser says about the sender.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "host/exchange.hpp"

namespace lsso::host {

using Form = std::vector<std::pair<std::string, std::string>>;
std::string field_of(const Form& form, std::string_view name);  // the first, trimmed; "" when absent

std::string form_token(std::string_view secret);
// True when the form carries the token of this secret and nothing says that another site sent it.
bool token_fits(const Exchange& exchange, const Form& form, std::string_view secret);

}  // namespace lsso::host
