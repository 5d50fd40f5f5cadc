#include "faults/walks/office.hpp"

#include <regex>
#include <stdexcept>

namespace ssiis::walks {
namespace {

constexpr int people_of_a_role = 4, bundles = 5, days_a_bundle = 12;

profiles::IdentityData identity(const std::string& role, int number) {
  profiles::IdentityData out;
  out.user_id = role + "." + std::to_string(number);
  out.login = out.name_lo = out.name_en = out.user_id;
  return out;
}

class Staff final : public profiles::UserDirectory {
 public:
  explicit Staff(const std::set<std::string, std::less<>>& roles) {
    for (const auto& role : roles)
      for (int i = 1; i <= people_of_a_role; ++i) all_.push_back(identity(role, i));
  }
  std::vector<profiles::IdentityData> users() override { return all_; }

 private:
  std::vector<profiles::IdentityData> all_;
};

std::set<std::string, std::less<>> roles_of(const workflow::Files& files) {
  workflow::Findings findings;
  const auto bundle = workflow::read_bundle(files, {}, findings);
  if (!bundle) throw std::runtime_error{"the procedure is not fit: " + workflow::text_of(findings.front())};
  return bundle->catalogues.roles;
}

std::string with_period(std::string rule, Dice& dice) {
  static const std::regex days{R"re((<outputEntry[^>]*><text>)\d+(</text>))re"};
  static const std::regex calendar{R"re((<text>")(working|civil)("</text>))re"};
  static const std::regex confirmed{R"re((<text>)(true|false)(</text>))re"};
  rule = std::regex_replace(rule, days, "$01" + std::to_string(dice.between(1, 14)) + "$02");
  rule = std::regex_replace(rule, calendar, dice.chance(50) ? "$1working$3" : "$1civil$3");
  return std::regex_replace(rule, confirmed, dice.chance(55) ? "$1true$3" : "$1false$3");
}

}  // namespace

workflow::Files redrawn(workflow::Files files, Dice& dice) {
  auto& table = files.at("deadlines.dmn");
  std::string out;
  std::size_t at = 0;
  for (std::size_t rule; (rule = table.find("<rule", at)) != std::string::npos;) {
    const auto end = table.find("</rule>", rule);
    out += table.substr(at, rule - at) + with_period(table.substr(rule, end - rule), dice);
    at = end;
  }
  table = out + table.substr(at);
  return files;
}

void prepare(db::Pool& pool, const Clock& clock, const workflow::Files& files, std::uint64_t seed) {
  db::IdSource ids{pool};
  audit::Trail trail{pool, clock};
  profiles::ActorFactory actors{pool, clock};
  const auto roles = roles_of(files);
  Staff staff{roles};
  profiles::ProfileService service{pool, ids, trail, clock, staff};
  for (const auto& role : roles)
    for (int i = 1; i <= people_of_a_role; ++i) {
      const auto given = service.grant(actors.service("walks", "walks"),
                                       {identity(role, i).login, role, "", "LA", clock.today(), std::nullopt, "walks"});
      if (!given) throw std::runtime_error{role + ": " + given.rejection().code};
    }
  Dice dice{seed, 1};
  for (int i = 0; i < bundles; ++i)
    pool.transact(db::Mode::write, [&](db::Transaction& tx) {
      workflow::Findings findings;
      if (!workflow::deploy(tx, redrawn(files, dice), {}, "walks " + std::to_string(i),
                            first_day.plus(i * days_a_bundle), "walks", clock.now(), findings))
        throw std::runtime_error{workflow::text_of(findings.front())};
    });
}

Office::Office(const db::Spec& spec, std::uint64_t seed)
    : pool{spec, 3},
      clock{Instant{}},
      trail{pool, clock},
      actors{pool, clock},
      engine{{clock, trail, *this, [this](db::Transaction&) { return tree_; }}},
      incidents{engine, pool},
      seed_{seed} {
  come_to(first_day);
  const auto newest = read([&](db::Transaction& tx) {
    tree_ = std::make_shared<const profiles::TerritoryTree>(profiles::current_tree(tx));
    const auto id = tx.find(db::Query{"walks/bundle", "SELECT MAX(bundle) FROM insp_wf_definition"}, db::Params{},
                            [](const db::Row& r) { return r.integer(0); });
    return engine.bundle(tx, id.value());
  });
  for (const auto& role : newest->catalogues.roles)
    for (int i = 1; i <= people_of_a_role; ++i) {
      people_[role].push_back(actors.actor(identity(role, i), {"walks", "127.0.0.1"}));
      user_ids_.push_back(people_[role].back().user_id());
    }
  // By its topic what may go wrong: the errors that the procedure provides for at such a step.
  std::map<std::string, std::vector<std::string>, std::less<>> topics;
  for (const auto& topic : newest->catalogues.topics) topics[topic];
  topics["message.send"];
  for (const auto& [name, d] : newest->processes)
    for (const auto& n : d->nodes)
      if (n.kind == workflow::NodeKind::boundary && n.event == workflow::EventKind::error)
        if (const auto& topic = d->node(n.attached_to).topic; !topic.empty()) topics[topic].push_back(n.error_code);
  for (const auto& [topic, errors] : topics)
    engine.serve(topic, [this, errors = errors](db::Transaction&, const Actor&, const workflow::ServiceCall& call) {
      return answer(call, errors);
    });
}

void Office::come_to(Day day) { clock.set(Instant::parse(day.iso() + "T03:00:00.000000Z").value()); }

bool Office::holds(db::Transaction&, CaseId, std::string_view role, std::string_view user) {
  return user.starts_with(std::string{role} + ".");
}

workflow::ServiceAnswer Office::answer_well(const workflow::ServiceCall& call) const {
  if (call.topic == "deadlines.suspend") return workflow::ServiceAnswer::done({{"stayed", true}});
  if (call.topic == "deadlines.resume") return workflow::ServiceAnswer::done({{"stayed", false}});
  return workflow::ServiceAnswer::done({{"answered_last", std::string{call.topic}}});
}

// A token's id is new at each try, so a step that failed may go well the next time.
workflow::ServiceAnswer Office::answer(const workflow::ServiceCall& call, const std::vector<std::string>& errors) {
  if (calm) return answer_well(call);
  Dice dice{seed_, call.case_id.value, call.token, 2};
  const int fate = dice.below(100);
  if (fate < 8) return workflow::ServiceAnswer::failed("the module is away");
  if (fate < 18) return workflow::ServiceAnswer::waiting();
  if (fate < 28 && !errors.empty()) return workflow::ServiceAnswer::error(dice.one_of(errors));
  return answer_well(call);
}

}  // namespace ssiis::walks
