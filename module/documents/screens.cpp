#include "documents/screens.hpp"

namespace ssiis::documents {

namespace {

using web::Data;
using web::Page;
using web::Request;

Page verify_form(const ScreenNeeds& needs, const Request& request) {
  const auto code = request.parameter("code");
  if (!code.empty()) {
    const auto normal = normal_code(code);
    return web::see_other("/portal/verify/" + (normal.empty() ? percent_encoded(first_code_points(code, 40)) : normal));
  }
  const auto& translator = needs.renderer.translator();
  Data data;
  return web::public_page(needs.renderer, request, translator.text(request.language, "Verify a document"),
                          needs.renderer.render("documents/verify.tpl", request.language, data));
}

struct EffectWords {
  const char *title, *words, *by_court;  // {1} the decision's number and {2} its day; or {1} the day
};

EffectWords words_of(LetterEffect::Kind kind) {
  using web::N_;
  switch (kind) {
    case LetterEffect::Kind::modified:
      return {N_("Genuine, but modified"), N_("Modified by decision no. {1} of {2}"), nullptr};
    case LetterEffect::Kind::modified_in_part:
      return {N_("Genuine, but modified in part"),
              N_("Modified in part by decision no. {1} of {2}; the rest stays in force"), nullptr};
    case LetterEffect::Kind::replaced:
      return {N_("Genuine, but replaced"), N_("Replaced by decision no. {1} of {2}"), nullptr};
    case LetterEffect::Kind::annulled:
      return {N_("Genuine, but annulled"), N_("Annulled by decision no. {1} of {2}"), N_("Annulled by a court on {1}")};
    case LetterEffect::Kind::annulled_in_part:
      return {N_("Genuine, but annulled in part"), nullptr,
              N_("Annulled in part by a court on {1}; the rest stays in force")};
    case LetterEffect::Kind::stayed:
      return {N_("Genuine, but stayed by a court"), nullptr,
              N_("Stayed since {1}: not to be carried out until the stay ends")};
    case LetterEffect::Kind::withdrawn:
      return {N_("Genuine, but withdrawn"), nullptr, N_("Withdrawn with the service order on {1}")};
  }
  return {"", nullptr, nullptr};
}

}  // namespace

std::string effect_words(const web::Translator& t, const std::string& language, const LetterEffect& effect) {
  const auto words = words_of(effect.kind);
  const auto day = t.date(language, effect.day);
  if (!effect.by_number.empty() && words.words != nullptr)
    return t.text(language, words.words, {effect.by_number, day});
  return words.by_court != nullptr ? t.text(language, words.by_court, {day}) : std::string{};
}

namespace {

void fill_effect(Data& data, const std::optional<LetterEffect>& effect, const web::Translator& translator,
                 const std::string& language) {
  data.show_if("AFFECTED", effect.has_value());
  if (!effect) return;
  data.set("EFFECT_TITLE", translator.text(language, words_of(effect->kind).title))
      .set("EFFECT_WORDS", effect_words(translator, language, *effect));
}

void fill_answer(Data& data, const Verification& answer, const web::Translator& translator,
                 const std::string& language) {
  const bool replaced = answer.outcome == Verification::Outcome::replaced;
  const bool set_aside = answer.outcome == Verification::Outcome::set_aside;
  data.show_if("REPLACED", replaced)
      .show_if("SET_ASIDE", set_aside)
      .show_if("HOLDS", !replaced && !set_aside)
      .show_if("SHA_KNOWN", !answer.sha256_prefix.empty());
  data.set("KIND", translator.keyed(language, "document", answer.kind, answer.kind))
      .set("NUMBER", answer.register_number)
      .set("DAY", translator.date(language, answer.day))
      .set("SENDER", answer.sender)
      .set("UNIT", answer.unit_name_masked)
      .set("SHA256", answer.sha256_prefix)
      .set("SCANS", answer.scans);
  data.set("REPLACED_BY", answer.replaced_by_number);
  data.set("SET_ASIDE_ON", answer.set_aside_at ? translator.date(language, answer.set_aside_at->day()) : "");
  data.set("REPLACED_ON", answer.replaced_at ? translator.date(language, answer.replaced_at->day()) : "");
}

Page verify_answer(const ScreenNeeds& needs, const Request& request) {
  if (!needs.within_rate(request)) return web::problem(needs.renderer, request, 429, Rejection{"verify.too_often"});
  const auto& code = request.capture("code");
  std::optional<LetterEffect> effect;
  const auto answer = needs.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    auto found = needs.documents.verify(tx, code);
    effect = found.letter && needs.effect_of ? needs.effect_of(tx, *found.case_id, *found.letter) : std::nullopt;
    return found;
  });
  const auto& translator = needs.renderer.translator();
  const bool known = answer.outcome != Verification::Outcome::unknown;
  Data data;
  data.show_if("KNOWN", known);
  if (known) fill_answer(data, answer, translator, request.language);
  fill_effect(data, effect, translator, request.language);
  data.set("CODE", known ? spaced_code(normal_code(code)) : first_code_points(code, 40));
  // The address that a person must see in the browser, to tell our page from a copy of it.
  const auto& url = needs.documents.settings().public_url;
  data.set("ADDRESS", url.substr(url.find("://") == std::string::npos ? 0 : url.find("://") + 3) + "/portal/verify");
  Page page = web::public_page(needs.renderer, request, translator.text(request.language, "Result of the verification"),
                               needs.renderer.render("documents/verify_answer.tpl", request.language, data));
  page.headers.emplace_back("Cache-Control", "no-store");
  page.headers.emplace_back("X-Robots-Tag", "noindex");
  return page;
}

Page hand_out(const ScreenNeeds& needs, const Request& request) {
  const auto& form = request.capture("form");
  const auto unknown = [&] { return web::problem(needs.renderer, request, 404, Rejection{"document.unknown"}); };
  const auto document = needs.pool.transact(
      db::Mode::read, [&](db::Transaction& tx) { return needs.documents.find_by_code(tx, request.capture("code")); });
  if (!document || (form != "pdf" && form != "file")) return unknown();
  if (const auto allowed = needs.may_read(request.who(), *document); !allowed)
    return web::problem(needs.renderer, request, web::status_of(allowed.rejection()), allowed.rejection());
  const auto id = form == "pdf" ? document->pdf_blob : document->source_blob;
  if (!id) {
    const bool later = form == "pdf" && document->is_letter();
    return later ? web::problem(needs.renderer, request, 409, Rejection{"document.pdf_pending"}) : unknown();
  }
  const auto blob = needs.blobs.find(*id);
  if (!blob) throw BlobDamaged{"a document's blob is missing"};
  std::string name = document->file_name;
  if (document->is_letter()) {
    name = document->register_number + " " + document->title + (form == "pdf" ? ".pdf" : ".docx");
    for (char& c : name)
      if (c == '/' || c == '\\') c = '-';
  }
  return file_page(needs.blobs, *blob, clean_file_name(name));
}

}  // namespace

web::Page file_page(BlobStore& blobs, const BlobInfo& blob, std::string file_name) {
  Page page = web::download(std::move(file_name), blob.content_type, "");
  page.stream_size = static_cast<std::uint64_t>(blob.size);
  page.headers.emplace_back("Cache-Control", "private, no-store");
  page.stream = [&blobs, blob](const std::function<void(std::string_view)>& write) { blobs.read(blob, write); };
  return page;
}

void add_screens(web::Router& router, const ScreenNeeds& needs) {
  const auto add = [&](const char* pattern, web::Mount mount, Page (*handler)(const ScreenNeeds&, const Request&)) {
    web::Route route;
    route.method = "GET";
    route.pattern = pattern;
    route.mount = mount;
    route.handler = [needs, handler](const Request& request) { return handler(needs, request); };
    router.add(std::move(route));
  };
  add("/portal/verify", web::Mount::open_public, verify_form);
  add("/portal/verify/{code}", web::Mount::open_public, verify_answer);
  add("/inspection/documents/{code}/{form}", web::Mount::staff, hand_out);
}

}  // namespace ssiis::documents
