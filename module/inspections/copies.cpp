#include "inspections/copies.hpp"

#include "sql/inspections.hpp"

namespace ssiis::inspections {

Result<documents::Document> CopyService::make(const Actor& who, const std::string& order, const std::string& code,
                                              const std::string& language) {
  if (language != "lo" && language != "en") return Rejection{"form.not_an_option", {"language"}, "language"};
  return rooms_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<documents::Document> {
    auto made = make_in(tx, who, order, code, language);
    if (!made) tx.rollback();
    return made;
  });
}

Result<documents::Document> CopyService::make_in(db::Transaction& tx, const Actor& who, const std::string& order,
                                                 const std::string& code, const std::string& language) {
  const auto opened = cases_.open_in(tx, who, order);
  if (!opened) return opened.rejections();
  const Case& file = opened->file;
  if (!may_make(who, *opened)) {
    tx.rollback();
    return rooms_.trail.refused(who, "letter.write", "case:" + order, file.id);
  }
  // Of two who ask at once the second waits here and finds the first's copy.
  tx.execute(sql::inspections::case_lock, db::Params{file.order_number});
  const auto original = documents_.find_by_code(tx, code);
  if (original && original->case_id == file.id && sealed_for(who, *opened, *original)) {
    tx.rollback();
    return rooms_.trail.refused(who, "document.read", "document:" + code, file.id);
  }
  if (!original || original->case_id != file.id || !original->is_letter() || original->copy_of)
    return Rejection{"document.unknown"};
  if (original->language == language) return Rejection{"document.same_language"};
  if (auto made = documents_.copy_of(tx, file.id, original->id)) return *made;
  return letters_.copy(tx, who, file, *original, language);
}

}  // namespace ssiis::inspections
