// Forms: tokens, errors at fields, the summary on top. Every form works as a plain POST.
#pragma once
#include <map>
#include <optional>
#include <string>
#include <string_view>

#include "core/api.hpp"
#include "web/page.hpp"
#include "web/render.hpp"
#include "web/request.hpp"

namespace ssiis::web {

// The token of a form: HMAC of the session's secret; checked for every write together with
// Origin/Sec-Fetch-Site.
std::string csrf_token(const Request& request);
// Nothing when the write may go on; else the refusal (403, code "request.csrf"). The second form takes the fields that
// have come so far, while the rest of the body is still on its way; the third judges by the head alone.
std::optional<Rejection> csrf_refusal(const Request& request);
std::optional<Rejection> csrf_refusal(const Request& request, const std::multimap<std::string, std::string>& fields);
std::optional<Rejection> csrf_refusal_by_head(const Request& request);

// One random key per form shown, so that a form sent twice is done once. Give it to the database's
// idempotency.
std::string new_request_key();
// The key a form came with (field request_key, or header Idempotency-Key); request.key_missing
// without a good one.
Result<std::string> request_key(const Request& request);

// Puts CSRF_TOKEN and REQUEST_KEY (partial web/form_start.tpl), and when there are reasons: ERRORS
// (the summary with links to fields, partial web/error_summary.tpl) and per field ERROR_<field>, as
// a text and as a section. Values typed are put back: VALUE_<field> (the first), and the section
// CHECKED_<field>_<value> of each choice. Set the values a form starts with before this call; what
// was typed replaces them.
void fill_form(Data& into, const Request& request, const Translator& translator, const Rejections& reasons);

// The title of a page whose form was refused: "Error: …", so that it is the first thing a screen reader says.
std::string refused_title(const Translator& translator, std::string_view language, std::string_view title);

// The error page of a status in the person's language; `why` is shown if given.
Page problem(const Renderer& renderer, const Request& request, int status, const Rejection& why);
// The HTTP status that belongs to a rejection code (…unknown → 404, …forbidden → 403, …conflict →
// 409, else 422).
int status_of(const Rejection& why);

// On public pages people choose the language with ?lang=lo or ?lang=en, kept in a cookie of /portal: sets
// request.language accordingly. The boundary calls it before the handler; other mounts keep the host's choice.
void choose_public_language(Request& request);

// A whole document of the public portal: its own header, footer and language switch around `html`.
Page public_page(const Renderer& renderer, const Request& request, std::string title, std::string html);

}  // namespace ssiis::web
