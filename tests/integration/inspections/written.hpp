// What the letters of a story say: read out of the stored DOCX, newest first.
#pragma once
#include "integration/inspections/ways.hpp"
#include "support/docx_words.hpp"

#include <algorithm>

namespace ssiis::test {

class WithLetters : public WithWays {
 protected:
  std::string words_of(const documents::Document& d) {
    std::string bytes;
    blobs_->read(*blobs_->find(d.source_blob.value()), [&](std::string_view piece) { bytes.append(piece); });
    return words_of_docx(bytes);
  }
  // Of this kind, the newest first.
  std::vector<documents::Document> written(const std::string& order, const std::string& kind) {
    std::vector<documents::Document> out;
    for (auto& d : reading([&](db::Transaction& tx) { return documents_->of_case(tx, file(order).id); }))
      if (d.kind == kind) out.push_back(std::move(d));
    std::ranges::sort(out, std::ranges::greater{}, &documents::Document::id);
    return out;
  }
  documents::Document letter(const std::string& order, const std::string& kind) {
    const auto all = written(order, kind);
    if (all.empty()) throw std::runtime_error{"no " + kind + " of " + order};
    return all.front();
  }
  std::string newest(const std::string& order, const std::string& kind) { return words_of(letter(order, kind)); }
  static bool says(const std::string& text, const std::string& words) { return text.find(words) != std::string::npos; }
  // At ten in the morning in Vientiane.
  void on(const std::string& day) { clock_.set(*Instant::parse(day + "T03:00:00.000000Z")); }
  Result<Done> may_read(const std::string& login, const documents::Document& d) {
    return room().may_read_document(actor(login), d);
  }
};

}  // namespace ssiis::test
