// Copies of a file's letters in the other language, for information only.
#pragma once
#include "inspections/letters.hpp"

namespace ssiis::inspections {

class CopyService {
 public:
  CopyService(const Rooms& rooms, CaseService& cases, documents::DocumentRegister& documents, LetterWriter& letters)
      : rooms_{rooms}, cases_{cases}, documents_{documents}, letters_{letters} {}

  // Permission letter.write at the place, or of the team; never by the exception by right. The copy that exists already
  // is the answer. Codes: document.unknown (no letter of this file, or itself a copy), document.same_language,
  // document.template_unknown, form.not_an_option (language), access.forbidden.
  Result<documents::Document> make(const Actor& who, const std::string& order, const std::string& code,
                                   const std::string& language);
  static bool may_make(const Actor& who, const OpenCase& c) {
    return !c.by_grant && (who.may("letter.write", c.file.territory_point) || (c.member() && who.may("letter.write")));
  }

 private:
  Result<documents::Document> make_in(db::Transaction& tx, const Actor& who, const std::string& order,
                                      const std::string& code, const std::string& language);
  Rooms rooms_;
  CaseService& cases_;
  documents::DocumentRegister& documents_;
  LetterWriter& letters_;
};

}  // namespace ssiis::inspections
