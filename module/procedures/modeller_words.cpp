// What the modeller says: its own words in the person's language, and what a draft offers to choose from.
#include "procedures/draft_parts.hpp"

namespace ssiis::procedures {
namespace {

using web::N_;

constexpr const char* modeller_words[] = {
    N_("Activate hand tool"),
    N_("Activate lasso tool"),
    N_("Activate create/remove space tool"),
    N_("Activate global connect tool"),
    N_("Create start event"),
    N_("Create intermediate/boundary event"),
    N_("Create end event"),
    N_("Create gateway"),
    N_("Create task"),
    N_("Create expanded sub-process"),
    N_("Create pool/participant"),
    N_("Add lane above"),
    N_("Add lane below"),
    N_("Divide into two lanes"),
    N_("Divide into three lanes"),
    N_("Add text annotation"),
    N_("Append end event"),
    N_("Append gateway"),
    N_("Append intermediate/boundary event"),
    N_("Append task"),
    N_("Change element"),
    N_("Connect to other element"),
    N_("Connect using association"),
    N_("Delete"),
    N_("Search"),
    N_("User task"),
    N_("Service task"),
    N_("Send task"),
    N_("Receive task"),
    N_("Business rule task"),
    N_("Call activity"),
    N_("Task"),
    N_("Exclusive gateway"),
    N_("Parallel gateway"),
    N_("Event-based gateway"),
    N_("Start event"),
    N_("End event"),
    N_("Message start event"),
    N_("Message intermediate catch event"),
    N_("Timer intermediate catch event"),
    N_("Message end event"),
    N_("Terminate end event"),
    N_("Sequence flow"),
    N_("Default flow"),
    N_("Conditional flow"),
};

void offer(web::Data& into, const char* row, const std::set<std::string, std::less<>>& values) {
  for (const auto& v : values) into.add(row).set("VALUE", v);
}

// Lao names of a drawing that stand in the catalogue; those that the drawing carries itself the modeller knows.
void offer_lao_names(web::Data& into, const web::Translator& t, const std::string& drawing) {
  workflow::Findings none;
  const auto xml = workflow::XmlSource::read(drawing, "x.bpmn", none);
  if (!xml) return;
  for (const auto process : xml->root().children()) {
    if (workflow::XmlSource::local(process) != "process") continue;
    const std::string before = std::string{process.attribute("id").value()} + "/";
    struct Walk final : pugi::xml_tree_walker {
      std::function<void(const std::string& id)> visit;
      bool for_each(pugi::xml_node& n) override {
        if (n.attribute("name") && n.attribute("id")) visit(n.attribute("id").value());
        return true;
      }
    } walk;
    walk.visit = [&](const std::string& id) {
      if (t.has("lo", "bpmn", before + id))
        into.add("LAO_NAME").set("ELEMENT_ID", id).set("LAO", t.keyed("lo", "bpmn", before + id, id));
    };
    auto root = process;
    root.traverse(walk);
  }
}

}  // namespace

void put_modeller(web::Data& into, const DraftNeeds& needs, const web::Request& rq, const OpenedDraft& opened) {
  const auto& t = needs.renderer.translator();
  if (const auto* drawing = opened.find(rq.parameter("name"))) offer_lao_names(into, t, drawing->content);
  for (const char* word : modeller_words) into.add("WORD").set("EN", word).set("TRANSLATED", t.text(rq.language, word));
  // Of a draft that is not fit yet as much as can be read.
  std::set<std::string, std::less<>> roles, topics, keys, decisions, deadlines;
  for (const auto& f : opened.files) {
    if (workflow::is_template(f.name)) continue;
    workflow::Findings none;
    if (f.name.starts_with("forms/")) keys.insert(f.name.substr(6, f.name.size() - 10));
    const auto xml = workflow::XmlSource::read(f.content, f.name, none);
    if (!xml) continue;
    if (f.name == "catalogue.xml")
      for (const auto n : xml->root().children()) {
        const std::string name = n.attribute("name").value();
        if (std::string_view{n.name()} == "topic") topics.insert(name);
        if (std::string_view{n.name()} != "role") continue;
        roles.insert(name + "@hq");
        roles.insert(name + "@case");
      }
    if (!f.name.ends_with(".dmn")) continue;
    for (const auto& table : workflow::DecisionTable::read(*xml, none)) {
      decisions.insert(table.id());
      if (table.id() == "legal_deadline")
        for (auto& key : table.texts_of_input("key")) deadlines.insert(std::move(key));
    }
  }
  offer(into, "ROLE", roles);
  offer(into, "TOPIC", topics);
  offer(into, "FORM_KEY", keys);
  offer(into, "DECISION", decisions);
  offer(into, "DEADLINE", deadlines);
}

}  // namespace ssiis::procedures
