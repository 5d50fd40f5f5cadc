#include "linkage/pair_view.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "linkage/cluster_view.hpp"

namespace ssiis::linkage {
namespace {

using web::Data;
using web::N_;

constexpr int bar_middle = 60;              // of pages/link.tpl: bars begin there, left against and right for
constexpr int bar_unit = 5, bar_most = 58;  // points for one unit of weight, at most

// A byte that begins a code point.
bool begins(char c) { return (static_cast<unsigned char>(c) & 0xC0U) != 0x80U; }

std::vector<Piece> differing_letters(const std::string& text, const std::string& other) {
  std::vector<Piece> out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool marked = text[i] != other[i];
    if (out.empty() || (out.back().marked != marked && begins(text[i])))
      out.push_back({{text[i]}, marked});
    else {
      out.back().text += text[i];
      out.back().marked = out.back().marked || marked;
    }
  }
  return out;
}

// The digits of a number in whatever punctuation; empty for what is no number.
std::string digits_of(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (c >= '0' && c <= '9')
      out += c;
    else if (std::string_view{" +-/."}.find(c) == std::string_view::npos)
      return {};
  }
  return out;
}

// One number ends like the other: an area or country code in front does not make it another.
bool same_number(const std::string& a, const std::string& b) {
  const auto x = digits_of(a), y = digits_of(b);
  constexpr std::size_t enough = 7;
  const auto length = std::min(x.size(), y.size());
  return length >= enough && x.substr(x.size() - length) == y.substr(y.size() - length);
}

enum class WordKind { lao, latin, other };
WordKind kind_of(const std::string& word) {
  if (lao::has_lao(word)) return WordKind::lao;
  return std::any_of(word.begin(), word.end(), [](char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); })
             ? WordKind::latin
             : WordKind::other;
}
// Lao as written, since a tone mark may be the difference.
std::string as_compared(const std::string& word) {
  return kind_of(word) == WordKind::lao ? word : lao::search_form(word);
}

std::string cell(const Record& record, const std::string& column) {
  for (const auto& [name, text] : record)
    if (name == column) return text;
  return {};
}

// What a field is made of, as one text: each value once.
std::string side(const Say& say, const Record& record, const std::vector<std::string>& columns) {
  std::vector<std::string> parts;
  for (const auto& column : columns)
    if (auto text = value_words(say, column, cell(record, column)); !text.empty())
      if (std::find(parts.begin(), parts.end(), text) == parts.end()) parts.push_back(std::move(text));
  std::string out;
  for (const auto& part : parts) out += (out.empty() ? "" : " · ") + part;
  return out;
}

void put_texts(Data& row, const std::string& left, const std::string& right) {
  row.show_if("LEFT_EMPTY", left.empty()).show_if("RIGHT_EMPTY", right.empty());
  const bool both = !left.empty() && !right.empty();
  for (const auto& p : both ? differing(left, right) : std::vector<Piece>{{left, false}})
    row.add("LEFT_PIECE").set("TEXT", p.text).show_if("MARKED", p.marked);
  for (const auto& p : both ? differing(right, left) : std::vector<Piece>{{right, false}})
    row.add("RIGHT_PIECE").set("TEXT", p.text).show_if("MARKED", p.marked);
}

void put_bar(Data& row, std::int64_t weight_milli) {
  const auto length =
      std::min<std::int64_t>((weight_milli < 0 ? -weight_milli : weight_milli) * bar_unit / 1000, bar_most);
  row.set("BAR_FROM", weight_milli < 0 ? bar_middle - length : std::int64_t{bar_middle}).set("BAR_LENGTH", length);
  row.set("BAR_FILL", weight_milli < 0 ? "#ab0d1c" : "#17632d");
}

void put_fields(Data& data, const Say& say, const PairView& v, std::set<std::string>& shown) {
  const auto evidence = evidence_of(v.link.evidence);
  for (std::size_t i = 0; i < v.fields.size() && i < evidence.size(); ++i) {
    const auto& field = v.fields[i];
    auto& row = data.add("FIELD");
    row.set("NAME", field_words(say, field.name)).set("WEIGHT", weight_words(say, evidence[i].weight_milli));
    put_texts(row, side(say, v.own, field.left), side(say, v.entry, field.right));
    const auto [words, tone] = level_words(say, evidence[i].level, field.levels);
    row.set("LEVEL", words).set("TONE", tone);
    put_bar(row, evidence[i].weight_milli);
    shown.insert(field.left.begin(), field.left.end());
    shown.insert(field.right.begin(), field.right.end());
  }
}

// What the registers have beside what was compared.
void put_other_columns(Data& data, const Say& say, const PairView& v, std::set<std::string> shown) {
  bool any = false;
  for (const auto* record : {&v.own, &v.entry})
    for (const auto& [column, text] : *record) {
      const auto left = value_words(say, column, cell(v.own, column));
      const auto right = value_words(say, column, cell(v.entry, column));
      if ((left.empty() && right.empty()) || !shown.insert(column).second) continue;
      auto& row = data.add("FACT");
      row.set("NAME", column_words(say, column));
      put_texts(row, left, right);
      any = true;
    }
  data.show_if("FACTS", any);
}

void put_history(Data& data, const Say& say, const ReviewNeeds& needs, const PairView& v) {
  data.show_if("HISTORY", !v.history.empty());
  for (const auto& d : v.history) {
    auto& row = data.add("DECISION");
    row.set("AT", say.t.date_time(say.language, d.at)).set("BY", needs.person(d.login, say.language));
    row.set("ACT", act_words(say, d.act)).set("VERDICT", verdict_words(say, *v.link.part, d.verdict));
    row.set("REASON", d.reason).show_if("HAS_REASON", !d.reason.empty());
    row.set("PROBABILITY", probability_words(say, d.probability_ppm));
  }
}

void put_around(Data& data, const Say& say, const PairView& v) {
  data.show_if("AROUND", !v.around.empty());
  for (const auto& l : v.around) {
    auto& row = data.add("OTHER");
    row.set("HREF", fmt::format("{}/{}", links_home, l.id)).set("OWN", l.lsso_id).set("ENTRY", l.register_id);
    row.set("PROBABILITY", probability_words(say, l.probability_ppm));
    row.set("VERDICT", l.verdict == Verdict::none && l.counts ? say(N_("linked by the system"))
                                                              : verdict_words(say, *l.part, l.verdict));
  }
}

void put_branch(Data& data, const Say& say, const PairView& v) {
  data.show_if("BRANCH_EFFECT", v.branch.has_value());
  if (!v.branch) return;
  const auto& b = *v.branch;
  const auto n = [&](std::int64_t value) { return say.t.number(say.language, value); };
  const auto row = [&](const std::string& what, const std::string& before, const std::string& after) {
    data.add("EFFECT").set("WHAT", what).set("BEFORE", before).set("AFTER", after);
  };
  row(say(N_("Numbers of that register which find the unit")), n(b.numbers_before), n(b.numbers_after));
  if (!b.payroll_before || !b.payroll_after || !b.month) return;
  const auto month = fmt::format("{:02}/{}", b.month->month(), b.month->year());
  row(say.t.text(say.language, N_("People in the payroll of the tax register, {1}"), {month}), n(*b.payroll_before),
      n(*b.payroll_after));
  row(say.t.text(say.language, N_("People declared to the LSSO, {1}"), {month}), n(b.declared), n(b.declared));
  row(say(N_("Difference")), n(*b.payroll_before - b.declared), n(*b.payroll_after - b.declared));
}

void put_shared(Data& data, const Say& say, const PairView& v) {
  data.show_if("SHARED", v.shared.has_value());
  if (!v.shared) return;
  const auto& s = *v.shared;
  const auto day = [&](const std::optional<Day>& d) { return d ? say.t.date(say.language, *d) : std::string{"…"}; };
  data.set("SHARED_N", say.t.number(say.language, s.shared)).set("LEFT_N", say.t.number(say.language, s.left));
  data.set("SHARE", fmt::format("{} %", s.left == 0 ? 0 : s.shared * 100 / s.left));
  data.show_if("SHARED_PEOPLE", !s.people.empty());
  for (const auto& p : s.people)
    data.add("PERSON")
        .set("PERSON_NAME", say.language == "lo" ? p.name_lo : p.name_en)
        .set("PERSON_KEY", p.worker_id)
        .set("PERSON_FROM", day(p.from))
        .set("PERSON_UNTIL", day(p.until))
        .set("PERSON_BEGUN", day(p.begun));
  const auto hidden = s.shared - static_cast<std::int64_t>(s.people.size());
  data.show_if("SOME_HIDDEN", hidden > 0);
  data.set("HIDDEN", say.t.plural(say.language, "{1} more is not shown here, or is not yours to see.",
                                  "{1} more are not shown here, or are not yours to see.", hidden));
}

}  // namespace

std::vector<Piece> differing(const std::string& text, const std::string& other) {
  if (same_number(text, other)) return {{text, false}};
  const auto own = words(text), others = words(other);
  if (own.size() == 1 && others.size() == 1 && text.size() == other.size()) return differing_letters(text, other);
  // A word is told apart from words of its own kind only: the other side may have the name in the other script.
  std::set<std::string> there;
  std::set<WordKind> kinds;
  for (const auto& w : others) {
    there.insert(as_compared(w));
    kinds.insert(kind_of(w));
  }
  std::vector<Piece> out;
  for (const auto& w : own) {
    const auto form = as_compared(w);
    const bool marked = !form.empty() && !there.contains(form) && kinds.contains(kind_of(w));
    if (!out.empty() && out.back().marked)
      out.push_back({" ", false});
    else if (!out.empty())
      out.back().text += ' ';
    if (!out.empty() && !marked)
      out.back().text += w;
    else
      out.push_back({w, marked});
  }
  return out;
}

std::string name_in(const Record& record, std::string_view language) {
  const auto given = cell(record, "given_lo"), surname = cell(record, "surname_lo");
  const auto lao_name = cell(record, "name_lo") + given + (given.empty() || surname.empty() ? "" : " ") + surname;
  const auto latin = cell(record, "name_en") + cell(record, "name_latin");
  const auto& first = language == "lo" ? lao_name : latin;
  const auto& second = language == "lo" ? latin : lao_name;
  if (!first.empty() || !second.empty()) return first.empty() ? second : first;
  return record.empty() ? std::string{} : record.front().second;
}

void put_pair(Data& data, const Say& say, const ReviewNeeds& needs, const PairView& v) {
  const auto& l = v.link;
  const auto& part = *l.part;
  data.set("PART", part_words(say, part)).set("OWN_ID", l.lsso_id).set("ENTRY_ID", l.register_id);
  data.set("OWN_REGISTER", say(N_("MIS of the LSSO"))).set("ENTRY_REGISTER", register_words(say, part.reg));
  data.set("PROBABILITY", probability_words(say, l.probability_ppm)).set("WEIGHT", weight_words(say, l.weight_milli));
  data.set("METER", fmt::format("{}.{:02}", l.probability_ppm / 1'000'000, l.probability_ppm % 1'000'000 / 10'000));
  data.show_if("FOUND", v.found_at.has_value());
  if (v.found_at) data.set("FOUND_AT", say.t.date_time(say.language, *v.found_at));
  data.show_if("HAS_AS_OF", v.as_of.has_value());
  if (v.as_of) data.set("AS_OF", say.t.date(say.language, *v.as_of));
  data.show_if("BANDS", v.link_ppm > 0);
  data.set("LINK_FROM", probability_words(say, v.link_ppm)).set("REVIEW_FROM", probability_words(say, v.review_ppm));
  data.show_if("OWN_GONE", v.own.empty()).show_if("ENTRY_GONE", v.entry.empty());
  data.show_if("CONTRADICTED", l.contradicted).show_if("DECIDED", l.verdict != Verdict::none);
  data.set("VERDICT", verdict_words(say, part, l.verdict));
  data.show_if("OWES", l.debt > Money{}).set("DEBT", say.t.kip(say.language, l.debt));
  std::set<std::string> shown;
  put_fields(data, say, v, shown);
  put_other_columns(data, say, v, std::move(shown));
  put_history(data, say, needs, v);
  put_around(data, say, v);
  put_contradictions(data, say, v.contradicted);
  put_branch(data, say, v);
  put_shared(data, say, v);
}

}  // namespace ssiis::linkage
