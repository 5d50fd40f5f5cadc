#include "inspections/contribution_view.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "inspections/unit_chart.hpp"

namespace ssiis::inspections {
namespace {

using web::N_;

struct OwnState {
  const char *tone, *words;
};
OwnState state_of_own(const OwnMonth& m) {
  if (!m.recorded) return {"idle", N_("nothing recorded")};
  if (!m.sum.due) return {"unk", N_("due not recorded")};
  if (*m.sum.missing() > Money{}) return {"bad", N_("not in full")};
  return {"ok", N_("paid")};
}

// For the picture alone, which shows what is not known as an empty place; the table beside it says so in words. A
// short insurance has empty places before it, so that a bar is as wide on every sheet.
std::vector<registry::ContributionMonth> drawn(const std::vector<OwnMonth>& months) {
  constexpr int places = 24;
  std::vector<registry::ContributionMonth> out;
  if (months.empty()) return out;
  for (int before = places - static_cast<int>(months.size()); before > 0; --before)
    out.push_back({months.front().sum.month.plus(-before), 0, 0, {}, {}, {}, {}});
  for (const auto& m : months)
    out.push_back({m.sum.month, 1, m.recorded ? 1 : 0, m.sum.insurable_income.value_or(Money{}),
                   m.sum.due.value_or(Money{}), m.sum.paid.value_or(Money{}), m.sum.paid_date});
  return out;
}

void put_own_sums(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<OwnMonth>& months) {
  const auto& t = desk.t();
  Money missing;
  std::int64_t recorded = 0, with_due = 0, in_arrears = 0;
  for (const auto& m : months) {
    recorded += m.recorded ? 1 : 0;
    if (const auto owed = m.sum.missing()) {
      ++with_due;
      in_arrears += *owed > Money{} ? 1 : 0;
      missing += *owed;
    }
  }
  const auto number = [&](std::int64_t n) { return t.number(rq.language, n); };
  data.show_if("OWN_DUE_KNOWN", with_due > 0)
      .show_if("OWN_OWES", missing > Money{})
      .set("OWN_MISSING", t.kip(rq.language, missing))
      .set("OWN_SHORT", number(in_arrears))
      .set("OWN_WITH_DUE", number(with_due))
      .set("OWN_UNRECORDED", number(static_cast<std::int64_t>(months.size()) - recorded))
      .set("OWN_MONTHS", number(static_cast<std::int64_t>(months.size())));
}

}  // namespace

void put_contribution_chart(const Desk& desk, const web::Request& rq, web::Data& data,
                            const std::vector<registry::ContributionMonth>& history) {
  const auto chart = chart_of(history);
  constexpr std::int64_t million = 1'000'000;
  const bool in_millions = !chart.lines.empty() && chart.lines.back().value.units() >= 5 * million;
  data.show_if("MILLIONS", in_millions);
  for (const auto& line : chart.lines)
    data.add("LINE")
        .set("LINE_Y", line.y)
        .set("LABEL_Y", line.label_y)
        .set("LINE_VALUE", in_millions ? fmt::format("{:g}", static_cast<double>(line.value.units()) / million)
                                       : desk.t().number(rq.language, line.value.units()));
  for (const auto& bar : chart.bars) {
    auto& row = data.add("BAR");
    row.set("BAR_X", bar.x).set("PAID_Y", bar.paid_y).set("PAID_HEIGHT", bar.paid_height);
    if (!bar.unpaid_height.empty())
      row.add("UNPAID").set("UNPAID_Y", bar.unpaid_y).set("UNPAID_HEIGHT", bar.unpaid_height);
    if (bar.labelled)
      row.add("LABEL")
          .set("BAR_MIDDLE", bar.middle)
          .set("BAR_MONTH", fmt::format("{:02}/{:02}", bar.month.month(), bar.month.year() % 100));
  }
}

void put_own_contributions(const Desk& desk, const web::Request& rq, web::Data& data,
                           const std::optional<std::vector<OwnMonth>>& months) {
  const auto& t = desk.t();
  const bool any = months && std::any_of(months->begin(), months->end(), [](const OwnMonth& m) { return m.recorded; });
  data.show_if("HAS_OWN_INPUT", months.has_value()).show_if("HAS_OWN_MONTHS", any);
  if (!any) return;
  const auto amount = [&](const std::optional<Money>& m) {
    return m ? t.number(rq.language, m->units()) : std::string{"–"};
  };
  put_own_sums(desk, rq, data, *months);
  put_contribution_chart(desk, rq, data, drawn(*months));
  for (auto m = months->rbegin(); m != months->rend(); ++m) {
    const auto state = state_of_own(*m);
    data.add("OWN_MONTH")
        .set("OWN_NAME", fmt::format("{:02}/{}", m->sum.month.month(), m->sum.month.year()))
        .set("OWN_INCOME", amount(m->sum.insurable_income))
        .set("OWN_DUE", amount(m->sum.due))
        .set("OWN_PAID", amount(m->sum.paid))
        .set("OWN_OWED", amount(m->sum.missing()))
        .set("OWN_PAID_ON", m->sum.paid_date ? t.date(rq.language, *m->sum.paid_date) : std::string{"–"})
        .set("OWN_TONE", state.tone)
        .set("OWN_STATE", t.text(rq.language, state.words));
  }
}

}  // namespace ssiis::inspections
