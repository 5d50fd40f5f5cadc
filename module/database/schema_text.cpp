// One schema source for three engines: macros of column types, statements for one engine only, and a splitter that
// knows quotes and comments.
#include <fmt/format.h>

#include <algorithm>
#include <cctype>
#include <charconv>

#include "database/api.hpp"
#include "sql/dialects.hpp"

namespace ssiis::db {
namespace {

[[noreturn]] void schema_fault(std::string why) {
  throw Error{Fault::configuration, "migration text", "", 0, std::move(why)};
}

bool word_char(char c) noexcept { return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '_'; }

// The column that a macro at `at` types: the word before it.
std::string_view word_before(std::string_view sql, std::size_t at) {
  auto end = at;
  while (end > 0 && std::isspace(static_cast<unsigned char>(sql[end - 1])) != 0) --end;
  auto begin = end;
  while (begin > 0 && word_char(sql[begin - 1])) --begin;
  if (begin == end) schema_fault("a type macro stands without a column name before it");
  return sql.substr(begin, end - begin);
}

struct TypeMacro {
  std::string_view name, postgresql, mariadb;
  std::string_view sqlite_type, sqlite_typeof;
  int length;  // of text: 0 = any, -1 = given by the macro
};
// SQLite would take any value in any column: a CHECK says what may stand there. Texts sort by code points everywhere;
// what people see sorted has a stored sort key.
constexpr TypeMacro type_macros[] = {
    {"id", "BIGINT", "BIGINT", "INTEGER", "integer", 0},
    {"i64", "BIGINT", "BIGINT", "INTEGER", "integer", 0},
    {"money", "BIGINT", "BIGINT", "INTEGER", "integer", 0},
    {"int", "INTEGER", "INT", "INTEGER", "integer", 0},
    {"bool", "SMALLINT", "SMALLINT", "INTEGER", "integer", 0},
    {"day", "VARCHAR(10) COLLATE \"C\"", "VARCHAR(10)", "TEXT", "text", 10},
    {"ts", "VARCHAR(27) COLLATE \"C\"", "VARCHAR(27)", "TEXT", "text", 27},
    {"text", "VARCHAR({}) COLLATE \"C\"", "VARCHAR({})", "TEXT", "text", -1},
    {"longtext", "TEXT COLLATE \"C\"", "LONGTEXT", "TEXT", "text", 0},
    {"blob", "BYTEA", "LONGBLOB", "BLOB", "blob", 0},
};

// A text's length: from the macro's own ":n", or the type's.
int macro_length(const TypeMacro& macro, std::string_view argument) {
  if (macro.length >= 0) {
    if (!argument.empty()) schema_fault(fmt::format("{{{{{}}}}} takes no length", macro.name));
    return macro.length;
  }
  int n = 0;
  const auto [stop, problem] = std::from_chars(argument.data(), argument.data() + argument.size(), n);
  if (problem != std::errc{} || stop != argument.data() + argument.size() || n < 1 || n > 16000)
    schema_fault("{{text:n}} needs a length from 1 to 16000");
  return n;
}

std::string flag_check(std::string_view column) { return fmt::format("CHECK ({} IN (0, 1))", column); }

std::string column_type(Engine engine, std::string_view macro_text, std::string_view column) {
  const auto colon = macro_text.find(':');
  const auto name = macro_text.substr(0, colon);
  const auto argument = colon == std::string_view::npos ? std::string_view{} : macro_text.substr(colon + 1);
  const auto* macro =
      std::find_if(std::begin(type_macros), std::end(type_macros), [&](const TypeMacro& m) { return m.name == name; });
  if (macro == std::end(type_macros)) schema_fault(fmt::format("there is no macro {{{{{}}}}}", macro_text));
  const int length = macro_length(*macro, argument);
  const std::string flag = name == "bool" ? flag_check(column) : "";
  if (engine == Engine::postgresql) return fmt::format(fmt::runtime(macro->postgresql), length) + ' ' + flag;
  if (engine == Engine::mariadb) return fmt::format(fmt::runtime(macro->mariadb), length);
  std::string limit;
  if (length > 0) limit = fmt::format(" AND length({}) <= {}", column, length);
  return fmt::format("{0} CHECK ({1} IS NULL OR (typeof({1}) = '{2}'{3})) {4}", macro->sqlite_type, column,
                     macro->sqlite_typeof, limit, flag);
}

std::string with_macros(Engine engine, std::string_view sql) {
  std::string out;
  for (std::size_t at = 0;;) {
    const auto open = sql.find("{{", at);
    out += sql.substr(at, open - at);
    if (open == std::string_view::npos) return out;
    const auto close = sql.find("}}", open);
    if (close == std::string_view::npos) schema_fault("'{{' without '}}'");
    out += column_type(engine, sql.substr(open + 2, close - open - 2), word_before(sql, open));
    at = close + 2;
  }
}

bool begins_with_words(std::string_view sql, std::string_view first, std::string_view second) {
  const auto list = words(sql.substr(0, 64));
  const auto same = [](std::string_view a, std::string_view b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(),
                      [](char x, char y) { return std::toupper(static_cast<unsigned char>(x)) == y; });
  };
  return list.size() >= 2 && same(list[0], first) && same(list[1], second);
}

// MariaDB wants its CHECK after NOT NULL, where a macro does not reach: those of flags go to the table's end.
std::string with_flag_checks(std::string create_table, std::string_view source) {
  const auto end = create_table.rfind(')');
  std::string checks;
  for (auto at = source.find("{{bool}}"); at != std::string_view::npos; at = source.find("{{bool}}", at + 1))
    checks += ",\n  " + flag_check(word_before(source, at));
  return end == std::string::npos ? create_table : create_table.insert(end, checks);
}

// Takes statements apart. Comments go; "-- @only engine[, engine]" binds the statement that follows.
class Splitter {
 public:
  Splitter(Engine engine, std::string_view sql) : engine_{engine}, sql_{sql} {}

  std::vector<std::string> statements() && {
    while (at_ < sql_.size()) step();
    finish();
    return std::move(out_);
  }

 private:
  void step() {
    const char c = sql_[at_];
    if (sql_.substr(at_).starts_with("--")) return line_comment();
    if (sql_.substr(at_).starts_with("/*")) return skip_to("*/");
    if (c == '\'' || c == '"' || c == '`') return quoted(c);
    if (c == '$') return dollar();
    if (word_char(c)) return word();
    ++at_;
    if (c == ';' && depth_ <= 0)
      finish();
    else
      text_ += c;
  }
  void line_comment() {
    const auto end = std::min(sql_.find('\n', at_), sql_.size());
    const auto line = trimmed(sql_.substr(at_ + 2, end - at_ - 2));
    if (line.starts_with("@")) directive(line);
    at_ = end;
  }
  void directive(std::string_view line) {
    auto list = words(line);
    if (list[0] != "@only" || list.size() < 2) schema_fault(fmt::format("unknown directive '{}'", line));
    if (!trimmed(text_).empty()) schema_fault("-- @only stands inside a statement");
    wanted_ = false;
    for (std::size_t i = 1; i < list.size(); ++i) {
      const auto named = engine_named(trimmed(std::string_view{list[i]}.substr(0, list[i].find(','))));
      if (!named) schema_fault(fmt::format("-- @only names the unknown engine '{}'", list[i]));
      wanted_ = wanted_ || *named == engine_;
    }
  }
  void skip_to(std::string_view mark) {
    const auto end = sql_.find(mark, at_ + 2);
    if (end == std::string_view::npos) schema_fault("a comment does not end");
    at_ = end + mark.size();
    text_ += ' ';
  }
  void quoted(char quote) {
    const auto end = sql_.find(quote, at_ + 1);  // a doubled quote is two quoted pieces side by side
    if (end == std::string_view::npos) schema_fault("a quotation does not end");
    copy_to(end + 1);
  }
  void dollar() {
    const auto second = sql_.find('$', at_ + 1);
    const auto tag = second == std::string_view::npos ? std::string_view{} : sql_.substr(at_, second - at_ + 1);
    const bool is_tag = !tag.empty() && std::all_of(tag.begin() + 1, tag.end() - 1, word_char);
    if (!is_tag) return copy_to(at_ + 1);
    const auto end = sql_.find(tag, second + 1);
    if (end == std::string_view::npos) schema_fault("a $$ quotation does not end");
    copy_to(end + tag.size());
  }
  // Inside CREATE TRIGGER, ';' separates only outside BEGIN … END and CASE … END.
  void word() {
    auto end = at_;
    while (end < sql_.size() && word_char(sql_[end])) ++end;
    std::string upper;
    for (const char c : sql_.substr(at_, end - at_))
      upper += static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    copy_to(end);
    if (begins_with_words(trimmed(text_), "CREATE", "TRIGGER")) {
      if (upper == "BEGIN" || upper == "CASE") ++depth_;
      if (upper == "END") --depth_;
    }
  }
  void copy_to(std::size_t end) {
    text_ += sql_.substr(at_, end - at_);
    at_ = end;
  }
  void finish() {
    const auto statement = trimmed(text_);
    if (!statement.empty() && wanted_) {
      out_.push_back(with_macros(engine_, statement));
      if (engine_ == Engine::mariadb && begins_with_words(statement, "CREATE", "TABLE"))
        out_.back() = with_flag_checks(std::move(out_.back()), statement)
                          .append(" ")
                          .append(sql::dialects::mariadb_table_options);
    }
    if (!statement.empty()) wanted_ = true;
    text_.clear();
    depth_ = 0;
  }

  Engine engine_;
  std::string_view sql_;
  std::size_t at_{0};
  std::string text_{};
  std::vector<std::string> out_{};
  bool wanted_{true};
  int depth_{0};
};

}  // namespace

std::vector<std::string> statements_for(Engine engine, std::string_view sql) {
  return Splitter{engine, sql}.statements();
}

}  // namespace ssiis::db
