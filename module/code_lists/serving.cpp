#include "code_lists/serving.hpp"

#include <algorithm>

#include "code_lists/repository.hpp"
#include "sql/code_lists.hpp"

namespace ssiis::code_lists {

const Entry* office_serving(const Book& offices, const std::vector<std::string>& upward, Day day) {
  for (const auto& place : upward)
    for (const auto& e : offices.entries()) {
      if (!e.holds_on(day)) continue;
      const auto serves = split(e.serves, ' ');
      if (std::find(serves.begin(), serves.end(), place) != serves.end()) return &e;
    }
  return nullptr;
}

std::shared_ptr<const Book> KeptBook::book() {
  const auto now = std::chrono::steady_clock::now();
  std::shared_ptr<const Book> kept;
  {
    const std::lock_guard lock{mutex_};
    kept = kept_;
    if (kept && now < until_) return kept;
  }
  auto fresh = pool_.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto revision =
        tx.find(sql::code_lists::list_revision, db::Params{list_}, [](const db::Row& r) { return r.integer(0); });
    if (kept && kept->revision() == revision.value_or(0)) return kept;
    return std::make_shared<const Book>(book_of(tx, list_));
  });
  const std::lock_guard lock{mutex_};
  kept_ = fresh;
  until_ = now + std::chrono::seconds{1};
  return fresh;
}

}  // namespace ssiis::code_lists
