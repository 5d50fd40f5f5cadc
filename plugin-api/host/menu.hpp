// Which entries of the menu a person sees: by the host's roles, and by what the plugin itself says of its entries.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/config.hpp"
#include "host/crew.hpp"
#include "host/exchange.hpp"
#include "host/log.hpp"
#include "host/person.hpp"
#include "host/plugins.hpp"

namespace lsso::host {

struct ShownEntry {
  std::string slot, id, parent, label_lo, label_en, href;
};

// Whom the menu is for, and who is drawing it: `inside` names the plugin whose own answer is under way on this thread.
struct MenuAsk {
  Exchange& exchange;
  const Person& who;
  const Board& board;
  std::string_view inside{};
};

// [any thread]
class Menus {
 public:
  Menus(const HostConfig& config, Log& log) : config_{config}, log_{log} {}
  // In the board's order. A plugin that fails or is late has its entries shown by role (ABI-80).
  std::vector<ShownEntry> of(const MenuAsk& ask);

 private:
  struct Question;
  std::shared_ptr<Question> put(const MenuAsk& ask, const std::shared_ptr<PluginInstance>& plugin);
  const HostConfig& config_;
  Log& log_;
  Crew crew_{16};
};

}  // namespace lsso::host
