// Drafts of bundles: begun from a bundle in force, changed file by file, checked, tried on samples, proposed.
//   GET       /inspection/procedures/drafts                       who works at what
//   GET, POST /inspection/procedures/drafts/new                   from a bundle
//   GET       /inspection/procedures/drafts/{draft}               its files, what differs, its saves
//   POST      /inspection/procedures/drafts/{draft}/act           act = restore | branch | discard
//   POST      /inspection/procedures/drafts/{draft}/files         act = add | remove
//   GET, POST /inspection/procedures/drafts/{draft}/file?name=    one file: drawing, table, text; save it
//   GET, POST /inspection/procedures/drafts/{draft}/table?name=   its decision tables as fields
//   GET       /inspection/procedures/drafts/{draft}/download?name=&version=
//   GET       /inspection/procedures/drafts/{draft}/zip?version=  all its files
//   GET       /inspection/procedures/drafts/{draft}/check         what deployment would refuse
//   GET       /inspection/procedures/drafts/{draft}/simulation    samples walked in memory; nothing is kept
//   GET, POST /inspection/procedures/drafts/{draft}/proposal      hands it over to approval
// A save comes as an uploaded file or as the field `content`, with the version that it changed in `base`: the pages
// work without JavaScript, and the modeller sends the same form.
#pragma once
#include "procedures/bundles.hpp"

namespace ssiis::procedures {

// A variable that a sample begins with, and what it may be: words in English, for the catalogue.
struct SampleField {
  struct Choice {
    std::string value;
    const char* words;
  };
  std::string variable;
  const char* words;
  std::vector<Choice> choices;
};
// What samples begin with is known by the rooms that start procedures, not by this one.
struct SampleKinds {
  std::vector<SampleField> fields;
  std::map<std::string, workflow::Variables, std::less<>> services;  // what the answer of a topic sets
};

// All must outlive the router.
struct DraftNeeds {
  db::Pool& pool;
  workflow::DraftOffice& drafts;
  workflow::BundleOffice& bundles;
  const web::Renderer& renderer;
  const Clock& clock;
  std::function<std::string(const std::string& user_id, std::string_view language)> person;
  SampleKinds samples;
};
void add_draft_screens(web::Router& router, const DraftNeeds& needs);

}  // namespace ssiis::procedures
