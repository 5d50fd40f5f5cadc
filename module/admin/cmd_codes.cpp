// codes list: what stands in a list on a day. codes export: the same as rows of a file, with all history. codes import:
// rows of a file. codes apply: acts of a file.
#include <fmt/format.h>

#include <fstream>
#include <iostream>

#include "admin/command.hpp"
#include "code_lists/api.hpp"
#include "web/api.hpp"

namespace ssiis::admin {
namespace {

struct Lists {
  explicit Lists(Context& context)
      : trail{context.pool(), clock}, ids{context.pool()}, office{{context.pool(), ids, trail, clock}} {}
  SystemClock clock;
  audit::Trail trail;
  db::IdSource ids;
  code_lists::CodeOffice office;
};

Day day_option(const Arguments& args, const Clock& clock) {
  const auto text = args.option("--day");
  const auto day = Day::parse(text);
  if (!text.empty() && !day) throw Usage{"--day is written as 2026-11-30"};
  return day.value_or(clock.today());
}

std::string list_option(const Arguments& args) {
  const auto list = args.option("--list", code_lists::territory_list);
  if (!code_lists::is_list(list)) throw Usage{"--list is territory, office or sector"};
  return list;
}

// Every reason with its line or act, then the failure.
[[noreturn]] void refused(Context& context, const Rejections& why, const char* what) {
  const web::Translator translator{context.resources() + "/i18n"};
  for (const auto& w : why)
    std::cerr << fmt::format("{}{}: {}\n", w.field.empty() ? "" : std::string{what} + ' ' + w.field + ": ", w.code,
                             translator.rejection("en", w));
  throw Failed{"refused; nothing was kept"};
}

code_lists::Book book_for(Context& context, Lists& lists, const std::string& list) {
  return context.pool().transact(db::Mode::read, [&](db::Transaction& tx) { return lists.office.book(tx, list); });
}

}  // namespace

int cmd_codes_list(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--list", "--day"}, {});
  Lists lists{context};
  const auto day = day_option(args, lists.clock);
  const auto book = book_for(context, lists, list_option(args));
  for (const auto* e : book.as_of(day))
    std::cout << fmt::format("{:<12} {:<14} {:<12} {} · {}\n", e->code, e->level, e->parent, e->name_lo, e->name_en);
  return 0;
}

int cmd_codes_export(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {"--list", "--day"}, {});
  Lists lists{context};
  const bool all = args.option("--list").empty();
  const auto day = args.option("--day").empty() ? std::nullopt : std::optional{day_option(args, lists.clock)};
  code_lists::write_heading(std::cout);
  for (const auto list : {code_lists::territory_list, code_lists::office_list, code_lists::sector_list})
    if (all || list == list_option(args))
      code_lists::write_rows(std::cout, book_for(context, lists, std::string{list}), day);
  return 0;
}

int cmd_codes_import(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {"--dry-run"});
  if (args.plain.size() != 1) throw Usage{"codes import takes one file"};
  Lists lists{context};
  const auto rows = code_lists::read_rows_of(args.plain.front());
  if (!rows) refused(context, rows.rejections(), "line");
  const auto done = lists.office.import(context.who("codes import"), *rows, args.plain.front(), args.has("--dry-run"));
  if (!done) refused(context, done.rejections(), "line");
  std::cout << fmt::format("{} begun, {} ended, {} as they stood{}\n", done->begun, done->ended, done->same,
                           args.has("--dry-run") ? "; tried only, nothing was kept" : "");
  return 0;
}

int cmd_codes_apply(Context& context, const std::vector<std::string>& arguments) {
  const auto args = parse(arguments, {}, {"--dry-run"});
  if (args.plain.size() != 1) throw Usage{"codes apply takes one file"};
  std::ifstream in{args.plain.front(), std::ios::binary};
  if (!in) throw Failed{args.plain.front() + " cannot be read"};
  Lists lists{context};
  const auto acts = code_lists::read_acts(in);
  if (!acts) refused(context, acts.rejections(), "line");
  const auto done = lists.office.carry_out_all(context.who("codes apply"), *acts, args.has("--dry-run"));
  if (!done) refused(context, done.rejections(), "act");
  std::cout << fmt::format("{} acts carried out{}\n", *done,
                           args.has("--dry-run") ? "; tried only, nothing was kept" : "");
  return 0;
}

}  // namespace ssiis::admin
