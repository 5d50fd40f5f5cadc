#include "mapping/copy.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "mapping/copy_rows.hpp"
#include "mapping/copy_turn.hpp"
#include "registry/api.hpp"
#include "sql/mapping.hpp"

namespace ssiis::mapping {
namespace {

constexpr std::size_t one_transaction = 200'000;  // changes
constexpr std::size_t piece = 5'000;              // rows
constexpr std::int64_t told_rows = 20'000;
// What the search index holds; contributions and benefits come every day, and it does not know them.
constexpr std::string_view searched[] = {"reg_labour_unit", "reg_workplace", "reg_worker", "reg_employment",
                                         "reg_self_employed"};

// What all views of a copy go by.
struct CopyNeeds {
  db::Pool& local;
  const CopyTurn& turn;
  const registry::Gazetteer& places;
  const std::vector<Decoding>& decodings;
  const std::function<void(std::string_view)>& progress;
};

// One canonical view on its way.
class ViewCopy {
 public:
  ViewCopy(const CopyNeeds& needs, const registry::CanonicalView& view)
      : n_{needs},
        view_{view},
        table_{"insp_copy_" + std::string{view.name.substr(4)}},
        searched_{std::find(std::begin(searched), std::end(searched), view.name) != std::end(searched)} {
    for (const auto& column : view.columns) {
      names_.emplace_back(column.name);
      integer_.push_back(column.holds == registry::Holds::whole || column.holds == registry::Holds::flag);
      const auto at = std::find_if(n_.decodings.begin(), n_.decodings.end(),
                                   [&](const Decoding& d) { return d.view == view.name && d.column == column.name; });
      decode_.push_back(at == n_.decodings.end() ? Writing::none : at->from);
    }
    names_.emplace_back("row_hash");
    figures_.view = view.name;
  }

  // Everything the source has, against everything we have.
  CopiedView by_key(db::Connection& source, const std::string& select) {
    auto known = known_rows();
    std::set<std::string> doubled;
    read_source(source, fmt::format("SELECT {} FROM ({}) v", list(), select), [&](Values row) {
      const auto key = key_of(row);
      const auto hash = hash_of(row);
      const auto at = known.find(key);
      if (at == known.end()) {
        ++figures_.added;
        known.emplace(key, Known{hash, true});
        add(std::move(row), hash);
      } else if (at->second.seen) {
        if (doubled.size() < 3) doubled.insert(key);
      } else {
        at->second.seen = true;
        if (at->second.hash != hash) {
          ++figures_.changed;
          gone_.push_back(key);
          add(std::move(row), hash);
        }
      }
    });
    if (!doubled.empty())
      throw CopyRefused{fmt::format("{}: the source has a key twice ({}); nothing more of it was copied", view_.name,
                                    fmt::join(doubled, ", "))};
    for (const auto& [key, row] : known)
      if (!row.seen) {
        ++figures_.removed;
        gone_.push_back(key);
      }
    write(true);
    return std::move(figures_);
  }

  // Contributions: months whose figures differ are read again, each in a transaction of its own.
  CopiedView by_month(db::Connection& source, const std::string& select, bool full) {
    auto ours = month_figures_of_ours();
    const auto theirs = month_figures(source, fmt::format("({})", select));
    figures_.months = static_cast<std::int64_t>(theirs.size());
    for (const auto& [month, figures] : theirs) {
      const auto at = ours.find(month);
      const bool same = at != ours.end() && at->second == figures;
      if (at != ours.end()) ours.erase(at);
      if (same && !full) continue;
      ++figures_.months_read;
      n_.progress(fmt::format("{}: month {}", view_.name, month));
      one_month(source, select, month);
    }
    for (const auto& [month, figures] : ours)
      writing([&, m = month](db::Transaction& tx) {
        figures_.removed += tx.execute(sql::mapping::month_forget, db::Params{m});
      });
    return std::move(figures_);
  }

  // The mapping does not have this view.
  CopiedView nothing() {
    const auto sql = fmt::format("DELETE FROM {}", table_);
    writing([&](db::Transaction& tx) {
      figures_.removed = tx.execute({"mapping/forget_view", sql});
      if (figures_.removed > 0) changes(tx);
    });
    return std::move(figures_);
  }

 private:
  struct Known {
    std::int64_t hash;
    bool seen;
  };

  // Whoever lost his lease writes nothing more.
  template <class F>
  void writing(F&& f) {
    n_.local.transact(db::Mode::write, [&](db::Transaction& tx) {
      n_.turn.hold(tx);
      f(tx);
    });
  }
  void changes(db::Transaction& tx) const {
    if (searched_) n_.turn.owe_index(tx);
  }

  std::string list() const {
    std::string out;
    for (std::size_t i = 0; i + 1 < names_.size(); ++i) out += (i == 0 ? "" : ", ") + names_[i];
    return out;
  }
  std::string key_of(const Values& row) const {
    std::string out;
    for (std::size_t i = 0; i + 1 < names_.size(); ++i)
      if (std::find(view_.key.begin(), view_.key.end(), names_[i]) != view_.key.end())
        out += (out.empty() ? "" : "\n") + row[i].value_or("");
    return out;
  }
  std::unordered_map<std::string, Known> known_rows() {
    std::unordered_map<std::string, Known> out;
    auto lease_of = n_.local.take();
    db::Transaction tx{*lease_of, db::Mode::read};
    const auto keys = static_cast<int>(view_.key.size());
    const auto sql = fmt::format("SELECT {}, row_hash FROM {}", fmt::join(view_.key, ", "), table_);
    for (auto rows = tx.query({"mapping/known", sql}); rows.next();) {
      auto key = rows.row().text(0);
      for (int i = 1; i < keys; ++i) (key += '\n') += rows.row().text(i);
      out.emplace(std::move(key), Known{rows.row().integer(keys), false});
    }
    return out;
  }

  template <class F>
  void read_source(db::Connection& source, const std::string& sql, F&& each) {
    db::Transaction tx{source, db::Mode::read};
    for (auto rows = tx.query({"mapping/source", sql}); rows.next();) {
      if (++figures_.read % told_rows == 0) n_.progress(fmt::format("{}: {} rows read", view_.name, figures_.read));
      Values row;
      bool keyed = true;
      for (std::size_t i = 0; i + 1 < names_.size(); ++i) {
        // Empty is nothing. A plain text: of an optional one g++ 12 thinks that it is read before it is set.
        auto v = rows.row().text_or_empty(static_cast<int>(i));
        if (!v.empty() && decode_[i] != Writing::none) v = decoded(v, decode_[i]);
        if (!valid_utf8(v))
          throw CopyRefused{fmt::format("{}.{}: a text is no UTF-8; copy.xml of the mapping may say how it is written",
                                        view_.name, names_[i])};
        keyed = keyed && (!v.empty() || std::find(view_.key.begin(), view_.key.end(), names_[i]) == view_.key.end());
        row.push_back(v.empty() ? std::optional<std::string>{} : std::optional{std::move(v)});
      }
      if (!keyed) {
        ++figures_.left_out;
        continue;
      }
      find_place(row);
      each(std::move(row));
    }
  }

  // Codes of places that the source knows by name only.
  void find_place(Values& row) {
    const auto index = [&](std::string_view name) {
      return static_cast<std::size_t>(std::find(names_.begin(), names_.end(), name) - names_.begin());
    };
    const auto code = index("province_code"), text = index("province");
    if (code >= row.size() || row[code] || (!row[text] && !row[index("district")])) return;
    const auto found = n_.places.resolve(row[text].value_or(""), row[index("district")].value_or(""));
    if (!found.province.empty()) row[code] = found.province;
    if (!found.district.empty() && !row[index("district_code")]) row[index("district_code")] = found.district;
  }

  void add(Values row, std::int64_t hash) {
    row.emplace_back(std::to_string(hash));
    new_.push_back(std::move(row));
    if (new_.size() + gone_.size() >= one_transaction) write(false);
  }

  // `last`: what is left goes in one transaction when it is all there is, in pieces when some went before.
  void write(bool last) {
    if (last && !in_pieces_) {
      if (!new_.empty() || !gone_.empty())
        writing([this](db::Transaction& tx) {
          forget(tx, 0, gone_.size());
          insert(tx, new_, 0, new_.size());
        });
    } else {
      in_pieces_ = true;
      const auto pieces = [this](std::size_t count, auto&& one) {
        for (std::size_t from = 0; from < count; from += piece)
          writing([&](db::Transaction& tx) { one(tx, from, std::min(from + piece, count)); });
      };
      pieces(gone_.size(), [this](db::Transaction& tx, std::size_t from, std::size_t to) { forget(tx, from, to); });
      pieces(new_.size(),
             [this](db::Transaction& tx, std::size_t from, std::size_t to) { insert(tx, new_, from, to); });
    }
    new_.clear();
    gone_.clear();
  }

  void forget(db::Transaction& tx, std::size_t from, std::size_t to) {
    if (from == to) return;
    changes(tx);
    const auto sql = fmt::format("DELETE FROM {} WHERE {} = ?", table_, fmt::join(view_.key, " = ? AND "));
    for (std::size_t i = from; i < to; ++i) {
      const auto parts = split(gone_[i], '\n');
      db::Params params;
      for (std::size_t k = 0; k < view_.key.size(); ++k)
        if (is_whole(view_.key[k]))
          params.add(number(parts.at(k), view_.key[k]));
        else
          params.add(parts.at(k));
      tx.execute({"mapping/forget", sql}, params);
    }
  }

  void insert(db::Transaction& tx, const std::vector<Values>& rows, std::size_t from, std::size_t to) {
    if (from == to) return;
    changes(tx);
    std::vector<db::Column> columns;
    for (std::size_t c = 0; c < names_.size(); ++c) {
      const bool whole = c + 1 == names_.size() || integer_[c];
      columns.push_back(whole ? db::Column::of_integers({}) : db::Column::of_texts({}));
      for (std::size_t r = from; r < to; ++r) {
        if (!whole) {
          columns[c].texts.push_back(rows[r][c]);
        } else if (!rows[r][c]) {
          columns[c].integers.emplace_back();
        } else {
          columns[c].integers.push_back(number(*rows[r][c], names_[c]));
        }
      }
    }
    tx.execute_many(table_, names_, columns);
  }
  bool is_whole(std::string_view column) const {
    const auto at = std::find(names_.begin(), names_.end(), column);
    return at != names_.end() && integer_[static_cast<std::size_t>(at - names_.begin())];
  }
  std::int64_t number(std::string_view text, std::string_view column) const {
    const auto point = text.find('.');
    const bool empty_decimals =
        point != std::string_view::npos && text.find_first_not_of('0', point + 1) == std::string_view::npos;
    const auto n = whole_number(empty_decimals ? text.substr(0, point) : text);
    if (!n) throw CopyRefused{fmt::format("{}.{}: '{}' is no whole number", view_.name, column, text)};
    return *n;
  }

  MonthFigures month_figures_of_ours() {
    auto lease_of = n_.local.take();
    return month_figures(*lease_of, table_);
  }

  void one_month(db::Connection& source, const std::string& select, const std::string& month) {
    if (month.find_first_not_of("0123456789-") != std::string::npos)
      throw CopyRefused{fmt::format("{}: '{}' is no month", view_.name, month)};
    std::vector<Values> rows;
    read_source(source, fmt::format("SELECT {} FROM ({}) v WHERE month = '{}'", list(), select, month),
                [&](Values row) {
                  const auto hash = hash_of(row);
                  row.emplace_back(std::to_string(hash));
                  rows.push_back(std::move(row));
                });
    writing([&](db::Transaction& tx) {
      const auto [fresh, gone] = differing(tx, rows, month);
      if (fresh + gone == 0) return;
      tx.execute(sql::mapping::month_forget, db::Params{month});
      insert(tx, rows, 0, rows.size());
      figures_.added += std::max<std::int64_t>(0, fresh - gone);
      figures_.removed += std::max<std::int64_t>(0, gone - fresh);
      figures_.changed += std::min(fresh, gone);
    });
  }
  const CopyNeeds& n_;
  const registry::CanonicalView& view_;
  std::string table_;
  bool searched_;
  std::vector<std::string> names_;
  std::vector<bool> integer_;
  std::vector<Writing> decode_;
  std::vector<Values> new_;
  std::vector<std::string> gone_;
  bool in_pieces_{false};
  CopiedView figures_;
};

void keep_state(const CopyNeeds& n, const std::vector<CopiedView>& views) {
  n.local.transact(db::Mode::write, [&](db::Transaction& tx) {
    n.turn.hold(tx);
    for (const auto& v : views) {
      tx.execute(sql::mapping::state_forget, db::Params{v.view});
      tx.execute(sql::mapping::state_add, db::Params{v.view, db::database_now(tx), v.read});
    }
  });
}

}  // namespace

void copy_registry(db::Pool& source, db::Pool& local, const CopyTurn& turn,
                   const std::vector<std::pair<std::string, std::string>>& selects,
                   const std::vector<Decoding>& decodings, const CopyOptions& options, std::vector<CopiedView>& done,
                   const std::function<void(std::string_view)>& progress) {
  db::Connection from{source.spec(), true};
  const auto places =
      local.transact(db::Mode::read, [&](db::Transaction& tx) { return registry::Gazetteer::on(tx, options.today); });
  const CopyNeeds needs{local, turn, places, decodings, progress};
  for (const auto& view : registry::canonical_views()) {
    const auto at = std::find_if(selects.begin(), selects.end(), [&](const auto& s) { return s.first == view.name; });
    ViewCopy copy{needs, view};
    if (at == selects.end() && view.optional) {  // whatever was copied before is no input any more
      if (auto emptied = copy.nothing(); emptied.removed > 0) done.push_back(std::move(emptied));
      continue;
    }
    if (at == selects.end()) throw CopyRefused{fmt::format("the mapping has no view {}", view.name)};
    progress(std::string{view.name});
    done.push_back(view.name == "reg_contribution" ? copy.by_month(from, at->second, options.full)
                                                   : copy.by_key(from, at->second));
  }
  keep_state(needs, done);
}

std::optional<Instant> copied_at(db::Transaction& tx) {
  return tx.find(sql::mapping::copied_at, db::Params{}, [](const db::Row& r) { return r.maybe_instant(0); })
      .value_or(std::nullopt);
}

}  // namespace ssiis::mapping
