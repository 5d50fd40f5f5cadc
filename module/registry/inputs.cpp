#include "registry/inputs.hpp"

#include <fmt/format.h>

#include "sql/registry.hpp"

namespace ssiis::registry {
namespace {

struct InputSource {
  Input input;
  std::string_view file, view, condition;  // workplaces that are the unit's own address are not the MIS's
};
constexpr InputSource input_sources[] = {
    {Input::workplaces, "workplace", "reg_workplace", " WHERE derived = 0"},
    {Input::benefits, "benefit", "reg_benefit", ""},
    {Input::self_employed, "self_employed", "reg_self_employed", ""},
    {Input::self_employed_contributions, "self_employed_contribution", "reg_self_employed_contribution", ""},
};

const InputSource& source_of_input(Input input) noexcept {
  for (const auto& s : input_sources)
    if (s.input == input) return s;
  return input_sources[0];
}

bool is_yes(const db::Row& row) { return row.integer(0) != 0; }

// Asked of the catalogue: on PostgreSQL a statement that fails takes its transaction with it.
bool view_exists(db::Transaction& tx, std::string_view view) {
  const auto engine = tx.dialect().engine();
  const auto text = engine == db::Engine::sqlite
                        ? fmt::format("SELECT count(*) FROM sqlite_master WHERE name = '{}'", view)
                    : engine == db::Engine::postgresql
                        ? fmt::format("SELECT CASE WHEN to_regclass('{}') IS NULL THEN 0 ELSE 1 END", view)
                        : fmt::format(
                              "SELECT count(*) FROM information_schema.tables WHERE table_schema = database() AND "
                              "table_name = '{}'",
                              view);
  return tx.find({"registry/view_exists", text}, db::Params{}, is_yes).value_or(false);
}

bool given(db::Transaction& tx, const InputSource& source) {
  if (tx.find(sql::registry::input_loaded, db::Params{source.file}, is_yes).value_or(false)) return true;
  const auto text = fmt::format("SELECT 1 FROM {}{} LIMIT 1", source.view, source.condition);
  return tx.find({"registry/input_row", text}, db::Params{}, is_yes).has_value();
}

}  // namespace

std::string_view name_of(Input input) noexcept { return source_of_input(input).file; }

bool has_input(db::Transaction& tx, Input input) {
  const auto& source = source_of_input(input);
  return view_exists(tx, source.view) && given(tx, source);
}

std::vector<InputState> input_states(db::Transaction& tx) {
  std::vector<InputState> out;
  for (const auto input : inputs) {
    const auto& source = source_of_input(input);
    InputState state{input, view_exists(tx, source.view)};
    if (state.mapped && given(tx, source)) {
      const auto text = fmt::format("SELECT count(*) FROM {}{}", source.view, source.condition);
      state.rows = tx.find({"registry/input_count", text}, db::Params{}, [](const db::Row& r) { return r.integer(0); });
    }
    out.push_back(state);
  }
  return out;
}

}  // namespace ssiis::registry
