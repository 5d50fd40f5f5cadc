// The administrator's screen of the loaded modules: what runs, how it is, and the switches. For role MIS_ADMIN.
#pragma once
#include <string>
#include <string_view>

#include "host/csrf.hpp"
#include "host/health.hpp"
#include "host/legal_clock.hpp"
#include "host/shell.hpp"
#include "host/users.hpp"

namespace lsso::host {

// Why a module could not be switched, in the person's language; the code alone when nobody has a sentence for it.
std::string failure_sentence(const Say& say, const std::string& code);

// [any thread]
class ModulesScreen {
 public:
  ModulesScreen(const HostConfig& config, Plugins& plugins, Users& users, HealthDesk& desk, LegalClock& clock,
                ssiis::db::Pool& pool)
      : config_{config}, plugins_{plugins}, users_{users}, desk_{desk}, clock_{clock}, pool_{pool} {}
  bool serves(std::string_view path) const {
    return path == "/mis/admin/modules" || path.starts_with("/mis/admin/modules/") || path == "/mis/admin/day";
  }
  Answer answer(const Visit& visit, const Shell& shell);

 private:
  Answer page(const Visit& visit, const Shell& shell, std::string_view said, std::string_view failure, int status);
  Answer act(const Visit& visit, const Shell& shell);
  Answer move_day(const Visit& visit, const Shell& shell, const Form& form);
  void module(Html& h, const Visit& visit, const SlotView& slot);
  void figures(Html& h, const Visit& visit, const SlotView& slot, const Health& health) const;
  void reasons(Html& h, const Visit& visit, const SlotView& slot, const Health& health) const;
  void offered(Html& h, const Visit& visit, const SlotView& slot) const;
  void events(Html& h, const Visit& visit, const SlotView& slot) const;
  void switches(Html& h, const Visit& visit, const SlotView& slot) const;
  void day_card(Html& h, const Visit& visit) const;
  void trail(Html& h, const Visit& visit);
  const HostConfig& config_;
  Plugins& plugins_;
  Users& users_;
  HealthDesk& desk_;
  LegalClock& clock_;
  ssiis::db::Pool& pool_;
};

}  // namespace lsso::host
