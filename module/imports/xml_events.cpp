#include "imports/xml_events.hpp"

#include <libxml/parser.h>

#include <exception>

#include "imports/cells.hpp"

namespace ssiis::imports {

std::string_view value_of(const Attributes& attributes, std::string_view name) {
  for (const auto& [key, value] : attributes)
    if (key == name) return value;
  return {};
}

// libxml2 is C: no exception may pass through it. What a handler throws waits here until the parser has returned.
struct XmlEvents::State {
  std::string part;
  int most_depth;
  XmlHandler handler;
  xmlParserCtxtPtr parser{nullptr};
  int depth{0};
  std::exception_ptr thrown{};
  Attributes attributes{};

  template <class F>
  void guarded(F&& work) noexcept {
    if (thrown) return;
    try {
      work();
    } catch (...) {
      thrown = std::current_exception();
      xmlStopParser(parser);
    }
  }
};

namespace {

std::string_view words_of(const xmlChar* text) { return reinterpret_cast<const char*>(text); }

}  // namespace

XmlEvents::XmlEvents(std::string part, int depth, XmlHandler handler) : state_{std::make_unique<State>()} {
  state_->part = std::move(part);
  state_->most_depth = depth;
  state_->handler = std::move(handler);
  xmlSAXHandler sax{};
  sax.initialized = XML_SAX2_MAGIC;
  sax.startElementNs = [](void* user, const xmlChar* name, const xmlChar*, const xmlChar*, int, const xmlChar**,
                          int count, int, const xmlChar** given) {
    auto& s = *static_cast<State*>(user);
    s.guarded([&] {
      if (++s.depth > s.most_depth) throw ReadFault{"import.xml_too_deep", {s.part}};
      s.attributes.clear();
      for (int i = 0; i < count; ++i, given += 5) {
        const auto* from = reinterpret_cast<const char*>(given[3]);
        s.attributes.emplace_back(words_of(given[0]), std::string{from, static_cast<std::size_t>(given[4] - given[3])});
      }
      s.handler.begin(words_of(name), s.attributes);
    });
  };
  sax.endElementNs = [](void* user, const xmlChar* name, const xmlChar*, const xmlChar*) {
    auto& s = *static_cast<State*>(user);
    s.guarded([&] {
      --s.depth;
      s.handler.end(words_of(name));
    });
  };
  sax.characters = sax.cdataBlock = [](void* user, const xmlChar* text, int length) {
    auto& s = *static_cast<State*>(user);
    s.guarded([&] { s.handler.text({reinterpret_cast<const char*>(text), static_cast<std::size_t>(length)}); });
  };
  sax.internalSubset = [](void* user, const xmlChar*, const xmlChar*, const xmlChar*) {
    auto& s = *static_cast<State*>(user);
    s.guarded([] { throw ReadFault{"import.doctype"}; });
  };
  sax.getEntity = [](void*, const xmlChar* name) { return xmlGetPredefinedEntity(name); };
  sax.serror = [](void*, xmlErrorPtr) {};
  state_->parser = xmlCreatePushParserCtxt(&sax, state_.get(), nullptr, 0, nullptr);
  if (state_->parser == nullptr) throw std::bad_alloc{};
  // NOENT: the five entities of XML itself in attributes; others cannot be declared without a document type.
  xmlCtxtUseOptions(state_->parser,
                    XML_PARSE_NONET | XML_PARSE_NOENT | XML_PARSE_NOERROR | XML_PARSE_NOWARNING | XML_PARSE_COMPACT);
}

XmlEvents::~XmlEvents() {
  if (state_->parser->myDoc != nullptr) xmlFreeDoc(state_->parser->myDoc);
  xmlFreeParserCtxt(state_->parser);
}

void XmlEvents::feed(std::string_view piece) {
  auto& s = *state_;
  const int broken = xmlParseChunk(s.parser, piece.data(), static_cast<int>(piece.size()), 0);
  if (s.thrown) std::rethrow_exception(s.thrown);
  if (broken != 0) throw ReadFault{"import.xml_broken", {s.part}};
}

void XmlEvents::finish() {
  auto& s = *state_;
  const int broken = xmlParseChunk(s.parser, nullptr, 0, 1);
  if (s.thrown) std::rethrow_exception(s.thrown);
  if (broken != 0 || s.depth != 0) throw ReadFault{"import.xml_broken", {s.part}};
}

}  // namespace ssiis::imports
