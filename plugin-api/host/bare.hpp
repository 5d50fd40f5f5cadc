// What every answer carries to keep browsers safe, and the answer to what is no request: a small page in Lao and
// English, since nobody has said yet in which language.
#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "web/translate.hpp"

namespace lsso::host {

// In the order in which they go out; with HSTS when people reach the host by https.
std::vector<std::pair<std::string_view, std::string_view>> safety_headers(bool https);

class BareAnswers {
 public:
  BareAnswers(const ssiis::web::Translator& translator, bool https) : translator_{translator}, https_{https} {}
  // Head and body as bytes for the wire, "Connection: close" among them. [any thread]
  std::string refusal(int status, std::string_view correlation_id) const;

 private:
  const ssiis::web::Translator& translator_;
  const bool https_;
};

}  // namespace lsso::host
