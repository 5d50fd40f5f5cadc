#include "plugin/application.hpp"

#include <filesystem>
#include <thread>

#include "core/failpoint.hpp"
#include "plugin/boundary.hpp"
#include "plugin/guard.hpp"
#include "plugin/host_users.hpp"
#include "plugin/wiring.hpp"

namespace ssiis::plugin {
namespace {

// What the caller may be told of a fault, as a refusal with a stable code.
std::pair<int, std::string> shown(lsso_status status, const char* code) {
  switch (status) {
    case LSSO_E_CONFLICT:
      return {409, code};
    case LSSO_E_UNAVAILABLE:
      return {503, code};
    case LSSO_E_TIMEOUT:
      return {504, code};
    default:
      return {500, code};
  }
}

// The request whose answer is being written on this thread: the host asks for the menu meanwhile, and the person is
// known already. A plain pointer: a destructor would keep unloaded code alive.
thread_local const web::Request* answering = nullptr;

struct Answering {
  explicit Answering(const web::Request& request) { answering = &request; }
  ~Answering() { answering = nullptr; }
  Answering(const Answering&) = delete;
  Answering& operator=(const Answering&) = delete;
};

}  // namespace

// Counts a call as inside for as long as it lives.
class Application::Frame {
 public:
  explicit Frame(Application& app) : app_{app} { app_.frames_.fetch_add(1, std::memory_order_acq_rel); }
  ~Frame() { app_.frames_.fetch_sub(1, std::memory_order_acq_rel); }
  Frame(const Frame&) = delete;
  Frame& operator=(const Frame&) = delete;

 private:
  Application& app_;
};

struct Application::Rooms : Wiring {
  using Wiring::Wiring;
};

Application::Application(const lsso_host& host) : host_{host} {}
Application::~Application() = default;

void Application::start() {
  rooms_ = std::make_unique<Rooms>(host_);
  rooms_->register_with_host(host_);
  rooms_->readiness.look(rooms_->pool, host_);
}

lsso_status Application::handle(const lsso_call& call, const lsso_request& in, const lsso_response& response,
                                lsso_error* error) {
  const Frame inside{*this};
  const FailpointScope during{view(in.method)};
  auto request = decoded(call, in);
  const auto asset_url = [this](std::string_view name) { return rooms_->renderer.asset_url(name); };
  if (!request) {
    web::Request bare;
    bare.language = view(in.language) == "en" ? "en" : "lo";
    bare.correlation_id = view(call.correlation_id);
    bare.mount = in.mount == LSSO_MOUNT_PUBLIC ? web::Mount::open_public : web::Mount::staff;
    return answer(response, web::problem(rooms_->renderer, bare, 400, request.rejection()), asset_url);
  }
  web::Request& rq = const_cast<web::Request&>(*request);
  web::Page page;
  lsso_error fault{sizeof(lsso_error), LSSO_OK, "", ""};
  const auto log = [](void* sink, std::string_view id, std::string_view what) noexcept {
    static_cast<HostServices*>(sink)->log(LSSO_LOG_ERROR, id, what);
  };
  lsso_status body = LSSO_OK;
  const auto status = guarded(&fault, log, &host_, rq.correlation_id, [&] {
    try {
      page = rooms_->page_for(rq, identity_of(*call.identity), body_reader(in), host_);
    } catch (const BodyFailure& e) {
      body = e.status;
    }
    return LSSO_OK;
  });
  if (body != LSSO_OK) {
    const Rejection cut{"request.body_cut"};
    fill_error(error, body, cut.code, rooms_->translator.rejection(rq.language, cut));
    return body;
  }
  if (status != LSSO_OK) {
    const auto [http, code] = shown(status, fault.code);
    if (error != nullptr) *error = fault;
    page = web::problem(rooms_->renderer, rq, http, Rejection{code});
  }
  const Answering now{rq};
  return answer(response, page, asset_url);
}

lsso_status Application::run_job(const lsso_call& call, std::string_view name, lsso_error* error) {
  const Frame inside{*this};
  const FailpointScope during{name};
  const auto* job = rooms_->find_job(name);
  if (job == nullptr) {
    fill_error(error, LSSO_E_NOT_FOUND, "job.unknown", "This job is not known.");
    return LSSO_E_NOT_FOUND;
  }
  if (!rooms_->readiness.look(rooms_->pool, host_)) return LSSO_OK;  // nothing to do without a database; health says so
  const Actor service = rooms_->actors.service("job:" + std::string{name}, view(call.correlation_id));
  job->run(service, [&call] { return call.cancelled(call.instance) != 0; });
  return LSSO_OK;
}

lsso_status Application::visible_menu(const lsso_call& call, const std::function<void(std::string_view)>& show,
                                      lsso_error* error) {
  const Frame inside{*this};
  const auto who = identity_of(*call.identity);
  const bool known = answering != nullptr && answering->actor && answering->actor->user_id() == who.user_id &&
                     answering->correlation_id == view(call.correlation_id);
  if (!known && !rooms_->readiness.look(rooms_->pool, host_)) {
    const auto code = rooms_->readiness.code();
    fill_error(error, LSSO_E_UNAVAILABLE, code, rooms_->translator.rejection("en", Rejection{code}));
    return LSSO_E_UNAVAILABLE;
  }
  const auto actor = known ? *answering->actor : rooms_->actors.actor(who, {text(call.correlation_id), {}});
  rooms_->each_menu_entry_of(actor, show);
  return LSSO_OK;
}

void Application::health(lsso_health& health) {
  const Frame inside{*this};
  rooms_->report_health(health, host_);
}

lsso_status Application::stop(std::uint32_t deadline_ms) {
  stopping_ = true;
  const auto until = std::chrono::steady_clock::now() + std::chrono::milliseconds{deadline_ms};
  while (frames_.load(std::memory_order_acquire) != 0) {
    if (std::chrono::steady_clock::now() >= until) return LSSO_E_TIMEOUT;
    std::this_thread::sleep_for(std::chrono::milliseconds{2});
  }
  rooms_.reset();
  return LSSO_OK;
}

}  // namespace ssiis::plugin
