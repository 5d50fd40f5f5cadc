// Files of other engines made ready for our deployment: what only we ask for is added, what only they know and what
// only configures is left out of account. What an engine would run as code is outside.
#pragma once
#include <string>
#include <vector>

namespace ssiis::conformance {

struct Foreign {
  std::string text;                  // for deployment
  std::vector<std::string> outside;  // code of an engine that the file needs: script, class, delegate, listener, …
};
// Added: a form, role, topic, table or period where our rules ask for one; the effect "none" and a default way where a
// gateway has none; names for messages, signals and errors that have only ids. Conditions become "branch = <number>",
// lists become two instances: the walk chooses, as nobody can evaluate the expressions of another engine.
Foreign made_ready(const std::string& text);

}  // namespace ssiis::conformance
