#include "procedures/identifiers.hpp"

#include <algorithm>

#include "procedures/page.hpp"

namespace ssiis::procedures {
namespace {

using web::Data;
using web::N_;
using web::Page;
using web::Request;

std::string_view check_words(names::CheckDigit check) {
  switch (check) {
    case names::CheckDigit::mod11:
      return N_("Weighted sum, modulo 11");
    case names::CheckDigit::mod97:
      return N_("Modulo 97 (ISO 7064)");
    case names::CheckDigit::luhn:
      return N_("Luhn (ISO/IEC 7812)");
    case names::CheckDigit::none:
      break;
  }
  return N_("none");
}

void put_rule(Data& row, const IdentifierNeeds& needs, const Request& rq, const names::IdentifierRule& rule) {
  const auto& t = needs.renderer.translator();
  row.set("PATTERN", rule.pattern).set("CHECK", t.text(rq.language, check_words(rule.check)));
  row.set("FROM", t.date(rq.language, rule.from)).show_if("UNTIL", rule.until.has_value());
  if (rule.until) row.set("LAST", t.date(rq.language, *rule.until));
  row.show_if("LEGAL_KNOWN", !rule.legal.empty()).set("LEGAL", rule.legal);
  row.set("SOURCE", rq.language == "lo" ? rule.source_lo : rule.source_en);
  web::fill_tag(row, rule.confirmed ? web::Tone::ok : web::Tone::unconfirmed,
                t.text(rq.language, rule.confirmed ? N_("confirmed") : N_("to be confirmed by LSSO")));
}

void put_kind(Data& out, const IdentifierNeeds& needs, const Request& rq, const names::IdentifierKind& kind,
              const std::string& asked) {
  const bool lao = rq.language == "lo";
  const auto& name = lao ? kind.lo : kind.en;
  auto& section = out.add("KIND");
  section.set("CODE", kind.code).set("NAME", name).set("REGISTER", lao ? kind.register_lo : kind.register_en);
  section.set("OTHER_NAME", lao ? kind.en : kind.lo).set("OTHER_LANGUAGE", lao ? "en" : "lo");
  for (const auto& rule : kind.rules) put_rule(section.add("RULE"), needs, rq, rule);
  out.add("CHOICE").set("OPTION", kind.code).set("LABEL", name).show_if("SELECTED", kind.code == asked);
}

// What the number tried is by the rules of today.
void put_verdict(Data& out, const IdentifierNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  const auto checked = needs.identifiers.check(rq.parameter("kind"), rq.parameter("number"), needs.clock.today());
  auto& row = out.add("TRIED").set("NUMBER", checked.number);
  const bool digit = checked.why == "identifier.check_digit";
  const auto say = [&](web::Tone tone, std::string_view word, std::string_view sentence) {
    row.set("SENTENCE", t.text(rq.language, sentence));
    web::fill_tag(row, tone, t.text(rq.language, word));
  };
  if (checked.verdict == names::Verdict::ok)
    say(web::Tone::ok, N_("fits"), N_("The number fits the rules of today."));
  else if (checked.verdict == names::Verdict::warn)
    say(web::Tone::unconfirmed, N_("to be confirmed by LSSO"),
        digit ? N_("The number has another check digit than a rule that is still to be confirmed.")
              : N_("The number looks otherwise than the rules that are still to be confirmed."));
  else
    say(web::Tone::bad, N_("wrong"),
        digit ? N_("The number has a wrong check digit.") : N_("The number cannot be of this kind."));
}

Page identifiers_page(const IdentifierNeeds& needs, const Request& rq) {
  const auto& t = needs.renderer.translator();
  Data data;
  const auto& kinds = needs.identifiers.kinds();
  const auto asked = rq.parameter("kind");
  for (const auto& kind : kinds) put_kind(data, needs, rq, kind, asked);
  data.set("TYPED", rq.parameter("number"));
  const bool known = std::any_of(kinds.begin(), kinds.end(), [&](const auto& k) { return k.code == asked; });
  if (known && !trimmed(rq.parameter("number")).empty()) put_verdict(data, needs, rq);
  auto page =
      room_page(needs.renderer, rq, "identifiers.tpl", data, t.text(rq.language, N_("Identifiers")), {}, Level::top);
  page.menu_id = "inspection.identifiers";
  return page;
}

}  // namespace

void add_identifier_screens(web::Router& router, const IdentifierNeeds& needs) {
  router.add({"GET", "/inspection/identifiers", web::Mount::staff, "module.manage",
              [needs](const Request& rq) { return identifiers_page(needs, rq); }});
}

}  // namespace ssiis::procedures
