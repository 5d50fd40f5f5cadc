#include "documents/filler.hpp"

#include <cstring>
#include <pugixml.hpp>
#include <set>
#include <sstream>

#include "documents/docx_package.hpp"
#include "documents/expand.hpp"

namespace ssiis::documents {

namespace {

constexpr unsigned parse_options = pugi::parse_default | pugi::parse_ws_pcdata | pugi::parse_declaration;

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// Parts whose words people read: the text itself, links that leave the document, the properties.
enum class PartKind { words, relations, properties, other };

PartKind kind_of(const Part& part) {
  if (part.name.rfind("word/_rels/", 0) == 0) return PartKind::relations;
  if (part.name == "docProps/core.xml" || part.name == "docProps/app.xml" || part.name == "docProps/custom.xml")
    return PartKind::properties;
  if (part.name.rfind("word/", 0) != 0 || !ends_with(part.name, ".xml")) return PartKind::other;
  const std::string_view file = std::string_view{part.name}.substr(5);
  for (const char* start : {"document", "header", "footer", "footnotes", "endnotes"})
    if (file.rfind(start, 0) == 0) return PartKind::words;
  return PartKind::other;
}

std::string written(const pugi::xml_document& xml) {
  std::ostringstream out;
  xml.save(out, "", pugi::format_raw, pugi::encoding_utf8);
  return std::move(out).str();
}

// word/header1.xml → word/_rels/header1.xml.rels
std::string relations_of(const std::string& part) {
  const auto slash = part.rfind('/');
  return part.substr(0, slash) + "/_rels/" + part.substr(slash + 1) + ".rels";
}

// Braces of a link are percent-encoded by Word.
void decode_braces(pugi::xml_node root) {
  for (auto relation : root.children()) {
    auto target = relation.attribute("Target");
    std::string text = target.value();
    bool changed = false;
    for (const auto& [code, sign] : {std::pair{"%7B", "{"}, {"%7D", "}"}, {"%7b", "{"}, {"%7d", "}"}})
      for (std::size_t at; (at = text.find(code)) != std::string::npos; changed = true) text.replace(at, 3, sign);
    if (changed && has_token(text)) target.set_value(text.c_str());
  }
}

class Filling {
 public:
  Filling(std::vector<Part> parts, const Values& values, const FillLimits& limits)
      : parts_{std::move(parts)}, values_{values}, limits_{limits} {}

  Result<std::string> run() {
    if (find("word/document.xml") == nullptr) return Rejection{"template.unreadable", {"word/document.xml"}};
    for (auto& part : parts_) {
      const auto kind = kind_of(part);
      if (kind != PartKind::other) fill(part, kind);
    }
    place_images();
    if (!faults_.empty()) return faults_;
    return pack(parts_);
  }

 private:
  Part* find(std::string_view name) {
    for (auto& part : parts_)
      if (part.name == name) return &part;
    return nullptr;
  }

  void fill(Part& part, PartKind kind) {
    if (kind == PartKind::relations && part.bytes.find("{{") == std::string::npos &&
        part.bytes.find("%7B%7B") == std::string::npos && part.bytes.find("%7b%7b") == std::string::npos)
      return;
    pugi::xml_document xml;
    if (!xml.load_buffer(part.bytes.data(), part.bytes.size(), parse_options)) {
      faults_.push_back(Rejection{"template.unreadable", {part.name}});
      return;
    }
    if (kind == PartKind::relations) decode_braces(xml.document_element());
    std::vector<std::string> malformed;
    if (kind == PartKind::words) normalise(xml, malformed);
    for (const auto& excerpt : malformed) faults_.push_back(Rejection{"template.malformed", {excerpt, part.name}});
    if (!malformed.empty()) return;
    Expander expander{values_, limits_, budget_, part.name, faults_};
    expander.run(xml);
    for (const auto& [relation, image] : expander.image_relations()) images_[part.name][relation] = image;
    part.bytes = written(xml);
  }

  void place_images() {
    for (const auto& [part, relations] : images_) {
      const Part* rels = find(relations_of(part));
      pugi::xml_document xml;
      if (rels == nullptr || !xml.load_buffer(rels->bytes.data(), rels->bytes.size())) continue;
      for (const auto& [id, image] : relations) {
        const auto node = xml.document_element().find_child_by_attribute("Id", id.c_str());
        std::string target = node.attribute("Target").value();
        target = target.rfind('/', 0) == 0 ? target.substr(1) : "word/" + target;
        replace_media(target, image, part);
      }
    }
    for (const auto& [name, png] : values_.images())
      if (Part* media = find("word/media/" + name + ".png")) media->bytes = png;
  }

  void replace_media(const std::string& target, const std::string& image, const std::string& part) {
    Part* media = find(target);
    if (media == nullptr || !ends_with(target, ".png")) {
      faults_.push_back(Rejection{"template.unknown_image", {image, part}});
      return;
    }
    media->bytes = values_.images().find(image)->second;
  }

  std::vector<Part> parts_;
  const Values& values_;
  const FillLimits& limits_;
  FillBudget budget_;
  Rejections faults_;
  std::map<std::string, std::map<std::string, std::string>> images_;
};

bool align_left(pugi::xml_node node) {
  bool changed = false;
  if (std::strcmp(node.name(), "w:jc") == 0) {
    auto value = node.attribute("w:val");
    if (std::strcmp(value.value(), "both") == 0 || std::strcmp(value.value(), "distribute") == 0) {
      value.set_value("left");
      changed = true;
    }
  }
  for (auto child : node.children()) changed = align_left(child) || changed;
  return changed;
}

}  // namespace

Result<std::string> fill_docx(std::string_view docx, const Values& values, const FillLimits& limits) {
  try {
    return Filling{unpack(docx, limits.zip), values, limits}.run();
  } catch (const ZipFault& fault) {
    return Rejection{"template.unreadable", {fault.what()}};
  }
}

Result<std::set<std::string>> template_keys(std::string_view docx, const FillLimits& limits) {
  const auto uses = template_uses(docx, limits);
  if (!uses) return uses.rejections();
  std::set<std::string> keys;
  for (const auto& use : *uses) keys.insert(use.key);
  return keys;
}

Result<std::set<TemplateUse>> template_uses(std::string_view docx, const FillLimits& limits) {
  struct Walker : pugi::xml_tree_walker {
    void take(std::string_view text) {
      if (!has_token(text)) return;
      const auto cut = segments_of(text);
      if (!cut) return;
      for (const auto& s : *cut)
        if (s.token) take(*s.token);
    }
    void take(const Token& token) {
      static constexpr const char* marks[] = {"", "#", "^", "/", "image:"};
      if (token.kind == Token::Kind::close) {
        if (!around.empty()) around.pop_back();
        return;
      }
      std::string scope;
      for (const auto& section : around)
        if (!section.empty()) scope += (scope.empty() ? "" : "/") + section;
      uses.insert({scope, marks[static_cast<int>(token.kind)] + token.key});
      if (token.kind == Token::Kind::open) around.push_back(token.key);
      if (token.kind == Token::Kind::inverted) around.emplace_back();
    }
    bool for_each(pugi::xml_node& node) override {
      take(node.value());
      for (auto attribute : node.attributes()) take(std::string_view{attribute.value()});
      return true;
    }
    std::vector<std::string> around;  // sections that are open here; "" for {{^…}}
    std::set<TemplateUse> uses;
  } walker;
  try {
    for (const auto& part : unpack(docx, limits.zip)) {
      const auto kind = kind_of(part);
      if (kind == PartKind::other) continue;
      pugi::xml_document xml;
      if (!xml.load_buffer(part.bytes.data(), part.bytes.size(), parse_options))
        return Rejection{"template.unreadable", {part.name}};
      if (kind == PartKind::relations) decode_braces(xml.document_element());
      std::vector<std::string> malformed;
      if (kind == PartKind::words) normalise(xml, malformed);
      if (!malformed.empty()) return Rejection{"template.malformed", {malformed.front(), part.name}};
      walker.around.clear();
      if (kind == PartKind::properties) walker.around.emplace_back(in_properties);
      xml.traverse(walker);
    }
  } catch (const ZipFault& fault) {
    return Rejection{"template.unreadable", {fault.what()}};
  }
  return walker.uses;
}

Result<std::string> left_aligned(std::string_view docx, const FillLimits& limits) {
  try {
    auto parts = unpack(docx, limits.zip);
    for (auto& part : parts) {
      if (part.name.rfind("word/", 0) != 0 || !ends_with(part.name, ".xml")) continue;
      if (part.bytes.find("w:jc") == std::string::npos) continue;
      pugi::xml_document xml;
      if (!xml.load_buffer(part.bytes.data(), part.bytes.size(), parse_options))
        return Rejection{"template.unreadable", {part.name}};
      if (align_left(xml)) part.bytes = written(xml);
    }
    return pack(parts);
  } catch (const ZipFault& fault) {
    return Rejection{"template.unreadable", {fault.what()}};
  }
}

}  // namespace ssiis::documents
