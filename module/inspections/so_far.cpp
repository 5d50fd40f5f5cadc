#include "inspections/so_far.hpp"

#include <algorithm>

#include "inspections/document_rows.hpp"
#include "inspections/event_words.hpp"
#include "inspections/institutions.hpp"
#include "inspections/people.hpp"
#include "inspections/repository_visits.hpp"
#include "inspections/task_forms.hpp"

namespace ssiis::inspections {
namespace {

// One step done, one visit, or one thing that came in.
struct Said {
  Instant at;
  std::string key;  // of the form; empty for visits and for what came in
  std::string title, who, href;
  std::vector<std::pair<std::string, std::string>> rows;
  bool earlier{false};  // of a step that was sent back and done anew
};

void add_answers(const Desk& desk, const web::Request& rq, db::Transaction& tx, People& people, CaseId id,
                 std::vector<Said>& out) {
  const auto done_anew = returned_tasks(tx, id);
  for (const auto& stored : answers_of(tx, id)) {
    const auto form = form_of(tx, desk.rooms, stored.bundle, stored.form_key);
    const auto answer = forms::from_json(stored.json);
    if (form == nullptr || !answer) continue;
    Said said{stored.at,
              stored.form_key,
              form->title.in(rq.language),
              people.name(stored.by, rq.language),
              {},
              {},
              done_anew.contains(stored.task.value)};
    for (const auto* field : form->fields())
      if (const auto at = answer->find(field->name); at != answer->end())
        said.rows.emplace_back(field->label.in(rq.language), answer_words(desk, rq, people, *field, at->second));
    out.push_back(std::move(said));
  }
}

void add_visits(const Desk& desk, const web::Request& rq, db::Transaction& tx, People& people, const Case& c,
                std::vector<Said>& out) {
  const auto& t = desk.t();
  for (const auto& v : visits_of(tx, c.id)) {
    const auto tally = tally_of(tx, c.id, v.id);
    const auto n = [&](std::int64_t count) { return t.number(rq.language, count); };
    out.push_back({v.ended_at.value_or(v.started_at),
                   {},
                   type_words(desk, rq, v.kind) + " " + std::to_string(v.number),
                   people.name(v.created_by, rq.language),
                   case_address(c.order_number) + "/visits/" + std::to_string(v.number),
                   {{t.text(rq.language, "Workers on the roll"), n(tally.all())},
                    {t.text(rq.language, "registered"), n(tally.registered)},
                    {t.text(rq.language, "not registered"), n(tally.unregistered)},
                    {t.text(rq.language, "wage differs"), n(tally.wage_differs)},
                    {t.text(rq.language, "not here today"), n(tally.absent)}}});
  }
}

void add_incoming(const Desk& desk, const web::Request& rq, db::Transaction& tx, People& people, CaseId id,
                  std::vector<Said>& out) {
  const auto& t = desk.t();
  for (const auto& in : incoming_of(tx, id)) {
    Said said{in.at, {}, incoming_words(desk, rq, in.kind), people.name(in.by, rq.language), {}, {}};
    said.rows.emplace_back(t.text(rq.language, "Day of arrival or receipt"), t.date(rq.language, in.day));
    if (!in.institution.empty())
      said.rows.emplace_back(t.text(rq.language, "Institution"), institution_words(t, rq.language, in.institution));
    said.rows.emplace_back(t.text(rq.language, "Sender or receiver"), in.party);
    if (!in.content.empty()) said.rows.emplace_back(t.text(rq.language, "What it says"), in.content);
    out.push_back(std::move(said));
  }
}

// What the registers said when the file was opened; without the rows counted in each register.
bool put_facts(const Desk& desk, const web::Request& rq, web::Data& data, const std::vector<BackgroundFact>& facts) {
  bool any = false;
  for (const auto& fact : facts) {
    if (fact.topic.starts_with("snapshot.")) continue;
    any = true;
    data.add("SO_FAR_FACT")
        .set("FACT_TOPIC", topic_words(desk.t(), rq.language, fact.topic))
        .set("FACT_VALUE", topic_value(desk.t(), rq.language, fact.topic, fact.value))
        .set("FACT_SOURCE", source_words(desk.t(), rq.language, fact.source))
        .set("FACT_DAY", as_of_words(desk.t(), rq.language, fact.as_of));
  }
  return any;
}

// Steps that start from what the registers say; the others start from what people wrote.
bool begins_with_registers(const std::string& form_key) {
  return form_key == "background" || form_key == "background.manual" || form_key == "service.order" ||
         form_key == "plan";
}

}  // namespace

std::string answer_words(const Desk& desk, const web::Request& rq, People& people, const forms::Field& f,
                         const std::string& value) {
  using forms::FieldType;
  const auto& t = desk.t();
  switch (f.type) {
    case FieldType::choice:
    case FieldType::select:
      for (const auto& o : f.options)
        if (o.value == value) return o.label.in(rq.language);
      return value;
    case FieldType::several: {
      std::string labels;
      for (const auto& o : f.options)
        for (const auto& one : split(value, '\n'))
          if (o.value == one) labels += (labels.empty() ? "" : ", ") + o.label.in(rq.language);
      return labels;
    }
    case FieldType::flag:
      return value == "true" ? t.text(rq.language, "Yes") : t.text(rq.language, "No");
    case FieldType::day:
      if (const auto day = Day::parse(value)) return t.date(rq.language, *day);
      return value;
    case FieldType::money:
      if (const auto amount = whole_number(value)) return t.kip(rq.language, Money::kip(*amount));
      return value;
    case FieldType::number:
      if (const auto n = whole_number(value)) return t.number(rq.language, *n);
      return value;
    case FieldType::user:
    case FieldType::users: {
      std::string names;
      for (const auto& user : split(value, '\n'))
        if (!user.empty()) names += (names.empty() ? "" : ", ") + people.name(user, rq.language);
      return names;
    }
    case FieldType::text:
    case FieldType::lines:
      break;
  }
  return value;
}

void put_so_far(const Desk& desk, const web::Request& rq, web::Data& data, const OpenCase& open,
                const std::string& form_key) {
  const Case& c = open.file;
  std::vector<Said> said;
  const auto facts = desk.rooms.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    People people{tx};
    said.clear();
    add_answers(desk, rq, tx, people, c.id, said);
    add_visits(desk, rq, tx, people, c, said);
    if (open.by_grant)
      std::erase_if(said, [](const Said& s) { return s.key == "screening"; });
    else
      add_incoming(desk, rq, tx, people, c.id, said);
    return background_of(tx, c.id);
  });
  std::stable_sort(said.begin(), said.end(), [](const Said& a, const Said& b) { return b.at < a.at; });
  data.show_if("SO_FAR", !said.empty());
  for (std::size_t i = 0; i < said.size(); ++i) {
    const auto& s = said[i];
    auto& row = data.add("SAID");
    row.set("SAID_TITLE", s.title)
        .set("SAID_WHO", s.who)
        .set("SAID_AT", desk.t().date_time(rq.language, s.at))
        .set("SAID_HREF", s.href)
        .show_if("SAID_LINKED", !s.href.empty())
        .show_if("SAID_EARLIER", s.earlier)
        .show_if("SAID_OPEN", !form_key.empty() && i < 3);
    for (const auto& [label, value] : s.rows) row.add("SAID_ROW").set("SAID_LABEL", label).set("SAID_VALUE", value);
  }
  data.show_if("SO_FAR_FACTS", put_facts(desk, rq, data, facts))
      .show_if("SO_FAR_FACTS_OPEN", begins_with_registers(form_key));
}

}  // namespace ssiis::inspections
