// The page on which people say how files are read: of one file that waits for it, or of a saved way of reading. Private
// to the room.
#pragma once
#include "imports/screen_parts.hpp"

namespace ssiis::imports {

// The first rows of the file that it is shown on.
struct Sample {
  FileTraits traits{};
  std::vector<RawRow> rows{};
  std::vector<RawRow> body(int header_row) const;  // behind the headings
};
Result<Sample> sample_of(const ScreenNeeds& needs, const Load& load, const Profile& how);

// What the form says. `kind`: csv or xlsx.
Profile typed_profile(const web::Request& rq, const std::string& kind, const registry::FileSpec& spec);
// The first sheet is meant as such: next month it may be called otherwise.
void forget_first_sheet(Profile& profile, const FileTraits& traits);

inline constexpr int most_form_columns = 3;  // that make one field; a profile may have more

struct MappingSubject {
  std::string source{}, kind{}, file_name{}, action{}, title{};
  std::int64_t version{0};  // of the load or of the profile
  std::int64_t load{0};     // 0: a saved way of reading
  Day as_of{};              // of the data: the rules for numbers are those of that day
};
// `more` is put into the page besides.
web::Page mapping_page(const ScreenNeeds& needs, const web::Request& rq, const MappingSubject& subject,
                       const Sample& sample, const Profile& profile, const Rejections& reasons,
                       const std::function<void(web::Data&)>& more = {});

}  // namespace ssiis::imports
