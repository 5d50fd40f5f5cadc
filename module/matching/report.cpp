#include <fmt/format.h>

#include "matching/files.hpp"

namespace ssiis::matching {
namespace {

std::string quoted_json(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      out += fmt::format("\\{}", c);
    else if (static_cast<unsigned char>(c) < 0x20)
      out += fmt::format("\\u{:04x}", static_cast<int>(c));
    else
      out += c;
  }
  return out + '"';
}

template <class List, class Write>
std::string json_list(const List& list, const Write& write) {
  std::string out;
  for (const auto& item : list) out += (out.empty() ? "" : ",") + write(item);
  return "[" + out + "]";
}

}  // namespace

std::string report_text(const Report& r) {
  std::string out = fmt::format("rows {} × {}; compared {} pairs{}; likely matches {:.1f}\n", r.left_rows, r.right_rows,
                                r.pairs, r.resumed ? " (kept from a run that did not end)" : "", r.expected_matches);
  out += fmt::format("linked {} (from {:g}), to review {} (from {:g}), outdone by a likelier pair {}\n", r.links,
                     r.link, r.reviews, r.review, r.outdone);
  if (r.held > 0) out += fmt::format("kept for review by what a field says {}\n", r.held);
  if (r.clusters > 0) out += fmt::format("clusters {}, the largest of {} rows\n", r.clusters, r.largest_cluster);
  out += "\nrule                            pairs     agreeing  capped blocks  capped pairs  iterations\n";
  for (const auto& rule : r.rules)
    out += fmt::format("{:<24} {:>12} {:>12} {:>14} {:>13} {:>11}\n", rule.name, rule.pairs, rule.agreeing,
                       rule.blocks_capped, rule.pairs_capped, rule.iterations);
  out += "\nfield                    level  true pairs  random pairs  weight  learned from\n";
  for (const auto& field : r.fields)
    for (std::size_t l = 0; l < field.levels.size(); ++l) {
      const auto& f = field.levels[l];
      out += fmt::format("{:<24} {:>5}  {:>10.6f}  {:>12.8f}  {:>6.2f}  {:>12.1f}\n", field.name,
                         l + 1 == field.levels.size() ? "else" : std::to_string(l + 1), f.m, f.u, f.weight, f.trained);
    }
  out += fmt::format("\nseconds: reading {:.2f}, comparing {:.2f}, training {:.2f}, scoring {:.2f}\n", r.seconds_read,
                     r.seconds_compare, r.seconds_train, r.seconds_score);
  for (const auto& w : r.warnings) out += "warning: " + w + "\n";
  return out;
}

std::string report_json(const Report& r) {
  const auto rules = json_list(r.rules, [](const RuleFigures& f) {
    return fmt::format(R"({{"name":{},"pairs":{},"agreeing":{},"blocks_capped":{},"pairs_capped":{},"iterations":{}}})",
                       quoted_json(f.name), f.pairs, f.agreeing, f.blocks_capped, f.pairs_capped, f.iterations);
  });
  const auto fields = json_list(r.fields, [](const FieldFigures& f) {
    return fmt::format(R"({{"name":{},"levels":{}}})", quoted_json(f.name),
                       json_list(f.levels, [](const LevelFigures& l) {
                         return fmt::format(R"({{"m":{:.9g},"u":{:.9g},"weight":{:.6g},"trained":{:.6g}}})", l.m, l.u,
                                            l.weight, l.trained);
                       }));
  });
  return fmt::format(
      R"({{"left_rows":{},"right_rows":{},"pairs":{},"random_pairs":{},"resumed":{},"expected_matches":{:.6g},"link":{:g},"review":{:g},)"
      R"("links":{},"reviews":{},"outdone":{},"held":{},"clusters":{},"largest_cluster":{},"rules":{},"fields":{},"warnings":{},)"
      R"("seconds":{{"read":{:.3f},"compare":{:.3f},"train":{:.3f},"score":{:.3f}}}}})",
      r.left_rows, r.right_rows, r.pairs, r.random_pairs, r.resumed, r.expected_matches, r.link, r.review, r.links,
      r.reviews, r.outdone, r.held, r.clusters, r.largest_cluster, rules, fields,
      json_list(r.warnings, [](const std::string& w) { return quoted_json(w); }), r.seconds_read, r.seconds_compare,
      r.seconds_train, r.seconds_score);
}

}  // namespace ssiis::matching
