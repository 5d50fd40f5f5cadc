#include "linkage/cluster_view.hpp"

#include <fmt/format.h>

#include <cmath>
#include <numbers>
#include <set>

#include "linkage/pair_view.hpp"

namespace ssiis::linkage {
namespace {

using web::Data;
using web::N_;

// How a pair is drawn: of each kind its own colour, dash and word.
struct Line {
  const char *colour, *dash, *width;
  const char* words;
  bool crossed{false};
};
constexpr Line as_one{"#17632d", "", "3", N_("one, as two persons say")};
constexpr Line proposed_line{"#0b4f8a", "9 4", "3", N_("one, waits for the second person")};
constexpr Line likely{"#765000", "4 4", "2", N_("likely, nobody has decided")};
constexpr Line doubted{"#4a5663", "1 5", "2", N_("not sure")};
constexpr Line apart{"#ab0d1c", "", "2", N_("not the same"), true};
constexpr const Line* all_lines[] = {&as_one, &proposed_line, &likely, &doubted, &apart};

// Nothing for a pair that a run let go and nobody has decided.
const Line* line_of(const Link& l) {
  switch (l.verdict) {
    case Verdict::same:
    case Verdict::branch:
      return &as_one;
    case Verdict::merge_proposed:
      return &proposed_line;
    case Verdict::unsure:
      return &doubted;
    case Verdict::different:
      return &apart;
    case Verdict::none:
      break;
  }
  return l.band == Band::rejected ? nullptr : &likely;
}

struct Point {
  double x, y;
};
constexpr Point middle{200, 130};
constexpr double radius = 100;

// Members stand on a circle, the first at the top.
Point place_of(std::size_t member, std::size_t members) {
  const double angle = 2 * std::numbers::pi * static_cast<double>(member) / static_cast<double>(members);
  return {middle.x + radius * 1.5 * std::sin(angle), middle.y - radius * std::cos(angle)};
}
std::string point_text(double v) { return fmt::format("{:.1f}", v); }

std::string value_in(const Record& record, std::string_view column) {
  for (const auto& [name, text] : record)
    if (name == column) return text;
  return {};
}

// What tells one entry from another at a glance.
std::string facts_of(const Say& say, const Record& record) {
  std::string out;
  for (const auto* column :
       {"dob", "ss_reg_no", "ss_no", "director_name", "phone", "village", "district", "province", "reg_date"})
    if (const auto text = value_words(say, column, value_in(record, column)); !text.empty())
      out += (out.empty() ? "" : " · ") + text;
  return out;
}

std::string evidence_words(const Say& say, const ClusterView& v, const Link& l) {
  const auto evidence = evidence_of(l.evidence);
  const auto fields = l.run ? v.fields.find(*l.run) : v.fields.end();
  std::string out;
  for (std::size_t i = 0; fields != v.fields.end() && i < fields->second.size() && i < evidence.size(); ++i)
    if (evidence[i].level >= 0)
      out += fmt::format("{}{} {}", out.empty() ? "" : " · ", field_words(say, fields->second[i].name),
                         weight_words(say, evidence[i].weight_milli));
  return out;
}

std::size_t number_of(const ClusterView& v, const std::string& key) {
  std::size_t n = 0;
  while (n < v.members.size() && v.members[n].key != key) ++n;
  return n;
}

void put_groups(Data& row, const Say& say, const ClusterView& v, const ClusterMember& m) {
  const auto option = [&](const std::string& value, const std::string& words) {
    row.add("GROUP").set("VALUE", value).set("WORDS", words).show_if("CHOSEN", value == m.group);
  };
  option("", say(N_("leave open")));
  for (std::size_t g = 1; g <= v.members.size(); ++g)
    option(std::to_string(g), say.t.text(say.language, N_("Group {1}"), {std::to_string(g)}));
  option("unsure", say(N_("Not sure")));
}

void put_members(Data& data, const Say& say, const ClusterView& v, bool arranges) {
  for (std::size_t i = 0; i < v.members.size(); ++i) {
    const auto& m = v.members[i];
    const auto at = place_of(i, v.members.size());
    auto& row = data.add("MEMBER");
    row.set("NUMBER", static_cast<std::int64_t>(i) + 1).set("KEY", m.key).set("X", point_text(at.x));
    row.set("Y", point_text(at.y)).set("TEXT_Y", point_text(at.y + 4.5));
    const auto name =
        m.record.empty() ? say(N_("The MIS no longer has this record.")) : name_in(m.record, say.language);
    row.set("MEMBER_NAME", name).set("FACTS", facts_of(say, m.record));
    if (arranges)
      put_groups(row.add("PICKS").set("NUMBER", static_cast<std::int64_t>(i) + 1).set("KEY", m.key), say, v, m);
  }
}

void put_pairs(Data& data, const Say& say, const ClusterView& v) {
  std::set<const Line*> used;
  for (const auto& l : v.pairs) {
    auto& row = data.add("PAIR");
    const auto a = number_of(v, l.lsso_id), b = number_of(v, l.register_id);
    row.set("A", static_cast<std::int64_t>(a) + 1).set("B", static_cast<std::int64_t>(b) + 1);
    row.set("HREF", fmt::format("{}/{}", links_home, l.id)).set("OWN", l.lsso_id).set("ENTRY", l.register_id);
    row.set("PROBABILITY", probability_words(say, l.probability_ppm)).set("WEIGHT", weight_words(say, l.weight_milli));
    row.show_if("COMPARED", l.run.has_value() && !l.evidence.empty()).show_if("CONTRADICTED", l.contradicted);
    row.set("EVIDENCE", evidence_words(say, v, l));
    const auto* line = line_of(l);
    row.set("VERDICT", line == nullptr ? say(N_("let go by the run")) : say(line->words));
    if (line == nullptr) continue;
    used.insert(line);
    const auto from = place_of(a, v.members.size()), to = place_of(b, v.members.size());
    auto& edge = data.add("EDGE");
    edge.set("X1", point_text(from.x))
        .set("Y1", point_text(from.y))
        .set("X2", point_text(to.x))
        .set("Y2", point_text(to.y));
    edge.set("COLOUR", line->colour)
        .set("DASH", line->dash)
        .set("LINE_WIDTH", line->width)
        .show_if("CROSSED", line->crossed);
    edge.set("MID_X", point_text((from.x + to.x) / 2)).set("MID_Y", point_text((from.y + to.y) / 2));
  }
  for (const auto* line : all_lines) {
    if (!used.contains(line)) continue;
    data.add("LEGEND")
        .set("COLOUR", line->colour)
        .set("DASH", line->dash)
        .set("LINE_WIDTH", line->width)
        .set("WORDS", say(line->words));
  }
}

void put_elsewhere(Data& data, const Say& say, const ClusterView& v) {
  data.show_if("ELSEWHERE", v.elsewhere > 0);
  data.set("ELSEWHERE_WORDS",
           say.t.plural(say.language, "{1} more pair leads to a place that is not yours; it is decided there.",
                        "{1} more pairs lead to places that are not yours; they are decided there.", v.elsewhere));
}

}  // namespace

void put_contradictions(Data& data, const Say& say, const Contradicted& found) {
  data.show_if("CONTRADICTIONS", found.any()).show_if("CONTRADICTED_ELSEWHERE", found.elsewhere > 0);
  data.set("CONTRADICTED_WORDS",
           say.t.plural(say.language, "{1} contradiction goes through places that are not yours.",
                        "{1} contradictions go through places that are not yours.", found.elsewhere));
  for (const auto& c : found.shown) {
    std::string path;
    for (const auto& key : c.path) path += (path.empty() ? "" : " = ") + key;
    data.add("CONTRADICTION")
        .set("PATH", path)
        .set("APART", fmt::format("{} ≠ {}", c.path.front(), c.path.back()))
        .set("HREF", fmt::format("{}/{}", links_home, c.link));
  }
}

void put_cluster(Data& data, const Say& say, const ClusterView& v, bool arranges) {
  data.set("PART", part_words(say, *v.part)).set("MEMBERS_N", static_cast<std::int64_t>(v.members.size()));
  data.show_if("ARRANGES", arranges);
  put_members(data, say, v, arranges);
  put_pairs(data, say, v);
  put_contradictions(data, say, v.contradicted);
  put_elsewhere(data, say, v);
  std::string seen;
  for (const auto& l : v.pairs) seen += fmt::format("{}{}:{}", seen.empty() ? "" : " ", l.id, l.version);
  data.set("SEEN", seen).show_if("TOO_LARGE", v.too_large);
}

}  // namespace ssiis::linkage
