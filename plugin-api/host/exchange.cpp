#include "host/exchange.hpp"

#include <istream>
#include <ostream>

#include "core/text.hpp"
#include "host/bare.hpp"
#include "host/text.hpp"

namespace lsso::host {
namespace {

using Pairs = std::vector<std::pair<std::string, std::string>>;

std::optional<Pairs> decoded_pairs(std::string_view text) {
  Pairs out;
  for (const auto& piece : ssiis::split(text, '&')) {
    if (piece.empty()) continue;
    const auto eq = piece.find('=');
    auto name = ssiis::percent_decoded(piece.substr(0, eq), true);
    auto value = eq == std::string::npos ? std::string{} : ssiis::percent_decoded(piece.substr(eq + 1), true);
    if (!name || !value || !ssiis::valid_utf8(*name) || !ssiis::valid_utf8(*value)) return std::nullopt;
    out.emplace_back(std::move(*name), std::move(*value));
  }
  return out;
}

}  // namespace

Answer see_other(std::string location) {
  Answer a;
  a.status = 303;
  a.headers.emplace_back("Location", std::move(location));
  return a;
}

Exchange::Exchange(const Head& head, Wire& wire, Poco::Net::HTTPServerRequestImpl& request,
                   Poco::Net::HTTPServerResponseImpl& response, Gate& uploads, ExchangeSetup setup, Access& access)
    : head_{head},
      wire_{wire},
      request_{request},
      response_{response},
      uploads_{uploads},
      setup_{setup},
      access_{access} {
  body_ended_ = !head.chunked && head.content_length.value_or(0) == 0;
  wire_.set_deadline(setup_.deadline_us);
}

Exchange::~Exchange() {
  if (in_gate_) uploads_.leave();
}

std::string Exchange::cookie(std::string_view name) const {
  for (const auto& [key, value] : head_.headers) {
    if (!same_name(key, "cookie")) continue;
    for (const auto& piece : ssiis::split(value, ';')) {
      const auto pair = ssiis::trimmed(piece);
      const auto eq = pair.find('=');
      if (eq != std::string_view::npos && pair.substr(0, eq) == name) return std::string{pair.substr(eq + 1)};
    }
  }
  return {};
}

std::string Exchange::query_value(std::string_view name) const {
  if (const auto pairs = decoded_pairs(head_.query))
    for (const auto& [n, v] : *pairs)
      if (n == name) return v;
  return {};
}

std::optional<Pairs> Exchange::form() {
  constexpr std::size_t most = 64 * 1024;
  if (!head_.header("content-type").starts_with("application/x-www-form-urlencoded")) return std::nullopt;
  std::string body;
  std::string piece(8192, '\0');
  for (;;) {
    std::uint64_t got = 0;
    if (read(piece.data(), piece.size(), &got) != LSSO_OK) return std::nullopt;
    if (got == 0) return decoded_pairs(body);
    body.append(piece, 0, got);
    if (body.size() > most) return std::nullopt;
  }
}

// The first read: says "100 Continue" to those who wait for it, and takes a place at the gate for a big body.
bool Exchange::open_body() {
  body_opened_ = true;
  if (setup_.body_waits_outside) {
    in_gate_ = uploads_.enter();
    if (!in_gate_) return false;
    if (!begun() && request_.getExpectContinue()) {
      response_.sendContinue();
      wire_.flush();
    }
  }
  return true;
}

lsso_status Exchange::read(void* buffer, std::uint64_t capacity, std::uint64_t* got) {
  *got = 0;
  if (capacity == 0) return LSSO_E_INVALID;
  if (body_failed_) return LSSO_E_CANCELLED;
  if (body_ended_) return LSSO_OK;
  const auto fail = [&](lsso_status status) {
    body_failed_ = true;
    return status;
  };
  wire_.set_deadline(std::min(setup_.body_deadline_us, setup_.deadline_us));
  try {
    if (!body_opened_ && !open_body()) return fail(LSSO_E_UNAVAILABLE);
    const auto wanted = static_cast<std::streamsize>(std::min<std::uint64_t>(capacity, 1U << 20));
    auto& in = request_.stream();
    in.read(static_cast<char*>(buffer), wanted);
    const auto n = static_cast<std::uint64_t>(in.gcount());
    if (wire_.chunks_broken()) return fail(LSSO_E_INVALID);
    if (n == 0 || in.eof()) {
      if (wire_.timed_out()) return fail(LSSO_E_TIMEOUT);
      if (!head_.chunked && body_read_ + n < *head_.content_length) return fail(LSSO_E_CANCELLED);
      if (in.bad() || (head_.chunked && !wire_.chunks_ended())) return fail(LSSO_E_CANCELLED);
      body_ended_ = true;
    }
    body_read_ += n;
    if (!head_.chunked && body_read_ == *head_.content_length) body_ended_ = true;
    if (body_read_ > setup_.body_limit) {
      too_big_ = true;
      return fail(LSSO_E_INVALID);
    }
    *got = n;
  } catch (const std::exception&) {
    if (wire_.chunks_broken()) return fail(LSSO_E_INVALID);
    return fail(wire_.timed_out() ? LSSO_E_TIMEOUT : LSSO_E_CANCELLED);
  }
  wire_.set_deadline(setup_.deadline_us);
  return LSSO_OK;
}

void Exchange::begin(int status, const std::string& content_type, const HeaderList& headers, Safety safety,
                     std::optional<std::uint64_t> length) {
  wire_.set_deadline(setup_.deadline_us);
  response_.setStatus(static_cast<Poco::Net::HTTPResponse::HTTPStatus>(status));
  response_.setReason(Poco::Net::HTTPResponse::getReasonForStatus(response_.getStatus()));
  response_.setVersion(Poco::Net::HTTPMessage::HTTP_1_1);
  response_.setDate(Poco::Timestamp{});
  if (!content_type.empty()) response_.setContentType(content_type);
  response_.set("X-Correlation-Id", access_.correlation_id);
  for (const auto& [name, value] : safety_headers(setup_.https)) response_.set(std::string{name}, std::string{value});
  response_.set("Cache-Control",
                safety == Safety::asset && status == 200 ? "public, max-age=31536000, immutable" : "no-store");
  for (const auto& [name, value] : headers) {
    if (name == "Cache-Control" && safety == Safety::document)
      response_.set(name, value);
    else
      response_.add(name, value);  // a policy of the plugin is added: browsers obey both
  }
  for (const auto& line : cookies_) response_.add("Set-Cookie", line);
  bodiless_ = head_.method == "HEAD" || status == 204 || status == 304;
  // After chunks the connection is closed: where they ended is a matter on which two servers in a row may differ.
  const bool unread = head_.chunked || (setup_.body_waits_outside && !body_ended_);
  keep_alive_ = setup_.keep_alive_wanted && !unread && !body_failed_ && (length || !head_.http_1_0);
  response_.setKeepAlive(keep_alive_);
  if (length && status != 204 && status != 304)
    response_.setContentLength64(static_cast<Poco::Int64>(*length));
  else if (!length && !head_.http_1_0 && !bodiless_)
    response_.setChunkedTransferEncoding(true);
  access_.status = status;
  out_ = &response_.send();
}

lsso_status Exchange::write(std::string_view data) {
  if (out_ == nullptr) return LSSO_E_INVALID;
  if (bodiless_ || data.empty()) return LSSO_OK;
  access_.bytes += data.size();
  out_->write(data.data(), static_cast<std::streamsize>(data.size()));
  if (*out_) return LSSO_OK;
  return wire_.timed_out() ? LSSO_E_TIMEOUT : LSSO_E_CANCELLED;
}

void Exchange::send(const Answer& answer, Safety safety) {
  begin(answer.status, answer.status == 303 ? "" : answer.content_type, answer.headers, safety, answer.body.size());
  write(answer.body);
}

void Exchange::abort() noexcept {
  wire_.abort();
  access_.ended = wire_.timed_out() ? "timeout" : "aborted";
}

}  // namespace lsso::host
