#include "documents/tokens.hpp"

#include <algorithm>
#include <cstring>

#include "core/text.hpp"

namespace ssiis::documents {

namespace {

bool is(pugi::xml_node node, const char* name) { return std::strcmp(node.name(), name) == 0; }

// The key without what editors slip in: spaces, tabs, breaks, no-break and zero-width spaces.
std::string bare(std::string_view inside) {
  std::string out;
  for (std::size_t i = 0; i < inside.size(); ++i) {
    const char c = inside[i];
    if (c == ' ' || c == '\t' || c == '\n' || c == '\r') continue;
    if (inside.substr(i, 2) == "\xC2\xA0") {
      ++i;
      continue;
    }
    const auto three = inside.substr(i, 3);
    if (three == "\xE2\x80\x8B" || three == "\xE2\x80\x8C" || three == "\xE2\x80\x8D" || three == "\xEF\xBB\xBF") {
      i += 2;
      continue;
    }
    out += c;
  }
  return out;
}

std::optional<Token> token_of(std::string_view inside) {
  std::string key = bare(inside);
  auto kind = Token::Kind::value;
  if (!key.empty() && (key[0] == '#' || key[0] == '/' || key[0] == '^')) {
    kind = key[0] == '#' ? Token::Kind::open : key[0] == '/' ? Token::Kind::close : Token::Kind::inverted;
    key.erase(0, 1);
  } else if (key.rfind("image:", 0) == 0) {
    kind = Token::Kind::image;
    key.erase(0, 6);
  }
  const auto fine = [](char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.'; };
  if (key.empty() || key.size() > 80 || !std::all_of(key.begin(), key.end(), fine)) return std::nullopt;
  return Token{kind, std::move(key)};
}

std::string written(const Token& token) {
  switch (token.kind) {
    case Token::Kind::open:
      return "{{#" + token.key + "}}";
    case Token::Kind::inverted:
      return "{{^" + token.key + "}}";
    case Token::Kind::close:
      return "{{/" + token.key + "}}";
    case Token::Kind::image:
      return "{{image:" + token.key + "}}";
    case Token::Kind::value:
      break;
  }
  return "{{" + token.key + "}}";
}

bool is_section(const Token& token) {
  return token.kind == Token::Kind::open || token.kind == Token::Kind::inverted || token.kind == Token::Kind::close;
}

// One stretch of visible text of a paragraph: a w:t, or a mark (tab, break) that counts as one sign.
struct Piece {
  pugi::xml_node node;
  std::string text;
  bool is_text;
  bool touched{false};
};

void collect_pieces(pugi::xml_node parent, std::vector<Piece>& out) {
  for (auto child : parent.children()) {
    if (is(child, "w:t")) {
      out.push_back({child, child.text().get(), true});
    } else if (is(child, "w:tab") && is(parent, "w:r")) {
      out.push_back({child, "\t", false});
    } else if ((is(child, "w:br") || is(child, "w:cr")) && is(parent, "w:r")) {
      out.push_back({child, "\n", false});
    } else if (!is(child, "w:drawing") && !is(child, "w:pict") && !is(child, "w:object") &&
               !is(child, "mc:AlternateContent") && !is(child, "w:pPr") && !is(child, "w:rPr") && !is(child, "w:p")) {
      collect_pieces(child, out);
    }
  }
}

// Moves the text [from, to) of the joined pieces, being one token, into the piece where it begins.
void gather(std::vector<Piece>& pieces, std::size_t from, std::size_t to, const std::string& token) {
  std::size_t end = 0;
  for (const auto& p : pieces) end += p.text.size();
  for (auto piece = pieces.rbegin(); piece != pieces.rend(); ++piece) {
    const std::size_t begin = end - piece->text.size();
    const std::size_t low = std::max(begin, from), high = std::min(end, to);
    if (low < high) {
      piece->text.erase(low - begin, high - low);
      if (begin <= from) piece->text.insert(from - begin, token);
      piece->touched = true;
    }
    end = begin;
  }
}

void join_tokens(pugi::xml_node paragraph, std::vector<std::string>& malformed) {
  std::vector<Piece> pieces;
  collect_pieces(paragraph, pieces);
  std::string text;
  for (const auto& p : pieces) text += p.text;
  if (!has_token(text)) return;
  const auto cut = segments_of(text);
  if (!cut) {
    malformed.push_back(first_code_points(text, 60));
    return;
  }
  struct Place {
    std::size_t from, to;
    std::string token;
  };
  std::vector<Place> places;
  std::size_t at = 0;
  for (const auto& s : *cut) {
    if (!s.token) {
      at += s.literal.size();
      continue;
    }
    const std::size_t close = text.find("}}", at) + 2;
    places.push_back({at, close, written(*s.token)});
    at = close;
  }
  for (auto p = places.rbegin(); p != places.rend(); ++p) gather(pieces, p->from, p->to, p->token);
  for (auto& p : pieces) {
    if (!p.touched) continue;
    if (p.is_text) {
      p.node.text().set(p.text.c_str());
      p.node.remove_attribute("xml:space");
      p.node.append_attribute("xml:space") = "preserve";
    } else if (p.text.empty()) {
      p.node.parent().remove_child(p.node);
    }
  }
}

pugi::xml_node new_run_before(pugi::xml_node run) {
  auto fresh = run.parent().insert_child_before("w:r", run);
  if (auto format = run.child("w:rPr")) fresh.append_copy(format);
  return fresh;
}

// Cuts a run so that each section token of it stands alone in its own run.
void isolate_sections(pugi::xml_node run) {
  bool any = false;
  for (auto t : run.children("w:t")) {
    const auto cut = segments_of(t.text().get());
    if (cut)
      any = any || std::any_of(cut->begin(), cut->end(), [](auto& s) { return s.token && is_section(*s.token); });
  }
  if (!any) return;
  pugi::xml_node current;
  const auto put = [&](const std::string& text) {
    if (!current) current = new_run_before(run);
    auto t = current.append_child("w:t");
    t.append_attribute("xml:space") = "preserve";
    t.text().set(text.c_str());
  };
  for (auto child : run.children()) {
    if (is(child, "w:rPr")) continue;
    const auto cut = is(child, "w:t") ? segments_of(child.text().get()) : std::nullopt;
    if (!cut) {
      if (!current) current = new_run_before(run);
      current.append_copy(child);
      continue;
    }
    for (const auto& s : *cut) {
      const bool alone = s.token && is_section(*s.token);
      if (alone) current = {};
      put(s.token ? written(*s.token) : s.literal);
      if (alone) current = {};
    }
  }
  run.parent().remove_child(run);
}

void all_named(pugi::xml_node root, const char* name, std::vector<pugi::xml_node>& out) {
  struct Walker : pugi::xml_tree_walker {
    Walker(const char* n, std::vector<pugi::xml_node>& o) : name{n}, found{o} {}
    bool for_each(pugi::xml_node& node) override {
      if (is(node, name)) found.push_back(node);
      return true;
    }
    const char* name;
    std::vector<pugi::xml_node>& found;
  } walker{name, out};
  root.traverse(walker);
}

}  // namespace

bool has_token(std::string_view text) noexcept {
  return text.find("{{") != std::string_view::npos || text.find("}}") != std::string_view::npos;
}

std::optional<std::vector<Segment>> segments_of(std::string_view text) {
  std::vector<Segment> out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t open = text.find("{{", at);
    const auto literal = text.substr(at, open == std::string_view::npos ? open : open - at);
    if (literal.find("}}") != std::string_view::npos) return std::nullopt;
    if (!literal.empty()) out.push_back({std::string{literal}, std::nullopt});
    if (open == std::string_view::npos) break;
    const std::size_t close = text.find("}}", open + 2);
    if (close == std::string_view::npos) return std::nullopt;
    auto token = token_of(text.substr(open + 2, close - open - 2));
    if (!token) return std::nullopt;
    out.push_back({{}, std::move(token)});
    at = close + 2;
  }
  return out;
}

void normalise(pugi::xml_node part_root, std::vector<std::string>& malformed) {
  std::vector<pugi::xml_node> paragraphs, runs;
  all_named(part_root, "w:p", paragraphs);
  for (auto p : paragraphs) join_tokens(p, malformed);
  if (!malformed.empty()) return;
  all_named(part_root, "w:r", runs);
  // Inner runs (of text boxes) come after the outer run that holds them; cutting copies, so go from the inside out.
  for (auto r = runs.rbegin(); r != runs.rend(); ++r) isolate_sections(*r);
}

std::optional<Token> section_token(pugi::xml_node text) {
  const std::string_view whole = text.text().get();
  if (whole.size() < 6 || whole.substr(0, 2) != "{{") return std::nullopt;
  auto cut = segments_of(whole);
  if (!cut || cut->size() != 1 || !cut->front().token || !is_section(*cut->front().token)) return std::nullopt;
  return cut->front().token;
}

}  // namespace ssiis::documents
