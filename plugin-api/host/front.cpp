#include "host/front.hpp"

#include "core/failpoint.hpp"
#include "core/lao.hpp"
#include "core/text.hpp"
#include "host/plugin_answer.hpp"
#include "host/wire.hpp"

namespace lsso::host {
namespace {

int http_status(lsso_status status) {
  switch (status) {
    case LSSO_E_REFUSED:
      return 403;
    case LSSO_E_NOT_FOUND:
      return 404;
    case LSSO_E_CONFLICT:
      return 409;
    case LSSO_E_TIMEOUT:
      return 504;
    case LSSO_E_CANCELLED:
    case LSSO_E_UNAVAILABLE:
      return 503;
    case LSSO_E_UNSUPPORTED:
      return 501;
    default:
      return 500;
  }
}

// What the host says when the plugin says nothing, or nothing in the person's language.
const char* code_of(lsso_status status) {
  switch (status) {
    case LSSO_E_REFUSED:
      return E_("host.plugin_refused");
    case LSSO_E_NOT_FOUND:
      return E_("host.no_such_page");
    case LSSO_E_CONFLICT:
      return E_("host.plugin_conflict");
    case LSSO_E_TIMEOUT:
      return E_("host.plugin_late");
    case LSSO_E_CANCELLED:
    case LSSO_E_UNAVAILABLE:
      return E_("host.plugin_unavailable");
    case LSSO_E_UNSUPPORTED:
      return E_("host.plugin_unsupported");
    default:
      return E_("host.internal");
  }
}

std::string_view route_class(const Board::Mount& m) {
  switch (m.point.policy) {
    case LSSO_MOUNT_STAFF:
      return "staff";
    case LSSO_MOUNT_PUBLIC:
      return "public";
    case LSSO_MOUNT_AGENCY:
      return "agency";
    default:
      return "asset";
  }
}

}  // namespace

std::string Front::language_of(const Exchange& e) const {
  const auto chosen = e.cookie("lsso_language");
  if (chosen == "lo" || chosen == "en") return chosen;
  return e.head().header("accept-language").starts_with("en") ? "en" : "lo";
}

void Front::serve(Exchange& e) {
  const auto path = routing_path(e.head().path);
  try {
    if (path) return answer(e, *path);
    const Person nobody;
    const Visit v{e, nobody, "/", Say{p_.translator, language_of(e)}, p_.plugins.board()};
    e.send(p_.shell.problem(v, 400, E_("host.bad_address")));
  } catch (const std::exception& x) {
    p_.log.write(LSSO_LOG_ERROR, "host", e.correlation_id(), "a request failed", {{"why", x.what()}});
    if (e.begun()) return e.abort();
    const bool database = dynamic_cast<const ssiis::db::Error*>(&x) != nullptr;
    const Person nobody;
    const Visit v{e, nobody, path.value_or("/"), Say{p_.translator, language_of(e)}, p_.plugins.board()};
    e.send(p_.shell.problem(v, database ? 503 : 500, database ? E_("host.database_unavailable") : E_("host.internal")));
  }
}

void Front::answer(Exchange& e, const std::string& path) {
  auto& route = e.access().route;
  if (path == "/") {
    route = "mis";
    return e.send(see_other("/mis/"));
  }
  if (p_.health.serves(path)) {
    route = "health";
    return e.send(p_.health.answer(e, path));
  }
  if (path.starts_with("/mis/assets/")) {
    route = "asset";
    return asset(e, path);
  }
  const auto board = p_.plugins.board();
  const Say say{p_.translator, language_of(e)};
  const auto* mount = board->find(path);
  const bool host_own = path == "/mis" || path.starts_with("/mis/");
  if (mount == nullptr && !host_own) {
    const Person nobody;
    const Visit v{e, nobody, path, say, board};
    return e.send(p_.shell.problem(v, 404, E_("host.no_such_page")));
  }
  route = host_own ? "mis" : std::string{route_class(*mount)};
  const bool needs_login = host_own || mount->point.policy == LSSO_MOUNT_STAFF;
  auto person = needs_login ? p_.users.person_of(e.cookie(session_cookie)) : std::nullopt;
  const Person nobody;
  const Person& who = person ? *person : nobody;
  e.access().user = who.user_id;
  const Visit v{e, who, path, say, board};
  if (needs_login && !person && !p_.login.serves(path) && path != "/mis/language")
    return e.send(p_.login.ask(v, p_.shell));
  if (host_own) return host_screen(v);
  plugin(v, *mount);
}

void Front::host_screen(const Visit& v) {
  auto& e = v.exchange;
  if (v.path == "/mis/language") return e.send(language(v));
  if (p_.login.serves(v.path)) return log_in_or_out(v);
  if (p_.modules.serves(v.path)) return e.send(p_.modules.answer(v, p_.shell));
  e.send(p_.mis.answer(v, p_.shell));
}

void Front::log_in_or_out(const Visit& v) {
  const ssiis::FailpointScope during{v.exchange.head().method == "POST" ? "login" : "login form"};
  const auto answer = p_.login.answer(v, p_.shell);
  ssiis::failpoint("responding");
  v.exchange.send(answer);
  ssiis::failpoint("responded");
}

Answer Front::language(const Visit& v) const {
  const auto wanted = v.exchange.query_value("lang");
  auto back = v.exchange.query_value("back");
  if (!is_local_address(back)) back = "/mis/";
  if (wanted == "lo" || wanted == "en")
    v.exchange.set_cookie("lsso_language=" + wanted + "; Path=/; Max-Age=31536000; SameSite=Lax; HttpOnly; Secure");
  return see_other(back);
}

void Front::asset(Exchange& e, const std::string& path) {
  ssiis::web::Request r;
  r.method = "GET";
  r.path = path;
  r.mount = ssiis::web::Mount::asset;
  r.headers.emplace("accept-encoding", e.head().header("accept-encoding"));
  // Icons are named by every page that the host or a plugin writes, so they have a name that does not change.
  const bool icons = path == "/mis/assets/icons.svg";
  const auto real = icons ? p_.assets.url("icons.svg") : path;
  r.captures.emplace("file", real.substr(std::string_view{"/mis/assets/"}.size()));
  auto page = p_.assets.page(r);
  Answer a{page.status, page.content_type, std::move(page.body), {}};
  for (auto& h : page.headers)
    if (h.first != "Cache-Control") a.headers.push_back(std::move(h));
  if (icons) a.headers.emplace_back("Cache-Control", "public, max-age=3600");
  e.send(a, icons ? Safety::document : Safety::asset);
}

void Front::plugin(const Visit& v, const Board::Mount& mount) {
  auto& e = v.exchange;
  if (mount.point.policy == LSSO_MOUNT_AGENCY)  // only behind a listener that checks the peer's certificate
    return e.send(p_.shell.problem(v, 403, E_("host.no_agency_listener")));
  if (e.head().content_length && *e.head().content_length > p_.config.upload_bytes)
    return e.send(p_.shell.problem(v, 413, E_("host.body_too_big")));
  const auto* now = &mount;
  auto board = v.board;
  for (int attempt = 0; now != nullptr && now->plugin && attempt < 5; ++attempt) {
    if (auto ticket = now->plugin->enter()) return call(v, *now, std::move(*ticket));
    board = p_.plugins.board();  // it has just been replaced: its successor is on the board
    now = board->find(v.path);
  }
  e.send(p_.shell.problem(v, 503, E_("host.module_off")));
}

void Front::call(const Visit& v, const Board::Mount& mount, Ticket ticket) {
  auto& e = v.exchange;
  const auto& head = e.head();
  Asked asked;
  asked.mount = mount.point.policy;
  asked.method = head.method;
  asked.path = head.path;
  asked.query = head.query;
  asked.language = v._t.language();
  asked.client = e.access().client;
  asked.base_url = p_.config.public_base_url;
  asked.headers = head.headers;
  if (asked.mount != LSSO_MOUNT_STAFF)  // the login is nobody's business outside staff pages
    std::erase_if(asked.headers, [](const auto& h) { return same_name(h.first, "cookie"); });
  asked.content_length = head.chunked ? UINT64_MAX : head.content_length.value_or(0);
  const Circumstances c{e.correlation_id(), v.who, e.deadline_us(), nullptr, &e};
  PluginAnswer answer{v, p_.shell, mount.slot, asked.mount == LSSO_MOUNT_ASSET ? Safety::asset : Safety::document};
  auto outcome = ticket.plugin().handle(c, asked, e, answer);
  const bool whole = outcome.status == LSSO_OK && answer.finish();
  if (whole) return;
  if (outcome.status == LSSO_OK) {
    p_.log.write(LSSO_LOG_PLUGIN_MISBEHAVES, mount.slot, e.correlation_id(), "an answer is not whole");
    outcome = {LSSO_E_INTERNAL, "host.answer_not_whole", {}};
  }
  if (answer.begun()) {
    p_.log.write(LSSO_LOG_WARNING, mount.slot, e.correlation_id(), "an answer was aborted", {{"code", outcome.code}});
    return e.abort();
  }
  failed(v, outcome);
}

void Front::failed(const Visit& v, const Outcome& outcome) {
  auto& e = v.exchange;
  if (e.body_too_big()) return e.send(p_.shell.problem(v, 413, E_("host.body_too_big")));
  if (e.body_malformed()) return e.send(p_.shell.problem(v, 400, E_("host.body_malformed")));
  const auto own = code_of(outcome.status);
  const auto code = outcome.code.empty() ? std::string{own} : outcome.code;
  p_.log.write(LSSO_LOG_WARNING, "host", e.correlation_id(), "a plugin's answer is a failure",
               {{"code", code}, {"status", std::to_string(outcome.status)}});
  const auto& said = outcome.message;
  const bool theirs = !said.empty() && v._t.lao() == ssiis::lao::has_lao(said);
  e.send(p_.shell.problem(v, http_status(outcome.status), code,
                          theirs ? said : v._t.translator().rejection(v._t.language(), ssiis::Rejection{own})));
}

}  // namespace lsso::host
