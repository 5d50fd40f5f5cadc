#include "host/login.hpp"

#include "core/bytes.hpp"
#include "core/text.hpp"
#include "host/csrf.hpp"

namespace lsso::host {
namespace {

// Before there is a session the form's token hangs on a cookie of its own.
constexpr std::string_view form_cookie{"__Host-lsso_login"};

std::string cookie_line(std::string_view name, std::string_view value, bool gone = false) {
  return std::string{name} + "=" + std::string{value} + "; Path=/; Secure; HttpOnly; SameSite=Lax" +
         (gone ? "; Max-Age=0" : "");
}

std::string safe_back(const std::string& back) {
  return is_local_address(back) && !back.starts_with("/mis/log") ? back : "/mis/";
}

// The page that a form was sent from, as the browser tells it; the start page when it tells nothing of ours.
std::string form_page(const Visit& v) {
  const auto referer = v.exchange.head().header("referer");
  const auto host = std::string{"://"} + std::string{v.exchange.head().header("host")};
  const auto at = referer.find(host);
  if (at == std::string::npos || at > 5) return "/mis/";
  const auto path = referer.substr(at + host.size());
  return path.starts_with('/') ? std::string{path} : "/mis/";
}

}  // namespace

Answer Login::ask(const Visit& v, const Shell& shell) const {
  const auto& head = v.exchange.head();
  const auto target = head.path + (head.query.empty() ? "" : "?" + head.query);
  const auto where = "/mis/login?back=" + ssiis::percent_encoded(safe_back(target));
  if (head.header("hx-request") == "true") {
    auto a = shell.problem(v, 401, E_("host.login_needed"));
    a.headers.emplace_back("HX-Redirect", "/mis/login");
    return a;
  }
  if (head.method == "GET" || head.method == "HEAD") return see_other(where);
  // A form was sent after its session had ended: log in right here, and back to the form's own page.
  // The fragment tells the page's script that the form may be filled again.
  return form(v, shell, safe_back(form_page(v) + "#typed"), {},
              v._t("Your session has ended; what you sent was not saved. Log in to go back to the form."), 401);
}

Answer Login::answer(const Visit& v, const Shell& shell) {
  const auto& method = v.exchange.head().method;
  if (v.path == "/mis/logout") return method == "POST" ? logout(v, shell) : see_other("/mis/");
  if (method == "POST") return try_login(v, shell);
  const auto back = safe_back(v.exchange.query_value("back"));
  return v.who.logged_in() ? see_other(back) : form(v, shell, back, {}, {}, 200);
}

Answer Login::form(const Visit& v, const Shell& shell, const std::string& back, const std::string& login,
                   std::string_view failure, int status) const {
  const auto& _t = v._t;
  auto secret = v.exchange.cookie(form_cookie);
  if (secret.size() != 64) {
    secret = ssiis::hex(ssiis::random_bytes(32));
    v.exchange.set_cookie(cookie_line(form_cookie, secret));
  }
  Html h;
  h << "<div class=\"vmain login\"><h1>";
  h.text(_t("Log in")) << "</h1>";
  if (!failure.empty()) {
    h << "<div class=\"esum\" role=\"alert\" tabindex=\"-1\"><h2>";
    h.text(_t("There is a problem")) << "</h2><ul><li><a href=\"#login\">";
    h.text(failure) << "</a></li></ul></div>";
  }
  h << "<form method=\"post\" action=\"/mis/login\"><input type=\"hidden\" name=\"csrf\" value=\"";
  h.text(form_token(secret)) << "\"><input type=\"hidden\" name=\"back\" value=\"";
  h.text(back) << "\"><div class=\"fld\"><label for=\"login\">";
  h.text(_t("Login")) << "</label><input class=\"form-control\" id=\"login\" name=\"login\" autocomplete=\"username\" "
                         "autocapitalize=\"none\" spellcheck=\"false\" required maxlength=\"64\" value=\"";
  h.text(login) << "\"></div><div class=\"fld\"><label for=\"password\">";
  h.text(_t("Password")) << "</label><input class=\"form-control\" type=\"password\" id=\"password\" name=\"password\" "
                            "autocomplete=\"current-password\" required maxlength=\"1024\"></div>"
                            "<button class=\"btn btn-primary\">";
  h.text(_t("Log in")) << "</button></form>";
  if (config_.demonstration) {
    h << "<div class=\"note k-idle mt-3\">";
    h.icon("doc") << "<div>";
    h.text(_t("Demonstration: the accounts and their password stand in the README."));
    h << "</div></div>";
  }
  h << "</div>";
  PageHead p;
  p.title = failure.empty() ? _t("Log in") : _t("Error: {1}", {_t("Log in")});
  return shell.page(v, p, h, status);
}

Answer Login::try_login(const Visit& v, const Shell& shell) {
  const auto& _t = v._t;
  const auto fields = v.exchange.form();
  if (!fields) return shell.problem(v, 400, E_("host.form_malformed"));
  const auto back = safe_back(field_of(*fields, "back"));
  const auto name = field_of(*fields, "login");
  if (!token_fits(v.exchange, *fields, v.exchange.cookie(form_cookie)))
    return form(v, shell, back, name, _t("The form had become too old. Please try again."), 403);
  std::string password;
  for (const auto& [n, value] : *fields)
    if (n == "password") password = value;  // as typed: blanks belong to it
  const auto token = users_.login(name, password, v.exchange.access().client, v.exchange.correlation_id());
  metrics_.login(static_cast<bool>(token));
  if (token) {
    v.exchange.set_cookie(cookie_line(session_cookie, *token));
    v.exchange.set_cookie(cookie_line(form_cookie, "", true));
    return see_other(back);
  }
  const auto& why = token.rejection();
  const int status = why.code == "login.refused" ? 422 : why.code == "login.busy" ? 503 : 429;
  return form(v, shell, back, name, _t.translator().rejection(_t.language(), why), status);
}

Answer Login::logout(const Visit& v, const Shell& shell) {
  const auto fields = v.exchange.form();
  if (!v.who.logged_in()) return see_other("/mis/login");
  if (!fields || !token_fits(v.exchange, *fields, v.who.session_secret))
    return shell.problem(v, 403, E_("host.form_token"));
  users_.logout(v.who, v.exchange.correlation_id());
  v.exchange.set_cookie(cookie_line(session_cookie, "", true));
  auto a = see_other("/mis/login");
  a.headers.emplace_back("Clear-Site-Data", "\"cache\", \"storage\"");  // pages kept by a browser hold personal data
  return a;
}

}  // namespace lsso::host
