// Forms: tokens, errors at fields, the summary on top. Every form works as a plain POST.
#pragma once
#include <string>
#include <string_view>

#include "core/api.hpp"
#include "web/page.hpp"
#include "web/render.hpp"
#include "web/request.hpp"

namespace ssiis::web {

// The token of a form: HMAC of the session's secret; checked for every write together with Origin/Sec-Fetch-Site.
std::string csrf_token(const Request& request);
// Nothing when the write may go on; else the refusal (403, code "request.csrf").
std::optional<Rejection> csrf_refusal(const Request& request);

// Puts CSRF_TOKEN, and when there are reasons: ERRORS (the summary with links to fields) and per field
// ERROR_<field>. Values typed are put back as VALUE_<field>.
void fill_form(Data& into, const Request& request, const Translator& translator, const Rejections& reasons);

// The error page of a status in the person's language; `why` is shown if given.
Page problem(const Renderer& renderer, const Request& request, int status, const Rejection& why);
// The HTTP status that belongs to a rejection code (…unknown → 404, …forbidden → 403, …conflict → 409, else 422).
int status_of(const Rejection& why);

}  // namespace ssiis::web
