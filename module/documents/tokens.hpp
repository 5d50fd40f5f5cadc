// Finding {{placeholders}} in WordprocessingML, wherever the editor split them.
#pragma once
#include <optional>
#include <pugixml.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace ssiis::documents {

// {{key}}, {{#section}}, {{^section}}, {{/section}}, {{image:name}}
struct Token {
  enum class Kind { value, open, inverted, close, image } kind;
  std::string key;
};

// A text cut at its tokens, in order. `token` is empty for a literal piece.
struct Segment {
  std::string literal;
  std::optional<Token> token;
};

// Nothing when braces do not pair or a key has other signs than a-z 0-9 _ . (white space inside is forgiven).
std::optional<std::vector<Segment>> segments_of(std::string_view text);
bool has_token(std::string_view text) noexcept;

// Makes every token of a part stand whole in one w:t, and every section token alone in a run of its own. Text boxes,
// cells, links and content controls are gone through too. Paragraphs whose braces do not pair are named in `malformed`.
void normalise(pugi::xml_node part_root, std::vector<std::string>& malformed);

// The section token that a w:t holds alone, after normalise().
std::optional<Token> section_token(pugi::xml_node text);

}  // namespace ssiis::documents
