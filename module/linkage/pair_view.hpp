// One pair as rows of a page. Private to the room.
#pragma once
#include "linkage/screens.hpp"
#include "linkage/words.hpp"

namespace ssiis::linkage {

// A text in pieces, those that the other side lacks marked: words where there are several, else letters of texts of one
// length.
struct Piece {
  std::string text;
  bool marked;
};
std::vector<Piece> differing(const std::string& text, const std::string& other);

void put_pair(web::Data& data, const Say& say, const ReviewNeeds& needs, const PairView& view);
// What a pair is called in lists: the name of LSSO's side, or its key.
std::string name_in(const Record& record, std::string_view language);

}  // namespace ssiis::linkage
