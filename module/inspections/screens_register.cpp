// The register of documents in and out over all files: the book on the screen, on paper, and as a file for a
// spreadsheet.
#include <fmt/format.h>

#include <algorithm>

#include "inspections/letter_kinds.hpp"
#include "inspections/register_view.hpp"
#include "inspections/serving_office.hpp"
#include "inspections/step_words.hpp"

namespace ssiis::inspections {
namespace {

using documents::Direction;
using web::N_;

constexpr int lines_shown = 50;
constexpr int lines_at_once = 500;  // of an export

struct Book {
  Direction direction;
  const char* words;
  std::vector<const char*> kinds;
};
const std::vector<Book>& all_books() {
  static const std::vector<Book> list{
      {Direction::outgoing,
       N_("Out"),
       {"inspection_notice", "enquiry_letter", "decision", "decision_notice", "public_notice", "closing_letter",
        "withdrawal_notice", "referral", "reminder", "authority_outcome", "request_receipt", "request_answer",
        "request_outcome"}},
      {Direction::incoming,
       N_("In"),
       {"receipt", "allegations", "enquiry_answer", "institution_answer", "institution_document", "compliance_report",
        "appeal", "suit", "court_stay", "stay_lifted", "judgment", "letter", "paper_scan"}},
      {Direction::internal,
       N_("Internal papers"),
       {"service_order", "inspection_plan", "approval", "visit_record", "obstruction_record", "inspection_report",
        "settlement_report", "legal_measures", "service_record", "allegation_report", "judgment_record",
        "closing_record"}}};
  return list;
}
const Book& book_of(Direction direction) {
  const auto& list = all_books();
  return *std::find_if(list.begin(), list.end(), [&](const Book& b) { return b.direction == direction; });
}

std::string kind_words_of(const Desk& desk, const web::Request& rq, const std::string& kind) {
  return desk.t().keyed(rq.language, "document", kind, kind);
}

std::string line_title(const Desk& desk, const web::Request& rq, const RegisterLine& line) {
  return line.letter && line.language != rq.language ? kind_words_of(desk, rq, line.kind) : line.title;
}

// A letter to a requester keeps its line, so that the book is whole; whom it is about and what it says is for who may
// read the requests of the place.
RegisterLine as_shown(const Desk& desk, const web::Request& rq, RegisterLine line) {
  const auto* kind = line.letter ? letter_kind(line.kind) : nullptr;
  if (kind == nullptr || kind->audience != Audience::requester) return line;
  if (may_read_requesters_letters(rq.who(), line.point)) return line;
  line.title = kind_words_of(desk, rq, line.kind);
  line.recipient = desk.t().text(rq.language, N_("sealed"));
  line.language = rq.language;
  line.has_pdf = line.has_file = false;
  line.code.clear();
  return line;
}

// What the address asks for; what the reader has no book of becomes the first book there is.
RegisterFilter asked_for(const web::Request& rq, const RegisterBooks& books, Day today) {
  RegisterFilter f;
  const auto has = [](const auto& list, const auto& x) { return std::find(list.begin(), list.end(), x) != list.end(); };
  for (const auto& book : all_books())
    if (rq.parameter("direction") == code_of(book.direction)) f.direction = book.direction;
  f.office = rq.parameter("office");
  if (!has(books.offices, f.office)) f.office = books.offices.empty() ? std::string{} : books.offices.front();
  f.year = static_cast<int>(std::clamp<std::int64_t>(whole_number(rq.parameter("year")).value_or(0), 0, 9999));
  if (!has(books.years, f.year)) f.year = today.year();
  const auto& kinds = book_of(f.direction).kinds;
  if (std::any_of(kinds.begin(), kinds.end(), [&](const char* k) { return rq.parameter("kind") == k; }))
    f.kind = rq.parameter("kind");
  f.text = first_code_points(trimmed(rq.parameter("q")), 100);
  if (const auto before = whole_number(rq.parameter("before")); before && *before > 0 && *before < 1'000'000'000)
    f.before = static_cast<int>(*before);
  return f;
}

std::string query_of(const RegisterFilter& f, Direction direction, bool with_kind = true) {
  auto out = fmt::format("office={}&year={}&direction={}", percent_encoded(f.office), f.year, code_of(direction));
  if (with_kind && !f.kind.empty()) out += "&kind=" + percent_encoded(f.kind);
  if (!f.text.empty()) out += "&q=" + percent_encoded(f.text);
  return out;
}

void put_line(const Desk& desk, const web::Request& rq, web::Data& data, const RegisterLine& line, bool incoming) {
  data.add("LINE")
      .set("NUMBER", line.number)
      .set("DAY", desk.t().date(rq.language, line.day))
      .set("KIND", line.letter ? std::string{} : kind_words_of(desk, rq, line.kind))  // a letter's title says it
      .set("TITLE", line_title(desk, rq, line))
      .set("ORDER", line.order_number)
      .set("ORDER_HREF", case_address(line.order_number) + "/documents")
      .set("UNIT", line.unit_name)
      .set("PARTY", incoming ? line.sender : line.recipient)
      .show_if("AS_WRITTEN", line.letter)
      .set("WRITTEN_IN", line.language)
      .set("PARTY_WORDS", desk.t().text(rq.language, incoming ? N_("Sender") : N_("Recipient")))
      .set("ANSWER_TO", line.answer_to)
      .set("CODE", line.code)
      .show_if("ANSWERS", !line.answer_to.empty())
      .show_if("SUPERSEDED", line.superseded)
      .show_if("SET_ASIDE", line.set_aside)
      .show_if("HAS_PDF", line.has_pdf)
      .show_if("HAS_FILE", line.has_file && !line.letter);
}

void put_gaps(const Desk& desk, const web::Request& rq, web::Data& data, const std::optional<RegisterGaps>& gaps) {
  if (!gaps) return;
  const auto& t = desk.t();
  auto& row = data.add("GAPS");
  std::string missing;
  for (const int n : gaps->unexplained) missing += (missing.empty() ? "" : ", ") + fmt::format("{:04}", n);
  row.set("LAST", t.number(rq.language, gaps->last))
      .set("MISSING", first_code_points(missing, 400))
      .show_if("NONE_GIVEN", gaps->last == 0)
      .show_if("COMPLETE", gaps->last > 0 && gaps->unexplained.empty())
      .show_if("INCOMPLETE", !gaps->unexplained.empty())
      .show_if("HAS_VOIDS", !gaps->voided.empty());
  desk.rooms.pool.transact(
      db::Mode::read,
      [&](db::Transaction& tx) {
        People people{tx};
        for (const auto& v : gaps->voided)
          row.add("VOID")
              .set("VOID_NUMBER", fmt::format("{:04}", v.number))
              .set("VOID_REASON", v.reason)
              .set("VOID_BY", people.name(v.voided_by, rq.language))
              .set("VOID_AT", t.date(rq.language, v.voided_at.day()));
      },
      1);
}

void put_filters(const Desk& desk, const web::Request& rq, web::Data& data, const RegisterBooks& books,
                 const RegisterFilter& f) {
  const auto name = [&](const std::string& office) {
    return office_name(desk.rooms, office, desk.rooms.clock.today(), rq.language);
  };
  std::vector<web::Option> offices, years, kinds;
  for (const auto& office : books.offices) offices.push_back({office, name(office)});
  for (const int year : books.years) years.push_back({std::to_string(year), std::to_string(year)});
  for (const char* kind : book_of(f.direction).kinds) kinds.push_back({kind, kind_words_of(desk, rq, kind)});
  web::fill_options(data, "office", offices, {f.office});
  web::fill_options(data, "year", years, {std::to_string(f.year)});
  web::fill_options(data, "kind", kinds, {f.kind});
  data.set("VALUE_q", f.text)
      .set("DIRECTION", std::string{code_of(f.direction)})
      .set("OFFICE", f.office.empty() ? std::string{} : name(f.office))
      .set("YEAR", std::to_string(f.year))
      .set("BOOK", desk.t().text(rq.language, book_of(f.direction).words))
      .set("EXPORT_HREF", "/inspection/register/export?" + query_of(f, f.direction))
      .set("PRINT_HREF", "/inspection/register?" + query_of(f, f.direction) + "&all=1");
  for (const auto& book : all_books())
    data.add("TAB")
        .set("TAB_HREF", "/inspection/register?" + query_of(f, book.direction, false))
        .set("TAB_WORDS", desk.t().text(rq.language, book.words))
        .show_if("TAB_CURRENT", book.direction == f.direction);
}

web::Page register_page(const Desk& desk, RegisterBook& book, const web::Request& rq) {
  const auto books = book.books(rq.who());
  const auto f = asked_for(rq, books, desk.rooms.clock.today());
  const bool all = rq.parameter("all") == "1";
  const int limit = all ? RegisterBook::most_lines : lines_shown;
  const Scope scope = rq.who().scope(RegisterBook::permission);
  book.looked(rq.who(), f, RegisterBook::read_event);
  auto lines = book.lines(scope, f, limit + 1);
  const bool more = static_cast<int>(lines.size()) > limit;
  if (more) lines.resize(static_cast<std::size_t>(limit));
  web::Data data;
  put_filters(desk, rq, data, books, f);
  put_gaps(desk, rq, data, book.gaps(scope, f));
  const bool incoming = f.direction == Direction::incoming;
  data.show_if("LINES", !lines.empty()).show_if("INCOMING", incoming);
  for (const auto& line : lines) put_line(desk, rq, data, as_shown(desk, rq, line), incoming);
  if (more)
    data.add("OLDER").set("OLDER_HREF", fmt::format("/inspection/register?{}&before={}{}", query_of(f, f.direction),
                                                    lines.back().seq, all ? "&all=1" : ""));
  if (f.before) data.add("NEWEST").set("NEWEST_HREF", "/inspection/register?" + query_of(f, f.direction));
  const auto title = desk.t().text(rq.language, "Register of documents");
  return page_of(desk, rq, "inspections/register.tpl", data, title, "inspection.register", {{title, ""}});
}

std::string csv_row(const std::vector<std::string>& cells) {
  std::string out;
  for (const auto& cell : cells) out += (out.empty() ? "" : ",") + csv_cell(cell);
  return out + "\r\n";
}

std::string csv_head(const Desk& desk, const web::Request& rq) {
  static constexpr const char* heads[] = {N_("Register number"), N_("Day"),       N_("Direction"),   N_("Kind"),
                                          N_("Document"),        N_("Order"),     N_("Labour unit"), N_("Sender"),
                                          N_("Recipient"),       N_("Answer to"), N_("Entered")};
  std::vector<std::string> cells;
  for (const char* head : heads) cells.push_back(desk.t().text(rq.language, head));
  return "\xEF\xBB\xBF" + csv_row(cells);  // spreadsheets read UTF-8 by this mark
}

// The whole book under the filters, read in pieces while it is written.
web::Page register_file(const Desk& desk, RegisterBook& book, const web::Request& rq) {
  auto f = asked_for(rq, book.books(rq.who()), desk.rooms.clock.today());
  f.before = std::nullopt;
  book.looked(rq.who(), f, RegisterBook::export_event);
  auto page = web::download(fmt::format("register-{}-{}-{}.csv", f.office, f.year, code_of(f.direction)),
                            "text/csv; charset=utf-8", "");
  page.headers.emplace_back("Cache-Control", "private, no-store");
  page.stream = [&desk, &book, rq, f, scope = rq.who().scope(RegisterBook::permission)](const auto& write) {
    write(csv_head(desk, rq));
    const auto direction = desk.t().text(rq.language, book_of(f.direction).words);
    for (auto piece = f;;) {
      const auto lines = book.lines(scope, piece, lines_at_once);
      for (const auto& line : lines) {
        const auto l = as_shown(desk, rq, line);
        write(csv_row({l.number, l.day.iso(), direction, kind_words_of(desk, rq, l.kind), line_title(desk, rq, l),
                       l.order_number, l.unit_name, l.sender, l.recipient, l.answer_to, l.entered_at.day().iso()}));
      }
      if (static_cast<int>(lines.size()) < lines_at_once) return;
      piece.before = lines.back().seq;
    }
  };
  return page;
}

}  // namespace

void add_register_screens(web::Router& router, const Desk& desk, RegisterBook& book) {
  router.add({"GET", "/inspection/register", web::Mount::staff, "document.read",
              [&desk, &book](const web::Request& rq) { return register_page(desk, book, rq); }});
  router.add({"GET", "/inspection/register/export", web::Mount::staff, "document.read",
              [&desk, &book](const web::Request& rq) { return register_file(desk, book, rq); }});
}

}  // namespace ssiis::inspections
