// The MIS's own screens: home, labour units, workers, contributions.
#pragma once
#include <string>
#include <string_view>

#include "host/panels.hpp"
#include "host/registers.hpp"
#include "host/shell.hpp"
#include "host/users.hpp"

namespace lsso::host {

// [any thread]
class Mis {
 public:
  Mis(Registers& registers, Panels& panels, Users& users) : registers_{registers}, panels_{panels}, users_{users} {}
  Answer answer(const Visit& visit, const Shell& shell);

 private:
  Answer home(const Visit& visit, const Shell& shell);
  Answer units(const Visit& visit, const Shell& shell, std::string_view province);
  Answer unit(const Visit& visit, const Shell& shell, std::string_view province, const std::string& id);
  Answer workers(const Visit& visit, const Shell& shell, std::string_view province);
  Answer worker(const Visit& visit, const Shell& shell, std::string_view province, const std::string& id);
  Answer contributions(const Visit& visit, const Shell& shell, std::string_view province);
  void month_table(Html& h, const Visit& visit, const std::vector<MonthLine>& months) const;
  Registers& registers_;
  Panels& panels_;
  Users& users_;
};

}  // namespace lsso::host
