// How a file that waits for it is read.
#include "imports/mapping_page.hpp"
#include "imports/suggest.hpp"

namespace ssiis::imports {
namespace {

using web::N_;
using web::Page;
using web::Request;

MappingSubject subject_of(const ScreenNeeds& needs, const Request& rq, const Load& load) {
  return {load.source,
          load.kind,
          load.file_name,
          load_address(load.id, "/mapping"),
          needs.renderer.translator().text(rq.language, N_("How the file is read")),
          load.version,
          load.id,
          load.as_of};
}

Page unreadable(const ScreenNeeds& needs, const Request& rq, const Rejection& why) {
  return web::problem(needs.renderer, rq, 422, why);
}

Page mapping_form(const ScreenNeeds& needs, const Request& rq) {
  const auto load = asked_load(needs, rq);
  if (!load) return no_such_load(needs, rq);
  if (load->state != LoadState::mapping) return web::see_other(load_address(load->id));
  const auto sample = sample_of(needs, *load, {});
  if (!sample) return unreadable(needs, rq, sample.rejection());
  const auto& spec = *registry::file_spec(load->source);
  Profile how;
  const auto found = suggested_headings(sample->rows, spec);
  how.header_row = found.row;
  how.heading_rows = found.rows;
  auto profile = suggested(spec, headings(how, sample->rows), sample->body(found.row));
  profile.header_row = found.row;
  profile.heading_rows = found.rows;
  return mapping_page(needs, rq, subject_of(needs, rq, *load), *sample, profile, {});
}

Page save_mapping(const ScreenNeeds& needs, const Request& rq) {
  const auto load = asked_load(needs, rq);
  if (!load) return no_such_load(needs, rq);
  if (load->state != LoadState::mapping) return web::see_other(load_address(load->id));
  auto profile = typed_profile(rq, load->kind, *registry::file_spec(load->source));
  Profile how;
  how.sheet = profile.sheet;
  const auto sample = sample_of(needs, *load, how);
  if (!sample) return unreadable(needs, rq, sample.rejection());
  forget_first_sheet(profile, sample->traits);
  const auto subject = subject_of(needs, rq, *load);
  if (rq.field("act") != "save") return mapping_page(needs, rq, subject, *sample, profile, {});
  const auto version = whole_number(rq.field("version")).value_or(-1);
  const auto done = needs.office.map(rq.who(), load->id, version, profile, headings(profile, sample->rows));
  if (done) return web::see_other(load_address(*done));
  if (auto page = beyond_the_form(needs, rq, done.rejection())) return std::move(*page);
  return mapping_page(needs, rq, subject, *sample, profile, done.rejections());
}

}  // namespace

void add_mapping_screens(web::Router& router, const NeedsPointer& needs) {
  const std::string at{std::string{imports_home} + "/{load}/mapping"};
  router.add({"GET", at, web::Mount::staff, std::string{may_load},
              [needs](const Request& rq) { return mapping_form(*needs, rq); }});
  router.add({"POST", at, web::Mount::staff, std::string{may_load},
              [needs](const Request& rq) { return save_mapping(*needs, rq); }});
}

}  // namespace ssiis::imports
