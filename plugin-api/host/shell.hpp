// The host's own shell: first tier the MIS, second tier what the current plugin offers, then the page. Everything that
// people see stands inside it, so that they see one system.
#pragma once
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "host/exchange.hpp"
#include "host/html.hpp"
#include "host/menu.hpp"
#include "host/person.hpp"
#include "host/plugins.hpp"
#include "web/assets.hpp"
#include "web/translate.hpp"

namespace lsso::host {

using ssiis::web::E_;

// Sentences in the language of one request.
class Say {
 public:
  Say(const ssiis::web::Translator& translator, std::string language)
      : translator_{&translator}, language_{std::move(language)} {}
  std::string operator()(std::string_view english) const { return translator_->text(language_, english); }
  std::string operator()(std::string_view english, const std::vector<std::string>& args) const {
    return translator_->text(language_, english, args);
  }
  const std::string& language() const noexcept { return language_; }
  bool lao() const noexcept { return language_ == "lo"; }
  const ssiis::web::Translator& translator() const noexcept { return *translator_; }

 private:
  const ssiis::web::Translator* translator_;
  std::string language_;
};

// One request on its way through the host.
struct Visit {
  Exchange& exchange;
  const Person& who;
  std::string path;  // decoded
  Say _t;
  std::shared_ptr<const Board> board;
};

struct Crumb {
  std::string label, href;
};

// What a page says about itself.
struct PageHead {
  std::string title;
  std::string slot, menu_id;  // the entry to show as current; slot empty: one of the host's own
  std::vector<Crumb> crumbs{};
  std::vector<std::string> stylesheets{}, scripts{};
};

class Shell {
 public:
  Shell(const HostConfig& config, const LegalClock& clock, const ssiis::web::Assets& assets, Menus& menus)
      : config_{config}, clock_{clock}, assets_{assets}, menus_{menus} {}
  // The page up to and including <main>, and from </main> on.
  std::string opening(const Visit& visit, const PageHead& head) const;
  std::string closing(const Visit& visit) const;
  Answer page(const Visit& visit, const PageHead& head, const Html& main, int status = 200) const;
  // An error page with its stable code and the correlation id, in the person's language: with `message`, or else the
  // sentence that the catalogue has for the code.
  Answer problem(const Visit& visit, int status, std::string_view code, std::string_view message = {}) const;

 private:
  void head_element(Html& h, const Visit& v, const PageHead& p) const;
  void first_tier(Html& h, const Visit& v, const PageHead& p, const std::vector<ShownEntry>& menu) const;
  void second_tier(Html& h, const Visit& v, const PageHead& p, const std::vector<ShownEntry>& menu) const;
  void who_is_here(Html& h, const Visit& v) const;
  const HostConfig& config_;
  const LegalClock& clock_;
  const ssiis::web::Assets& assets_;
  Menus& menus_;
};

}  // namespace lsso::host
