// What a plugin answers, turned into the exchange: documents as they are, fragments inside the shell.
#pragma once
#include <optional>
#include <string>

#include "host/call.hpp"
#include "host/shell.hpp"

namespace lsso::host {

class PluginAnswer final : public AnswerSink {
 public:
  // `slot` names the plugin whose menu entries the fragment may point at.
  PluginAnswer(const Visit& visit, const Shell& shell, std::string slot, Safety documents)
      : visit_{visit}, shell_{shell}, slot_{std::move(slot)}, documents_{documents} {}
  lsso_status begin(const lsso_response_head& head) override;
  lsso_status write(const void* data, std::uint64_t size) override;
  // After handle returned LSSO_OK. False when the answer is not whole.
  bool finish();
  bool begun() const noexcept { return begun_; }

 private:
  PageHead page_head(const lsso_response_head& head) const;
  bool bare() const;  // a part of a page that a script asked for
  const Visit& visit_;
  const Shell& shell_;
  const std::string slot_;
  const Safety documents_;
  bool begun_{false}, wrapped_{false};
  std::optional<std::uint64_t> promised_;
  std::uint64_t written_{0};
};

// True when these are headers and a status that a plugin may send (lsso/request.h, lsso_response).
bool head_is_sound(const lsso_response_head& head);

}  // namespace lsso::host
