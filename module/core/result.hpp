// Expected refusals travel as values: a stable code with the arguments of its sentence. Faults are exceptions.
#pragma once
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace ssiis {

// Why a wish was not granted. `code` is stable ("order.unit_unknown") and is the msgid-key of its sentence in
// every language; `args` fill the sentence's {1}, {2}; `field` names the form field at fault, if one is.
struct Rejection {
  std::string code;
  std::vector<std::string> args{};
  std::string field{};
};

// Several refusals of one form, each at its field.
using Rejections = std::vector<Rejection>;

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_{std::in_place_index<0>, std::move(value)} {}                  // NOLINT
  Result(Rejection why) : state_{std::in_place_index<1>, Rejections{std::move(why)}} {}  // NOLINT
  Result(Rejections why) : state_{std::in_place_index<1>, std::move(why)} {              // NOLINT
    if (std::get<1>(state_).empty()) throw std::logic_error{"a refusal without a reason"};
  }

  explicit operator bool() const noexcept { return state_.index() == 0; }
  const T& value() const& { return std::get<0>(state_); }
  T&& value() && { return std::get<0>(std::move(state_)); }
  const T& operator*() const& { return value(); }
  const T* operator->() const { return &std::get<0>(state_); }
  // The first reason; throws std::bad_variant_access on a success.
  const Rejection& rejection() const { return std::get<1>(state_).front(); }
  const Rejections& rejections() const { return std::get<1>(state_); }

 private:
  std::variant<T, Rejections> state_;
};

struct Done {};  // the value of a Result that has nothing to say

// Somebody else changed the row meanwhile: a visible conflict, HTTP 409.
struct Conflict : std::runtime_error {
  explicit Conflict(const std::string& what_changed) : std::runtime_error{what_changed} {}
};

}  // namespace ssiis
