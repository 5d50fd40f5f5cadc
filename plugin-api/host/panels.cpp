#include "host/panels.hpp"

#include <condition_variable>
#include <memory>
#include <mutex>

#include "core/text.hpp"
#include "host/plugin_answer.hpp"
#include "host/wire.hpp"
#include "lsso/services/log.h"

namespace lsso::host {
namespace {

constexpr std::size_t most_bytes = 64 * 1024;

// One panel under way. Shared: a late one goes on writing here after the screen has left.
struct Run {
  Board::Panel panel;
  Asked asked;
  Person who;
  std::string correlation_id;
  std::int64_t deadline_us{0};
  std::atomic<bool> cancelled{false};
  std::mutex mutex;
  std::condition_variable bell;
  bool done{false}, good{false}, late{false};
  std::string html, code;
};

class PanelSink final : public AnswerSink {
 public:
  lsso_status begin(const lsso_response_head& head) override {
    if (begun_ || !head_is_sound(head) || head.kind != LSSO_RESPONSE_FRAGMENT) return LSSO_E_INVALID;
    begun_ = true;
    good_ = head.http_status == 200;
    return LSSO_OK;
  }
  lsso_status write(const void* data, std::uint64_t size) override {
    if (!begun_) return LSSO_E_INVALID;
    const auto room = most_bytes - html_.size();
    if (size > room)
      too_big_ = true;
    else
      html_.append(static_cast<const char*>(data), static_cast<std::size_t>(size));
    return LSSO_OK;
  }
  bool good() const { return good_ && !too_big_; }
  std::string& html() { return html_; }

 private:
  bool begun_{false}, good_{false}, too_big_{false};
  std::string html_;
};

void perform(Run& run, Log& log) {
  PanelSink sink;
  std::string code{"host.panel_off"};
  bool good = false;
  if (auto ticket = run.panel.plugin->enter()) {
    EmptyBody body;
    const Circumstances c{run.correlation_id, run.who, run.deadline_us, &run.cancelled, nullptr};
    const auto outcome = run.panel.plugin->handle(c, run.asked, body, sink);
    good = outcome.status == LSSO_OK && sink.good() && panel_is_sound(sink.html());
    code = outcome.status != LSSO_OK ? outcome.code : "host.panel_unsound";
    if (!good)
      log.write(outcome.status == LSSO_OK ? LSSO_LOG_PLUGIN_MISBEHAVES : LSSO_LOG_WARNING, run.panel.plugin->slot(),
                run.correlation_id, "a panel failed", {{"panel", run.panel.entry.id}, {"code", code}});
  }
  const std::lock_guard lock{run.mutex};
  run.done = true;
  run.good = good;
  run.late = monotonic_us() > run.deadline_us;  // what ends because its time is over is late, even if it ends first
  run.html = std::move(sink.html());
  run.code = code;
  run.bell.notify_all();
}

enum class End { good, failed, late };

End wait_for(Run& run) {
  std::unique_lock lock{run.mutex};
  const auto left = std::max<std::int64_t>(run.deadline_us - monotonic_us(), 0);
  if (!run.bell.wait_for(lock, std::chrono::microseconds{left}, [&] { return run.done; })) {
    run.cancelled = true;
    return End::late;
  }
  if (run.late) return End::late;
  return run.good ? End::good : End::failed;
}

void show(Html& h, const Visit& v, const PanelEntry& entry, std::string_view slot, End end, std::string_view html) {
  const auto& _t = v._t;
  const std::string id = "panel-" + std::string{slot} + "-" + entry.id;
  h << "<section class=\"panel\" aria-labelledby=\"";
  h.text(id) << "\"><div class=\"hd\"><h2 id=\"";
  h.text(id) << "\">";
  h.text(_t.lao() ? entry.title_lo : entry.title_en) << "</h2></div><div class=\"bd\">";
  if (end == End::good) {
    h.append(html);
  } else {
    h << "<div class=\"note k-warn\">";
    h.icon("clock") << "<div>";
    h.text(end == End::late ? _t("This part did not answer in time; the rest of the screen is complete.")
                            : _t("This part cannot be shown now; the rest of the screen is complete."))
        << "</div></div>";
  }
  h << "</div></section>";
}

}  // namespace

bool panel_is_sound(std::string_view html) {
  std::string low{html};
  for (auto& c : low)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
  for (const auto* bad :
       {"<script", "<style", "<link", "<iframe", "<object", "<embed", "<base", "<meta", "javascript:", " style="})
    if (low.find(bad) != std::string::npos) return false;
  return ssiis::valid_utf8(html);
}

std::string Panels::html(const Visit& v, std::string_view screen, std::string_view subject) {
  std::vector<std::shared_ptr<Run>> runs;
  for (const auto& panel : v.board->panels) {
    if (panel.entry.screen != screen) continue;
    auto run = std::make_shared<Run>();
    run->panel = panel;
    run->who = v.who;
    run->correlation_id = v.exchange.correlation_id();
    const auto own = static_cast<std::int64_t>(panel.entry.limit_ms);
    run->deadline_us = monotonic_us() + (own == 0 ? config_.panel_ms : std::min(own, config_.panel_ms * 4)) * 1000;
    run->asked.mount = LSSO_MOUNT_PANEL;
    run->asked.path = panel.entry.path;
    run->asked.query = "subject=" + ssiis::percent_encoded(subject);
    run->asked.language = v._t.language();
    run->asked.client = v.exchange.access().client;
    run->asked.base_url = config_.public_base_url;
    const bool taken = crew_.try_run([run, &log = log_] { perform(*run, log); });
    if (!taken) {
      run->done = true;
      run->code = "host.panel_busy";
    }
    runs.push_back(std::move(run));
  }
  Html h;
  for (const auto& run : runs) {
    const auto end = wait_for(*run);
    if (end == End::late) {
      metrics_.panel_late();
      log_.write(LSSO_LOG_WARNING, run->panel.plugin->slot(), run->correlation_id, "a panel is late",
                 {{"panel", run->panel.entry.id}});
      show(h, v, run->panel.entry, run->panel.plugin->slot(), end, {});
      continue;
    }
    const std::lock_guard lock{run->mutex};
    show(h, v, run->panel.entry, run->panel.plugin->slot(), end, run->html);
  }
  return h.take();
}

}  // namespace lsso::host
