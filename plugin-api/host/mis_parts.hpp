// Pieces that several of the MIS's screens use.
#pragma once
#include <string>
#include <string_view>

#include "host/html.hpp"
#include "host/shell.hpp"

namespace lsso::host::parts {

void card(Html& h, std::string_view id, std::string_view title);  // opens <section>; end_card closes it
void end_card(Html& h);
// A name from the registers; one in Lao script says so, whatever the language of the page.
void own_name(Html& h, std::string_view name);
void field(Html& h, std::string_view id, std::string_view label, std::string_view value);  // read-only
void search_box(Html& h, const Visit& v, std::string_view action, std::string_view label, std::string_view hint,
                std::string_view value);
void empty(Html& h, std::string_view sentence);
// A status with its shape: kind is ok, warn, bad, cur or idle; the icon has the same name unless given.
void state(Html& h, Markup kind, Markup icon, std::string_view word);
void tabs(Html& h, const Visit& v, std::string_view current);  // registration: units, workers
std::string named(const Visit& v, const std::string& lo, const std::string& en, const std::string& otherwise);

}  // namespace lsso::host::parts
