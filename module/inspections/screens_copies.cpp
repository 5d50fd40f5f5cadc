#include <algorithm>

#include "inspections/copy_view.hpp"

namespace ssiis::inspections {
namespace {

web::Page make_copy(const Desk& desk, const web::Request& rq, CopyService& copies) {
  const auto order = rq.capture("order");
  const auto made = copies.make(rq.who(), order, rq.capture("code"), rq.field("language"));
  if (!made) return refusal(desk, rq, made.rejection());
  return web::see_other(case_address(order) + "/documents#d-" + made->verify_code);
}

}  // namespace

void put_copy(const Desk& desk, const web::Request& rq, web::Data& row, const documents::Document& d,
              const std::vector<documents::Document>& list, bool may) {
  const auto& t = desk.t();
  row.show_if("IS_COPY", d.copy_of.has_value());
  if (d.copy_of)
    row.set("COUNTS", d.language == "en" ? t.text(rq.language, "Only the Lao original has legal effect.")
                                         : t.text(rq.language, "Only the English original has legal effect."));
  const bool there = std::any_of(list.begin(), list.end(), [&](const auto& other) { return other.copy_of == d.id; });
  if (!may || !d.is_letter() || d.copy_of || there) return;
  row.add("COPY_CHOICE")
      .set("COPY_LANGUAGE", d.language == "en" ? "lo" : "en")
      .set("COPY_WORDS",
           d.language == "en" ? t.text(rq.language, "Copy in Lao") : t.text(rq.language, "Copy in English"));
}

void add_copy_screens(web::Router& router, const Desk& desk, CopyService& copies) {
  router.add({"POST", "/inspection/cases/{order}/copies/{code}", web::Mount::staff, "letter.write",
              [&desk, &copies](const web::Request& rq) { return make_copy(desk, rq, copies); }});
}

}  // namespace ssiis::inspections
