#include "registry/row_batch.hpp"

#include <functional>

#include "registry/mis_codes.hpp"

namespace ssiis::registry {
namespace {

std::string without_dashes(const std::string& iso) {
  std::string out;
  for (const char c : iso)
    if (c != '-') out += c;
  return out;
}

}  // namespace

RowBatch::RowBatch(const FileSpec& spec, std::int64_t snapshot, const Gazetteer& places)
    : spec_{spec}, snapshot_{snapshot}, places_{places} {
  for (const auto& field : spec.fields) {
    names_.emplace_back(field.column);
    add_column(field.kind == FieldKind::kip);
  }
  if (spec.keeper == Keeper::snapshot) {
    names_.insert(names_.end(), {"snapshot_id", "line"});
    add_column(true);
    add_column(true);
  }
  if (spec.place_field >= 0) {
    const bool mis = spec.keeper == Keeper::mis;
    names_.insert(names_.end(), {mis ? "PRV_CODE" : "province_code", mis ? "DST_CODE" : "district_code"});
    add_column(false);
    add_column(false);
  }
  if (!spec.line_column.empty()) {
    names_.emplace_back(spec.line_column);
    add_column(true);
  }
}

void RowBatch::add(const Record& record) {
  std::size_t c = 0;
  for (std::size_t i = 0; i < spec_.fields.size(); ++i, ++c) put_field(c, spec_.fields[i], record.fields[i]);
  if (spec_.keeper == Keeper::snapshot) {
    columns_[c++].integers.emplace_back(snapshot_);
    columns_[c++].integers.emplace_back(record.line);
  }
  if (spec_.place_field >= 0) put_places(c, record), c += 2;
  if (!spec_.line_column.empty()) columns_[c].integers.emplace_back(line_of(record));
  note_period(record);
  ++rows_;
  ++waiting_;
}

void RowBatch::flush(db::Transaction& tx) {
  if (waiting_ == 0) return;
  tx.execute_many(spec_.table, names_, columns_);
  clear();
}

void RowBatch::clear() {
  for (auto& column : columns_) {
    column.integers.clear();
    column.texts.clear();
  }
  waiting_ = 0;
}

void RowBatch::add_column(bool integer) {
  columns_.push_back(integer ? db::Column::of_integers({}) : db::Column::of_texts({}));
}

void RowBatch::put_field(std::size_t column, const FieldSpec& field, const std::string& value) {
  auto& to = columns_[column];
  const bool mis = spec_.keeper == Keeper::mis;
  if (field.kind == FieldKind::kip) {
    to.integers.push_back(value.empty() ? std::optional<std::int64_t>{} : whole_number(value));
  } else if (value.empty()) {
    to.texts.emplace_back();
  } else if (mis && (field.kind == FieldKind::day || field.kind == FieldKind::month)) {
    to.texts.emplace_back(without_dashes(value));
  } else if (mis && field.kind == FieldKind::code) {
    to.texts.emplace_back(mis_value(field.group, value));
  } else {
    to.texts.emplace_back(value);
  }
}

// The same few hundred pairs of texts come again and again.
void RowBatch::put_places(std::size_t column, const Record& record) {
  const auto& province = record.fields[static_cast<std::size_t>(spec_.place_field)];
  const auto& district = record.fields[static_cast<std::size_t>(spec_.field("district"))];
  auto [at, fresh] = known_.try_emplace(province + '\n' + district);
  if (fresh) at->second = places_.resolve(province, district);
  const auto or_null = [](const std::string& s) { return s.empty() ? std::optional<std::string>{} : s; };
  columns_[column].texts.push_back(or_null(at->second.province));
  columns_[column + 1].texts.push_back(or_null(at->second.district));
}

// 1 for the first line of the same keys and month, 2 for its double. Keyed by a hash: two keys
// that share one get 1 and 2, which harms nothing.
std::int64_t RowBatch::line_of(const Record& record) {
  std::string text;
  for (std::size_t i = 0; i < spec_.fields.size(); ++i)
    if (const auto kind = spec_.fields[i].kind; kind == FieldKind::key || kind == FieldKind::month)
      (text += record.fields[i]) += '\n';
  return ++lines_[std::hash<std::string>{}(text)];
}

void RowBatch::note_period(const Record& record) {
  if (spec_.period_from.empty()) return;
  const auto& from = record.fields[static_cast<std::size_t>(spec_.field(spec_.period_from))];
  const auto& to = record.fields[static_cast<std::size_t>(spec_.field(spec_.period_to))];
  if (!from.empty() && (from_.empty() || from < from_)) from_ = from;
  if (to > to_) to_ = to;
}

}  // namespace ssiis::registry
