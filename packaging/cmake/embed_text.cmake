# Writes one header with the lines of a text file. Run by ssiis_embed_text. Line by line, since compilers warn of long
# literals.
file(READ ${FILE} text)
get_filename_component(file ${FILE} NAME)
string(REGEX REPLACE "\n$" "" text "${text}")
string(REPLACE "\n" ")text\",\nR\"text(" text "${text}")
file(WRITE ${OUT} "// Generated from ${file}. Do not edit.\n#pragma once\n#include <string_view>\nnamespace ssiis::embedded {\ninline constexpr std::string_view ${SYMBOL}[] = {\nR\"text(${text})text\"};\n}  // namespace ssiis::embedded\n")
