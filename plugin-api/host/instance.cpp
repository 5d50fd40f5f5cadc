#include "host/instance.hpp"

#include <algorithm>
#include <chrono>

#include "core/bytes.hpp"
#include "core/clock.hpp"
#include "host/facilities.hpp"
#include "host/services.hpp"
#include "host/wire.hpp"
#include "web/translate.hpp"

namespace lsso::host {
namespace {

lsso_error fresh_error() {
  lsso_error e{};
  e.struct_size = sizeof e;
  return e;
}

Outcome outcome(lsso_status status, const lsso_error& e) {
  if (status == LSSO_OK) return {};
  const auto text = [](const char* s, std::size_t n) { return std::string{s, ::strnlen(s, n)}; };
  return {status, text(e.code, sizeof e.code), text(e.message, sizeof e.message)};
}

// What lsso_call_instance points to.
struct CallState {
  const Circumstances* circumstances;
  const std::atomic<bool>* plugin_cancelled;
};

int32_t is_cancelled(lsso_call_instance* instance) {
  const auto* state = reinterpret_cast<const CallState*>(instance);
  const auto* own = state->circumstances->cancelled;
  return (own != nullptr && own->load(std::memory_order_relaxed)) ||
                 state->plugin_cancelled->load(std::memory_order_relaxed) ||
                 (state->circumstances->peer != nullptr && state->circumstances->peer->gone()) ||
                 monotonic_us() > state->circumstances->deadline_us
             ? 1
             : 0;
}

lsso_call call_of(CallState& state, const IdentityView& identity) {
  lsso_call call{};
  call.struct_size = sizeof call;
  call.instance = reinterpret_cast<lsso_call_instance*>(&state);
  call.correlation_id = borrowed(state.circumstances->correlation_id);
  call.identity = &identity.raw();
  call.deadline_monotonic_us = state.circumstances->deadline_us;
  call.cancelled = &is_cancelled;
  return call;
}

lsso_status read_body(lsso_request_instance* i, void* buffer, uint64_t capacity, uint64_t* got) {
  if (i == nullptr || buffer == nullptr || got == nullptr || capacity == 0) return LSSO_E_INVALID;
  *got = 0;
  return reinterpret_cast<BodySource*>(i)->read(buffer, capacity, got);
}
lsso_status begin_answer(lsso_response_instance* i, const lsso_response_head* head) {
  if (i == nullptr || head == nullptr || !LSSO_HAS(lsso_response_head, head->struct_size, content_length))
    return LSSO_E_INVALID;
  return reinterpret_cast<AnswerSink*>(i)->begin(*head);
}
lsso_status write_answer(lsso_response_instance* i, const void* data, uint64_t size) {
  if (i == nullptr || (data == nullptr && size != 0)) return LSSO_E_INVALID;
  return reinterpret_cast<AnswerSink*>(i)->write(data, size);
}

}  // namespace

std::string new_correlation_id() { return ssiis::hex(ssiis::random_bytes(16)); }

struct PluginInstance::HostSide {
  lsso_host_instance instance;
  lsso_host table;
};

Ticket::~Ticket() {
  if (of_) of_->leave();
}

PluginInstance::PluginInstance(std::string slot, Library library, Facilities& facilities)
    : slot_{std::move(slot)},
      library_{std::move(library)},
      facilities_{facilities},
      host_{std::make_unique<HostSide>()},
      loaded_at_{ssiis::SystemClock{}.now()} {
  host_->instance.plugin = this;
  host_->table = {sizeof(lsso_host),   LSSO_ABI_MAJOR,         LSSO_ABI_MINOR,   0,
                  borrowed(host_name), borrowed(host_version), &host_->instance, &find_service};
}

PluginInstance::~PluginInstance() = default;

void PluginInstance::start() {
  auto error = fresh_error();
  lsso_status status = entry().create(&host_->table, &plugin_, &error);
  if (status != LSSO_OK || plugin_ == nullptr) {
    const auto o = outcome(status == LSSO_OK ? LSSO_E_INTERNAL : status, error);
    throw LoadFailure{o.code.empty() ? ssiis::web::E_("host.plugin_create") : o.code, o.message};
  }
  starting_ = true;
  status = entry().start(plugin_, &error);
  starting_ = false;
  if (status != LSSO_OK) {
    const auto o = outcome(status, error);
    entry().destroy(plugin_);
    plugin_ = nullptr;
    throw LoadFailure{o.code.empty() ? ssiis::web::E_("host.plugin_start") : o.code, o.message};
  }
  const auto* menu = static_cast<const lsso_extension_menu*>(entry().get_extension(plugin_, LSSO_EXTENSION_MENU));
  const bool whole = menu != nullptr && LSSO_HAS(lsso_extension_menu, menu->struct_size, visible);
  menu_ = whole && menu->visible != nullptr ? menu : nullptr;
  const std::lock_guard lock{mutex_};
  closed_ = false;
}

std::optional<Ticket> PluginInstance::enter() {
  const std::lock_guard lock{mutex_};
  if (closed_) return std::nullopt;
  ++inside_;
  return Ticket{shared_from_this()};
}

void PluginInstance::leave() noexcept {
  const std::lock_guard lock{mutex_};
  if (--inside_ == 0) empty_.notify_all();
}

bool PluginInstance::retire(std::int64_t patience_ms) {
  const auto until = monotonic_us() + patience_ms * 1000;
  {
    std::unique_lock lock{mutex_};
    closed_ = true;
    retiring_ = true;
    const auto gone = [&] { return inside_ == 0; };
    if (!empty_.wait_for(lock, std::chrono::milliseconds{patience_ms}, gone)) {
      cancelled_ = true;
      if (!empty_.wait_for(lock, std::chrono::seconds{5}, gone)) return false;
    }
  }
  cancelled_ = true;  // tasks of the threads service that still run are to end now
  for (int attempt = 0; attempt < 2; ++attempt) {
    auto error = fresh_error();
    const auto left = std::max<std::int64_t>((until - monotonic_us()) / 1000, 3000);
    const auto status = entry().stop(plugin_, static_cast<std::uint32_t>(left), &error);
    if (status == LSSO_OK && tasks == 0) {
      entry().destroy(plugin_);
      plugin_ = nullptr;
      return true;
    }
  }
  return false;
}

Outcome PluginInstance::handle(const Circumstances& c, const Asked& asked, BodySource& body, AnswerSink& answer) {
  CallState state{&c, &cancelled_};
  const IdentityView identity{c.who};
  const auto call = call_of(state, identity);
  std::vector<lsso_pair> headers;
  headers.reserve(asked.headers.size());
  for (const auto& [name, value] : asked.headers) headers.push_back({borrowed(name), borrowed(value)});
  lsso_request request{};
  request.struct_size = sizeof request;
  request.mount = asked.mount;
  request.instance = reinterpret_cast<lsso_request_instance*>(&body);
  request.method = borrowed(asked.method);
  request.path = borrowed(asked.path);
  request.query = borrowed(asked.query);
  request.language = borrowed(asked.language);
  request.client_address = borrowed(asked.client);
  request.public_base_url = borrowed(asked.base_url);
  request.headers = headers.data();
  request.header_count = headers.size();
  request.content_length = asked.content_length;
  request.read = &read_body;
  lsso_response response{};
  response.struct_size = sizeof response;
  response.instance = reinterpret_cast<lsso_response_instance*>(&answer);
  response.begin = &begin_answer;
  response.write = &write_answer;
  auto error = fresh_error();
  return outcome(entry().handle(plugin_, &call, &request, &response, &error), error);
}

Outcome PluginInstance::run_job(const Circumstances& c, const std::string& name) {
  CallState state{&c, &retiring_};
  const IdentityView identity{c.who};
  const auto call = call_of(state, identity);
  const lsso_job job{sizeof(lsso_job), 0, borrowed(name)};
  auto error = fresh_error();
  return outcome(entry().job_run(plugin_, &call, &job, &error), error);
}

Outcome PluginInstance::visible_menu(const Circumstances& c, std::set<std::string>& ids) {
  CallState state{&c, &cancelled_};
  const IdentityView identity{c.who};
  const auto call = call_of(state, identity);
  struct Sink {
    const std::vector<MenuEntry>& known;
    std::set<std::string>& ids;
  } sink{registered_.menu, ids};
  const auto show = [](void* to, lsso_text id) {
    auto& s = *static_cast<Sink*>(to);
    if (std::any_of(s.known.begin(), s.known.end(), [&](const auto& e) { return e.id == view(id); }))
      s.ids.insert(copied(id));
  };
  auto error = fresh_error();
  return outcome(menu_->visible(plugin_, &call, &sink, show, &error), error);
}

Health PluginInstance::health() {
  Health out;
  lsso_health asked{};
  asked.struct_size = sizeof asked;
  asked.state = LSSO_HEALTH_FAILED;
  asked.schema_version = -1;
  asked.schema_expected = -1;
  asked.sink = &out;
  asked.reason = [](void* sink, uint32_t state, lsso_text code, lsso_text lo, lsso_text en) {
    static_cast<Health*>(sink)->reasons.push_back({state, copied(code), copied(lo), copied(en)});
  };
  auto error = fresh_error();
  const auto o = outcome(entry().health(plugin_, &asked, &error), error);
  out.state = o.status == LSSO_OK ? asked.state : LSSO_HEALTH_FAILED;
  out.schema_version = asked.schema_version;
  out.schema_expected = asked.schema_expected;
  if (o.status != LSSO_OK) out.reasons.push_back({LSSO_HEALTH_FAILED, o.code, o.message, o.message});
  return out;
}

}  // namespace lsso::host
