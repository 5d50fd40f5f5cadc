// Legal staff's screens for templates: what is in force, its versions, download, upload of the next one.
#pragma once
#include "documents/templates.hpp"
#include "web/api.hpp"

namespace ssiis::documents {

// A procedure that brings a template of this kind with it.
struct ProcedureTemplate {
  std::string name;
  Day from;
};

struct TemplateScreenNeeds {
  Templates& templates;
  Intake& intake;
  BlobStore& blobs;
  const web::Renderer& renderer;
  const Clock& clock;
  // Of the language and kind, the latest day first.
  std::function<std::vector<ProcedureTemplate>(std::string_view language, std::string_view kind)> of_procedures;
};

// All need the permission template.manage.
// GET  /inspection/templates                                  every template, by language
// GET  /inspection/templates/{language}/{kind}                its versions, and the form for the next
// POST /inspection/templates/{language}/{kind}
// GET  /inspection/templates/{language}/{kind}/{version}      the DOCX; version 0 is the shipped one
// `needs` is copied.
void add_template_screens(web::Router& router, const TemplateScreenNeeds& needs);

}  // namespace ssiis::documents
