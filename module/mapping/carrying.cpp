#include "mapping/carrying.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <exception>

#include "mapping/selects.hpp"
#include "registry/api.hpp"
#include "sql/mapping.hpp"

namespace ssiis::mapping {
namespace {

namespace q = sql::mapping;

constexpr std::size_t failure_bytes = 900, line_bytes = 200;
constexpr auto told_every = std::chrono::seconds{2};

std::string shortened(std::string_view text, std::size_t bytes) {
  std::string out{text.substr(0, bytes)};
  while (!out.empty() && !valid_utf8(out)) out.pop_back();
  return out;
}

bool differs(const CopiedView& v) { return v.added + v.changed + v.removed > 0; }

}  // namespace

audit::Event copy_ordered(std::int64_t run, bool full) {
  return {.chain = audit::ChainName::administration(),
          .event = "registry.copy_ordered",
          .object = "registry_copy:" + std::to_string(run),
          .details = {{"months", full ? "all" : "changed"}}};
}

std::vector<CopiedView> CopyOffice::Carrying::run(bool install) {
  try {
    std::exception_ptr why;
    try {
      copy();
      if (install) install_views();
    } catch (const CopyLost&) {
      throw;
    } catch (const std::exception&) {
      why = std::current_exception();
    }
    // Also after a failure: the rows of the views before it stand, and people search in them.
    try {
      bring_index();
    } catch (const CopyLost&) {
      throw;
    } catch (const std::exception&) {
      if (!why) throw;
    }
    if (why) std::rethrow_exception(why);
    end(std::nullopt);
    return std::move(views_);
  } catch (const CopyStopped&) {
    parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      tx.execute(q::copy_give_back, db::Params{run_.id, turn_.holder(), run_.fence});
    });
    throw;
  } catch (const CopyLost&) {  // whatever becomes of the copy is the other host's to say
    throw;
  } catch (const std::exception& e) {
    end(e.what());
    throw;
  }
}

void CopyOffice::Carrying::copy() {
  db::Pool source{plan_.source, 2};
  const auto selects = read_selects(source.engine(), plan_.folder / "views.sql");
  const auto decodings = read_decodings(plan_.folder / "copy.xml");
  copy_registry(source, parts_.pool, turn_, selects, decodings, {run_.full, parts_.clock.today()}, views_,
                [this](std::string_view line) { tell(line); });
}

// What is owed may be of an earlier copy, whose host died before it built the index.
void CopyOffice::Carrying::bring_index() {
  if (!turn_.index_owed()) return;
  if (!has_views()) install_views();
  registry::build_search_index(parts_.pool, parts_.ids, parts_.clock, parts_.trail, who_, true,
                               [this](std::string_view line) { tell(line); });
  turn_.index_built();
}

bool CopyOffice::Carrying::has_views() const {
  try {
    for (const auto& view : registry::canonical_views()) {
      if (view.optional) continue;
      const auto sql = fmt::format("SELECT count(*) FROM {} WHERE 1 = 0", view.name);
      parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
        static_cast<void>(
            tx.find(db::Query{"mapping/has_view", sql}, db::Params{}, [](const db::Row& r) { return r.integer(0); }));
      });
    }
    return true;
  } catch (const db::Error&) {
    return false;
  }
}

void CopyOffice::Carrying::install_views() {
  auto lease = parts_.pool.take();
  registry::install_mapping(*lease, plan_.folder.parent_path() / "copy");
}

void CopyOffice::Carrying::tell(std::string_view line) {
  progress_(line);
  const auto now = std::chrono::steady_clock::now();
  if (told_ && now - *told_ < told_every) return;
  told_ = now;
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    turn_.hold(tx);
    if (tx.execute(q::copy_progress, db::Params{shortened(line, line_bytes), db::database_now(tx), run_.id,
                                                turn_.holder(), run_.fence}) != 1)
      throw CopyLost{};
  });
}

void CopyOffice::Carrying::end(const std::optional<std::string>& failure) {
  CopyRun sum;
  audit::Pairs details{{"source", plan_.mapping}};
  for (const auto& v : views_) {
    sum.read += v.read;
    sum.added += v.added;
    sum.changed += v.changed;
    sum.removed += v.removed;
    if (differs(v))
      details.emplace_back(v.view, fmt::format("{} added, {} changed, {} removed", v.added, v.changed, v.removed));
  }
  parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) {
    turn_.hold(tx);
    const auto why = failure ? std::optional{shortened(*failure, failure_bytes)} : std::nullopt;
    if (tx.execute(q::copy_end, db::Params{failure ? "failed" : "done", why, db::database_now(tx), sum.read, sum.added,
                                           sum.changed, sum.removed, run_.id, turn_.holder(), run_.fence}) != 1)
      throw CopyLost{};
    parts_.trail.record(tx, who_,
                        {.chain = audit::ChainName::administration(),
                         .event = failure ? "registry.copy_failed" : "registry.copied",
                         .object = "registry_copy:" + std::to_string(run_.id),
                         .details = details});
  });
}

}  // namespace ssiis::mapping
