#include "linkage/types.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <array>

namespace ssiis::linkage {
namespace {

using registry::EntityKind;
constexpr auto unit = EntityKind::labour_unit;
constexpr auto person = EntityKind::worker;
constexpr auto member = EntityKind::self_employed;
constexpr std::array<PartSpec, 9> all_parts{{
    {"labour_unit-tax_employer", "labour_unit", "tax_employer", unit, true, false, true},
    {"labour_unit-enterprise_register", "labour_unit", "enterprise_register", unit, true, false, true},
    {"worker-civil_register", "worker", "civil_register", person, true, false, false},
    {"self_employed-civil_register", "self_employed", "civil_register", member, true, false, false},
    {"worker-tax_payroll", "worker", "tax_payroll", person, false, false, false},
    {"worker-molsw_workers", "worker", "molsw_workers", person, true, false, false},
    {"labour_unit_dup-labour_unit", "labour_unit_dup", "labour_unit", unit, false, true, false},
    {"worker_dup-worker", "worker_dup", "worker", person, false, true, false},
    {"labour_unit_successor-labour_unit", "labour_unit_successor", "labour_unit", unit, false, false, false},
}};

constexpr std::pair<Band, std::string_view> bands[] = {
    {Band::linked, "linked"}, {Band::review, "review"}, {Band::rejected, "rejected"}};
constexpr std::pair<Verdict, std::string_view> verdicts[] = {
    {Verdict::none, "none"},           {Verdict::same, "same"},     {Verdict::branch, "branch"},
    {Verdict::different, "different"}, {Verdict::unsure, "unsure"}, {Verdict::merge_proposed, "merge_proposed"}};

template <class T, std::size_t n>
std::string_view name_in(const std::pair<T, std::string_view> (&table)[n], T value) noexcept {
  for (const auto& [v, name] : table)
    if (v == value) return name;
  return "";
}
template <class T, std::size_t n>
std::optional<T> value_in(const std::pair<T, std::string_view> (&table)[n], std::string_view wanted) noexcept {
  for (const auto& [v, name] : table)
    if (name == wanted) return v;
  return std::nullopt;
}

}  // namespace

std::string_view name_of(Band band) noexcept { return name_in(bands, band); }
std::string_view name_of(Verdict verdict) noexcept { return name_in(verdicts, verdict); }
std::optional<Band> band_named(std::string_view name) noexcept { return value_in(bands, name); }
std::optional<Verdict> verdict_named(std::string_view name) noexcept { return value_in(verdicts, name); }

std::span<const PartSpec> parts() noexcept { return all_parts; }

const PartSpec* part_named(std::string_view part) noexcept {
  for (const auto& p : all_parts)
    if (p.part == part) return &p;
  return nullptr;
}

std::string fields_text(const std::vector<FieldSpec>& fields) {
  std::string out;
  for (const auto& f : fields)
    out += fmt::format("{}{}>{}>{}>{}", out.empty() ? "" : ";", f.name, fmt::join(f.left, ","), fmt::join(f.right, ","),
                       f.levels);
  return out;
}

std::vector<FieldSpec> fields_of(std::string_view text) {
  std::vector<FieldSpec> out;
  if (text.empty()) return out;
  for (const auto& piece : split(text, ';')) {
    const auto parts = split(piece, '>');
    if (parts.size() != 4) continue;
    out.push_back(
        {parts[0], split(parts[1], ','), split(parts[2], ','), static_cast<int>(whole_number(parts[3]).value_or(1))});
  }
  return out;
}

std::vector<FieldEvidence> evidence_of(std::string_view text) {
  std::vector<FieldEvidence> out;
  if (text.empty()) return out;
  for (const auto& piece : split(text, ';')) {
    const auto colon = piece.find(':');
    if (colon == std::string::npos) continue;
    out.push_back({static_cast<int>(whole_number(piece.substr(0, colon)).value_or(-1)),
                   whole_number(piece.substr(colon + 1)).value_or(0)});
  }
  return out;
}

}  // namespace ssiis::linkage
