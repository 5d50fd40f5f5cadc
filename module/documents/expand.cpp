#include "documents/expand.hpp"

#include <algorithm>
#include <cstring>
#include <vector>

#include "core/text.hpp"
#include "web/translate.hpp"

namespace ssiis::documents {

using web::E_;

namespace {

bool named(pugi::xml_node node, const char* name) { return std::strcmp(node.name(), name) == 0; }

struct Found {
  Token token;
  pugi::xml_node text;
  pugi::xml_node cell;  // the outermost cell below the node searched, if any
};

void find_sections(pugi::xml_node node, pugi::xml_node cell, std::vector<Found>& out) {
  if (named(node, "w:t")) {
    if (auto token = section_token(node)) out.push_back({*token, node, cell});
    return;
  }
  if (!cell && named(node, "w:tc")) cell = node;
  for (auto child : node.children()) find_sections(child, cell, out);
}

struct Balance {
  std::vector<Found> opens;    // not closed inside the node, or closed in another cell of the row
  std::vector<bool> crossing;  // for each of them
  std::vector<Found> closes;   // not opened inside
};

Balance balance_of(pugi::xml_node node) {
  std::vector<Found> all;
  find_sections(node, {}, all);
  Balance result;
  std::vector<Found> stack;
  std::vector<Found> crossing;
  const bool row = named(node, "w:tr");
  for (const auto& f : all) {
    if (f.token.kind != Token::Kind::close) {
      stack.push_back(f);
    } else if (!stack.empty() && stack.back().token.key == f.token.key) {
      if (row && stack.back().cell != f.cell) crossing.push_back(stack.back());
      stack.pop_back();
    } else {
      result.closes.push_back(f);
    }
  }
  for (const auto& f : all) {  // in the order of the text: the outermost first
    const auto same = [&](const Found& o) { return o.text == f.text; };
    const bool crosses = std::any_of(crossing.begin(), crossing.end(), same);
    if (crosses || std::any_of(stack.begin(), stack.end(), same)) {
      result.opens.push_back(f);
      result.crossing.push_back(crosses);
    }
  }
  return result;
}

// Something a reader would see: anything in a run but its format, or an object.
bool has_content(pugi::xml_node node) {
  if (named(node, "w:r")) {
    for (auto child : node.children()) {
      if (named(child, "w:rPr") || named(child, "w:lastRenderedPageBreak")) continue;
      if (named(child, "w:t") && *child.text().get() == '\0') continue;
      return true;
    }
    return false;
  }
  for (auto child : node.children())
    if (has_content(child)) return true;
  return false;
}

// Takes the marker's run away; and the paragraph or row with it when nothing else stood there.
void remove_marker(pugi::xml_node within, const Token& token, bool last) {
  std::vector<Found> all;
  find_sections(within, {}, all);
  if (last) std::reverse(all.begin(), all.end());
  for (const auto& f : all) {
    if (f.token.kind != token.kind || f.token.key != token.key) continue;
    auto run = f.text.parent();
    if (run == within) {
      run.remove_child(f.text);
      return;
    }
    auto paragraph = run;
    while (paragraph && paragraph != within && !named(paragraph, "w:p")) paragraph = paragraph.parent();
    run.parent().remove_child(run);
    // A marker paragraph inside a repeated row or cell goes too, unless it is the cell's only one.
    if (paragraph && paragraph != within && named(paragraph, "w:p") && !has_content(paragraph)) {
      const auto home = paragraph.parent();
      if (std::distance(home.children("w:p").begin(), home.children("w:p").end()) > 1)
        paragraph.parent().remove_child(paragraph);
    }
    return;
  }
}

bool can_vanish(pugi::xml_node node) {
  return (named(node, "w:p") || named(node, "w:tr") || named(node, "w:r")) && !has_content(node) &&
         !node.child("w:pPr").child("w:sectPr");
}

void append_text(pugi::xml_node text, std::string_view value) {
  const auto put = [&](std::string_view piece) {
    if (piece.empty()) return;
    auto t = text.parent().insert_child_before("w:t", text);
    t.append_attribute("xml:space") = "preserve";
    t.text().set(std::string{piece}.c_str());
  };
  std::size_t from = 0;
  for (std::size_t i = 0; i < value.size(); ++i) {
    if (value[i] != '\n' && value[i] != '\t') continue;
    put(value.substr(from, i - from));
    text.parent().insert_child_before(value[i] == '\n' ? "w:br" : "w:tab", text);
    from = i + 1;
  }
  put(value.substr(from));
}

}  // namespace

Expander::Expander(const Values& values, const FillLimits& limits, FillBudget& budget, std::string part,
                   Rejections& faults)
    : values_{values}, limits_{limits}, budget_{budget}, part_{std::move(part)}, faults_{faults} {}

void Expander::run(pugi::xml_node root) { expand_children(root, Level{values_, nullptr}, 0); }

void Expander::fault(const char* code, const std::string& argument) {
  const bool known = std::any_of(faults_.begin(), faults_.end(), [&](const Rejection& r) {
    return r.code == code && r.args.size() == 2 && r.args[0] == argument && r.args[1] == part_;
  });
  if (!known && faults_.size() < 100) faults_.push_back({code, {argument, part_}, {}});
}

void Expander::expand(pugi::xml_node node, const Level& level, int depth) {
  if (depth > 200) return fault(E_("template.malformed"), "nesting");
  write_attributes(node, level);
  if (named(node, "w:t")) return write_text(node, level);
  if (node.type() == pugi::node_pcdata && has_token(node.value())) {
    node.set_value(filled(node.value(), level, node.parent()).c_str());
    return;
  }
  expand_children(node, level, depth + 1);
  if (named(node, "w:tc") && !node.child("w:p")) node.append_child("w:p");
}

void Expander::expand_children(pugi::xml_node parent, const Level& level, int depth) {
  for (auto child = parent.first_child(); child;) {
    const auto balance = balance_of(child);
    if (balance.opens.empty()) {
      const auto next = child.next_sibling();
      expand(child, level, depth);
      if (named(child, "w:tbl") && !child.child("w:tr")) parent.remove_child(child);
      child = next;
      continue;
    }
    const Open open{balance.opens.front().token, balance.crossing.front()};
    auto last = child;
    const auto closes = [&](pugi::xml_node sibling) {
      const auto b = balance_of(sibling);
      return std::any_of(b.closes.begin(), b.closes.end(), [&](auto& f) { return f.token.key == open.token.key; });
    };
    if (!open.closes_inside) do
        last = last.next_sibling();
      while (last && !closes(last));
    if (!last) {
      fault(E_("template.section_unclosed"), open.token.key);
      return;
    }
    const auto next = last.next_sibling();
    repeat(child, last, open, level, depth);
    child = next;
  }
}

void Expander::repeat(pugi::xml_node first, pugi::xml_node last, const Open& open, const Level& level, int depth) {
  auto parent = first.parent();
  const auto* rows = find_rows(level, open.token.key);
  if (rows == nullptr) fault(E_("template.unknown_key"), open.token.key);
  std::vector<const Values*> items;
  static const Values nothing;
  if (rows != nullptr && open.token.kind == Token::Kind::inverted && rows->empty()) items.push_back(&nothing);
  if (rows != nullptr && open.token.kind == Token::Kind::open)
    for (const auto& row : *rows) items.push_back(row.get());
  if (rows == nullptr) items.push_back(&nothing);  // go through it once, so that its faults are listed as well
  for (const Values* item : items) {
    if (++budget_.copies > limits_.copies) return fault(E_("template.too_large"), "");
    auto holder = parent.insert_child_before("holder", first);
    for (auto n = first;; n = n.next_sibling()) {
      holder.append_copy(n);
      if (n == last) break;
    }
    auto head = holder.first_child(), tail = holder.last_child();
    remove_marker(head, open.token, false);
    remove_marker(tail, {Token::Kind::close, open.token.key}, true);
    const bool drop_head = can_vanish(head), drop_tail = tail != head && can_vanish(tail);
    if (drop_tail) holder.remove_child(tail);
    if (drop_head) holder.remove_child(head);
    expand_children(holder, Level{*item, &level}, depth);
    while (auto child = holder.first_child()) parent.insert_move_before(child, holder);
    parent.remove_child(holder);
  }
  for (auto n = first; n;) {
    const auto next = n.next_sibling();
    const bool end = n == last;
    parent.remove_child(n);
    if (end) break;
    n = next;
  }
}

const std::string* Expander::find_text(const Level& level, std::string_view key) const {
  for (const Level* l = &level; l != nullptr; l = l->up)
    if (const auto* text = l->values.text(key)) return text;
  return nullptr;
}

const Values::Rows* Expander::find_rows(const Level& level, std::string_view key) const {
  for (const Level* l = &level; l != nullptr; l = l->up)
    if (const auto* rows = l->values.rows(key)) return rows;
  return nullptr;
}

bool Expander::checked(const std::string& key, const std::string& value) {
  if (!valid_utf8(value)) {
    fault(E_("template.value_invalid"), key);
    return false;
  }
  budget_.text_bytes += value.size();
  if (budget_.text_bytes > limits_.text_bytes) {
    fault(E_("template.too_large"), "");
    return false;
  }
  return true;
}

std::string Expander::filled(std::string_view text, const Level& level, pugi::xml_node at) {
  const auto cut = segments_of(text);
  if (!cut) {
    fault(E_("template.malformed"), first_code_points(text, 60));
    return {};
  }
  std::string out;
  for (const auto& s : *cut) {
    if (!s.token) {
      out += s.literal;
    } else if (s.token->kind == Token::Kind::image) {
      take_image(s.token->key, at);
    } else if (s.token->kind != Token::Kind::value) {
      fault(s.token->kind == Token::Kind::close ? E_("template.section_unopened") : E_("template.section_unclosed"),
            s.token->key);
    } else if (const auto* value = find_text(level, s.token->key); value == nullptr) {
      fault(E_("template.unknown_key"), s.token->key);
    } else if (checked(s.token->key, *value)) {
      // XML 1.0 has no way to write these signs; nobody means them.
      for (char c : *value)
        if (static_cast<unsigned char>(c) >= 0x20 || c == '\n' || c == '\t') out += c;
    }
  }
  return out;
}

void Expander::write_text(pugi::xml_node text, const Level& level) {
  if (!has_token(text.text().get())) return;
  append_text(text, filled(text.text().get(), level, text));
  text.parent().remove_child(text);
}

void Expander::write_attributes(pugi::xml_node node, const Level& level) {
  for (auto attribute : node.attributes()) {
    if (!has_token(attribute.value())) continue;
    auto value = filled(attribute.value(), level, node);
    std::replace(value.begin(), value.end(), '\n', ' ');
    attribute.set_value(value.c_str());
  }
}

void Expander::take_image(const std::string& name, pugi::xml_node properties) {
  if (values_.images().find(name) == values_.images().end()) return fault(E_("template.unknown_image"), name);
  // wp:docPr stands beside the a:graphic that holds the a:blip.
  const auto blip = properties.parent().find_node([](pugi::xml_node n) { return named(n, "a:blip"); });
  const std::string relation = blip.attribute("r:embed").value();
  if (relation.empty()) return fault(E_("template.unknown_image"), name);
  image_relations_[relation] = name;
}

}  // namespace ssiis::documents
