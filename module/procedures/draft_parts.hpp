// What the pages of drafts share. Private to the room; drafts.hpp has the addresses.
#pragma once
#include "procedures/drafts.hpp"

namespace ssiis::procedures {

inline constexpr std::string_view drafts_home = "/inspection/procedures/drafts";

std::string draft_address(std::int64_t draft);
std::string file_address(std::int64_t draft, std::string_view file, std::string_view page = "file");

// Names of people as one page says them: everybody is asked for once.
class Names {
 public:
  Names(const DraftNeeds& needs, const web::Request& rq) : needs_{needs}, rq_{rq} {}
  const std::string& of(const std::string& user_id) {
    const auto [it, fresh] = known_.try_emplace(user_id);
    if (fresh) it->second = needs_.person(user_id, rq_.language);
    return it->second;
  }

 private:
  const DraftNeeds& needs_;
  const web::Request& rq_;
  std::map<std::string, std::string> known_;
};

// A draft as a page begins with it.
struct OpenedDraft {
  workflow::Draft draft;
  std::vector<workflow::DraftFile> files;
  const workflow::DraftFile* find(std::string_view name) const;
};
// Nothing for one that is none. `version` 0 is the newest.
std::optional<OpenedDraft> opened_draft(const DraftNeeds& needs, std::int64_t id, std::int64_t version = 0);
std::optional<OpenedDraft> opened_draft(const DraftNeeds& needs, const web::Request& rq);
// The problem page of a refusal that no form can mend: what is not there, or not theirs.
std::optional<web::Page> problem_of(const DraftNeeds& needs, const web::Request& rq, const Rejection& why);
web::Page no_such_draft(const DraftNeeds& needs, const web::Request& rq);
bool may_change(const web::Request& rq, const workflow::Draft& draft);

// DRAFT_LABEL, DRAFT_HREF, VERSION, EDITABLE, the tag of its state.
void put_draft(web::Data& into, const DraftNeeds& needs, const web::Request& rq, const workflow::Draft& draft);
// FINDING rows with the element each is about, all of them or those of one file; how many.
std::size_t put_draft_findings(web::Data& into, const DraftNeeds& needs, const web::Request& rq,
                               const OpenedDraft& opened, std::string_view only = {});
// The id of the element that stands in a line, or the one around it; empty when there is none.
std::string element_at(const std::string& xml, int line);

// What the modeller of a drawing offers to choose from, and its words in the person's language.
void put_modeller(web::Data& into, const DraftNeeds& needs, const web::Request& rq, const OpenedDraft& opened);

struct DraftPage {
  std::string_view file;
  std::string title;
  const workflow::Draft* draft{nullptr};  // the crumb before the last
};
web::Page draft_page(const DraftNeeds& needs, const web::Request& rq, const DraftPage& page, const web::Data& data,
                     const Rejections& reasons);
// What was refused, with names of people instead of their ids.
Rejections readable(const DraftNeeds& needs, const web::Request& rq, const Rejections& reasons);
// Number of a field; 0 when there is none.
std::int64_t number_of(const web::Request& rq, std::string_view field);
std::string bytes_of(const web::Upload& upload);
// A file of a draft as somebody downloads it.
std::string file_bytes(const DraftNeeds& needs, const workflow::DraftFile& file);
const web::Upload* uploaded(const web::Request& rq);

void add_draft_file_screens(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs);
void add_simulation_screen(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs);
void add_draft_table_screens(web::Router& router, const std::shared_ptr<const DraftNeeds>& needs);

}  // namespace ssiis::procedures
