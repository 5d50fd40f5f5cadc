// DOCX, XLSX and ODT: containers that must hold text and pictures only. No macros, no controls, no embedded files, no
// parts fetched from elsewhere, no document type declarations.
#include <algorithm>
#include <cstring>
#include <pugixml.hpp>

#include "documents/helper/checks.hpp"
#include "documents/zip.hpp"

namespace ssiis::helper {

namespace {

using documents::ZipEntry;
using documents::ZipReader;

std::string lower(std::string_view text) {
  std::string out{text};
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool holds(std::string_view text, std::string_view part) { return text.find(part) != std::string_view::npos; }
bool ends(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

void check_name(const std::string& name) {
  const auto low = lower(name);
  for (const char* part : {"vbaproject", "vbadata", "macrosheets/", "dialogsheets/", "activex/", "ctrlprops/",
                           "customui/", "externallinks/", "connections.xml", "querytables/"})
    if (holds(low, part)) throw Refused{"upload.macro"};
  if (low.rfind("basic/", 0) == 0 || low.rfind("scripts/", 0) == 0 || low.rfind("dialogs/", 0) == 0)
    throw Refused{"upload.macro"};
  if (holds(low, "embeddings/") || holds(low, "oleobject") || low.rfind("object ", 0) == 0)
    throw Refused{"upload.embedded_file"};
}

// A container or an old Office file inside the container.
void check_signature(std::string_view bytes) {
  using namespace std::string_view_literals;
  if (bytes.substr(0, 4) == "PK\x03\x04"sv || bytes.substr(0, 4) == "Rar!"sv ||
      bytes.substr(0, 6) == "7z\xbc\xaf\x27\x1c"sv)
    throw Refused{"upload.archive_nested"};
  if (bytes.substr(0, 8) == "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"sv) throw Refused{"upload.embedded_file"};
  if (bytes.substr(0, 2) == "MZ"sv || bytes.substr(0, 4) ==
                                          "\x7f"
                                          "ELF"sv)
    throw Refused{"upload.embedded_file"};
}

void check_relation(pugi::xml_node relation) {
  const std::string type = lower(relation.attribute("Type").value());
  const bool outside = std::strcmp(relation.attribute("TargetMode").value(), "External") == 0;
  if (outside && !ends(type, "/hyperlink")) throw Refused{"upload.external_part"};
  if (holds(type, "vbaproject") || holds(type, "control") || holds(type, "macro")) throw Refused{"upload.macro"};
  if (ends(type, "/oleobject") || ends(type, "/package")) throw Refused{"upload.embedded_file"};
  const std::string target = lower(relation.attribute("Target").value());
  if (outside && target.rfind("http://", 0) != 0 && target.rfind("https://", 0) != 0 && target.rfind("mailto:", 0) != 0)
    throw Refused{"upload.external_part"};
}

void check_nodes(pugi::xml_node root) {
  struct Walker : pugi::xml_tree_walker {
    bool for_each(pugi::xml_node& node) override {
      if (depth() > 250) throw Refused{"upload.damaged"};
      const std::string_view name = node.name();
      if (name == "Relationship") check_relation(node);
      if (name == "w:object" || name == "w:control" || name == "draw:plugin" || name == "draw:applet" ||
          name == "draw:object" || name == "draw:object-ole" || name == "draw:floating-frame")
        throw Refused{"upload.embedded_file"};
      if (name == "script:event-listener" || name == "office:scripts" || name == "ddeLink" ||
          name == "office:dde-source")
        if (name != "office:scripts" || node.first_child()) throw Refused{"upload.macro"};
      if (name == "manifest:encryption-data") throw Refused{"upload.encrypted"};
      if (name == "w:instrText" || name == "w:fldSimple") {
        const auto field = lower(name == "w:instrText" ? node.text().get() : node.attribute("w:instr").value());
        if (holds(field, "dde") || holds(field, "includetext") || holds(field, "includepicture") ||
            holds(field, "import"))
          throw Refused{"upload.macro"};
      }
      if (holds(lower(node.attribute("ContentType").value()), "macroenabled")) throw Refused{"upload.macro"};
      return true;
    }
  } walker;
  root.traverse(walker);
}

void check_xml(std::string_view bytes) {
  pugi::xml_document xml;
  // UTF-8 alone: a part in another encoding would hide its words from this check.
  const auto done =
      xml.load_buffer(bytes.data(), bytes.size(), pugi::parse_default | pugi::parse_doctype, pugi::encoding_utf8);
  if (!done) throw Refused{"upload.damaged"};
  for (auto child : xml.children())
    if (child.type() == pugi::node_doctype) throw Refused{"upload.doctype"};
  check_nodes(xml);
}

void check_main_parts(std::string_view extension, ZipReader& zip) {
  const auto need = [&](const char* name) {
    if (zip.find(name) == nullptr) throw Refused{"upload.type_mismatch"};
  };
  if (extension == "odt") {
    need("content.xml");
    need("META-INF/manifest.xml");
    const auto& first = zip.entries().front();
    if (first.name != "mimetype" || first.method != 0 || zip.read(first) != "application/vnd.oasis.opendocument.text")
      throw Refused{"upload.type_mismatch"};
    return;
  }
  need("[Content_Types].xml");
  need("_rels/.rels");
  need(extension == "docx" ? "word/document.xml" : "xl/workbook.xml");
}

}  // namespace

void check_office(std::string_view extension, std::string_view bytes) {
  ZipReader zip{bytes};
  for (const auto& entry : zip.entries()) check_name(entry.name);
  check_main_parts(extension, zip);
  for (const auto& entry : zip.entries()) {
    if (entry.directory) continue;
    const auto content = zip.read(entry);
    check_signature(content);
    const auto low = lower(entry.name);
    if (ends(low, ".xml") || ends(low, ".rels") || ends(low, ".rdf") || ends(low, ".vml")) check_xml(content);
  }
}

}  // namespace ssiis::helper
