// Files of agencies, on the screen.
//   GET  /inspection/imports                      loads, newest first
//   GET  /inspection/imports/new                  hand over a file; POST file, source, as_of
//   GET  /inspection/imports/dictionary           every field of every source, with the figures of what is current
//   GET  /inspection/imports/profiles             saved ways of reading
//   GET  /inspection/imports/profiles/{profile}   one of them; POST …/change act = preview | save, …/copy copy_name,
//                                                 …/retirement act = retire | restore, version, reason
//   GET  /inspection/imports/{load}               one load: figures, findings, rejected rows; ?after= further rows
//   POST /inspection/imports/{load}/decision      act = release | withdraw, version, reason
//   GET  /inspection/imports/{load}/mapping       how the file is to be read; POST act = preview | save
//   GET  /inspection/imports/{load}/rejects       rejected rows as CSV, to be put right and sent back
//   POST /inspection/imports/{load}/corrections   that file
//   GET  /inspection/imports/{load}/rows/{line}   one rejected row; POST cell … puts it right
//   POST /inspection/imports/{load}/rows/{line}/leave   reason
#pragma once
#include "imports/office.hpp"
#include "web/api.hpp"

namespace ssiis::imports {

// All must outlive the router.
struct ScreenNeeds {
  ImportOffice& office;
  const web::Renderer& renderer;
  std::function<std::string(const std::string& user_id, std::string_view language)> person;
  std::uint64_t upload_bytes{50U << 20};  // of one file
};
void add_import_screens(web::Router& router, const ScreenNeeds& needs);

}  // namespace ssiis::imports
