#include "inspections/benefit_view.hpp"

#include "inspections/word_table.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

constexpr CodeWords benefit_names[] = {
    {"INCAPACITY", N_("Incapacity for work")},
    {"MATERNITY", N_("Maternity")},
    {"UNEMPLOYMENT", N_("Unemployment")},
    {"PENSION", N_("Pension")},
    {"SICKNESS", N_("Sickness")},
    {"WORK_INJURY", N_("Work injury")},
};

std::string benefit_words(const Desk& desk, const web::Request& rq, std::optional<registry::BenefitKind> kind) {
  return words_in(desk.t(), rq.language, benefit_names, kind ? registry::code_of(*kind) : std::string_view{},
                  N_("kind of benefit not known"));
}

}  // namespace

void put_benefits(const Desk& desk, const web::Request& rq, web::Data& data,
                  const std::optional<std::vector<registry::Benefit>>& benefits) {
  const auto& t = desk.t();
  data.show_if("HAS_BENEFIT_INPUT", benefits.has_value()).show_if("HAS_BENEFITS", benefits && !benefits->empty());
  if (!benefits) return;
  for (const auto& b : *benefits)
    data.add("BENEFIT")
        .set("BENEFIT_KIND", benefit_words(desk, rq, b.kind))
        .set("BENEFIT_FROM", b.from ? t.date(rq.language, *b.from) : std::string{"–"})
        .set("BENEFIT_TO", b.to ? t.date(rq.language, *b.to) : std::string{})
        .set("BENEFIT_AMOUNT", b.amount ? t.number(rq.language, b.amount->units()) : std::string{"–"})
        .show_if("BENEFIT_ENDS", b.to.has_value());
}

void put_drawn_in(const Desk& desk, const web::Request& rq, web::Data& row,
                  const std::optional<std::vector<registry::Benefit>>& benefits, Month month) {
  if (!benefits) return;
  for (const auto& b : *benefits)
    if (b.from && Month::of(*b.from) <= month && (!b.to || Month::of(*b.to) >= month))
      row.add("DRAWN_THEN").set("DRAWN_KIND", benefit_words(desk, rq, b.kind));
}

void put_benefit_counts(const Desk& desk, const web::Request& rq, web::Data& data,
                        const std::optional<std::vector<registry::BenefitCount>>& counts) {
  const auto& t = desk.t();
  data.show_if("HAS_BENEFIT_INPUT", counts.has_value()).show_if("HAS_BENEFITS", counts && !counts->empty());
  if (!counts) return;
  for (const auto& c : *counts)
    data.add("BENEFIT_COUNT")
        .set("COUNTED_KIND", benefit_words(desk, rq, c.kind))
        .set("COUNTED_PEOPLE", t.number(rq.language, c.people))
        .set("COUNTED_BENEFITS", t.number(rq.language, c.benefits));
}

}  // namespace ssiis::inspections
