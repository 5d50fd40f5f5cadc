// Which office serves a place, by the list of offices.
#pragma once
#include <chrono>
#include <memory>
#include <mutex>

#include "code_lists/book.hpp"
#include "database/api.hpp"

namespace ssiis::code_lists {

// The office in force on the day that names the place among those it serves, or else the next place above it; where
// several do, the first by code. `upward`: the place and what it lies in, the nearest first. nullptr: none does. Pure.
const Entry* office_serving(const Book& offices, const std::vector<std::string>& upward, Day day);

// A list, kept between requests; whether it was changed is asked every second. [any thread]
class KeptBook {
 public:
  KeptBook(db::Pool& pool, std::string_view list) : pool_{pool}, list_{list} {}
  std::shared_ptr<const Book> book();

 private:
  db::Pool& pool_;
  std::string list_;
  std::mutex mutex_;
  std::shared_ptr<const Book> kept_;
  std::chrono::steady_clock::time_point until_{};
};

}  // namespace ssiis::code_lists
