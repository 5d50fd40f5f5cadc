#include "workflow/bundle.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "workflow/finding.hpp"
#include "workflow/template_store.hpp"

namespace ssiis::workflow {
namespace {

void read_catalogue(const XmlSource& xml, Catalogues& out, Findings& findings) {
  for (const auto n : xml.root().children()) {
    if (n.type() != pugi::node_element) continue;
    const std::string name = n.attribute("name").value();
    const auto kind = XmlSource::local(n);
    if (std::string_view{n.attribute("again").value()} == "allowed") out.done_anew.insert(name);
    if (kind == "topic") {
      out.topics.insert(name);
      if (std::string_view{n.attribute("skip").value()} == "never") out.never_skipped.insert(name);
      if (std::string_view{n.attribute("retry").value()} == "later") out.tried_again.insert(name);
    } else if (kind == "role") {
      out.roles.insert(name);
    } else if (kind == "message") {
      continue;  // only what was said of it above
    } else if (kind == "document") {
      out.documents.insert(name);
    } else {
      findings.push_back(finding(xml.file(), xml.line(n), "catalogue.entry", "\"{}\" is not known here.", kind));
    }
  }
}

// The key is the file's name, as the forms room has it.
void read_form(const std::string& name, const std::string& content, Bundle& bundle, Findings& findings) {
  const std::filesystem::path path{name};
  try {
    auto form = forms::parse_form(content, name);
    if (form.key != path.stem().string())
      findings.push_back(finding(name, 1, "form.key", "The form says it is \"{}\": file and key differ.", form.key));
    bundle.catalogues.forms.insert(form.key);
    bundle.own_forms.emplace(form.key, std::move(form));
  } catch (const SettingsError& e) {
    findings.push_back(finding(name, 1, "form.malformed", "{}", e.what()));
  }
}

void read_tables(const XmlSource& xml, Bundle& bundle, Findings& findings) {
  for (auto& t : DecisionTable::read(xml, findings)) {
    const auto id = t.id();
    if (!bundle.tables.emplace(id, std::move(t)).second)
      findings.push_back(finding(xml.file(), 1, "dmn.twice", "The decision \"{}\" is deployed twice.", id));
    bundle.catalogues.decisions.insert(id);
  }
  if (const auto it = bundle.tables.find("legal_deadline"); it != bundle.tables.end())
    for (auto& key : it->second.texts_of_input("key")) bundle.catalogues.deadline_keys.insert(std::move(key));
}

// A letter is written in the language of who reads it: a template in one language alone would fail half of them.
void read_template(const std::string& name, const std::string& content, const Files& files, Bundle& bundle,
                   Findings& findings) {
  bundle.templates[name] = digest_of(name, content);
  auto other = name;
  other.replace(10, 2, name.substr(10, 2) == "lo" ? "en" : "lo");
  if (!files.contains(other))
    findings.push_back(finding(name, 1, "bundle.template_alone",
                               "\"{}\" stands alone: \"{}\", the same letter in the other language, is missing.", name,
                               other));
}

template <class T>
const T* output(const Decided& d, std::string_view name) {
  const auto it = d.outputs.find(name);
  return it == d.outputs.end() ? nullptr : std::get_if<T>(&it->second);
}

}  // namespace

const Definition* Bundle::process(std::string_view name) const {
  const auto it = processes.find(name);
  return it == processes.end() ? nullptr : it->second.get();
}

StepLabel Bundle::label_of(std::string_view process_name, const std::string& node) const {
  const auto* definition = process(process_name);
  const int at = definition ? definition->index(node) : nowhere;
  if (at == nowhere) return {node, {}};
  const auto& step = definition->node(at);
  return {step.name.empty() ? node : step.name, step.name_lo};
}

Result<Decided> Bundle::decide(std::string_view table, const Variables& variables) const {
  const auto it = tables.find(table);
  if (it == tables.end()) return Rejection{"workflow.table_unknown", {std::string{table}}};
  return it->second.decide(variables);
}

std::string Bundle::rule_version(std::string_view rule, const Calendar& by) const {
  return fmt::format("{}/{}/{}", hash.substr(0, 12), rule, by.version());
}

Result<Deadline> Bundle::deadline(const std::string& key, const Variables& variables, Day anchor) const {
  const auto found = period(key, variables, anchor);
  if (!found) return found.rejections();
  auto out = *found;
  out.rule_version = rule_version(out.rule_version, *calendar);
  out.due = out.calendar == "working" ? calendar->after_working_days(anchor, out.days) : anchor.plus(out.days);
  return out;
}

Result<Deadline> Bundle::period(const std::string& key, const Variables& variables, Day anchor) const {
  Variables asked = variables;
  asked.try_emplace("inspection_type", std::string{});
  asked["key"] = key;
  asked["anchor_date"] = anchor;
  for (auto& [name, value] : parameters.on(anchor)) asked.try_emplace(name, value);
  const auto found = decide("legal_deadline", asked);
  if (!found) return found.rejection();
  if (!*found) return Rejection{"workflow.deadline_unknown", {key}};
  const auto* days = output<std::int64_t>(*found, "days");
  const auto* by = output<std::string>(*found, "calendar");
  if (!days || !by || *days < 0 || *days > 3660 || (*by != "working" && *by != "civil"))
    return Rejection{"workflow.deadline_malformed", {key}};
  Deadline out;
  out.days = static_cast<int>(*days);
  out.calendar = *by;
  if (const auto* basis = output<std::string>(*found, "legal_basis")) out.legal_basis = *basis;
  if (const auto* confirmed = output<bool>(*found, "confirmed")) out.confirmed = *confirmed;
  out.rule_version = found->rule;
  out.key = key;
  out.anchor = anchor;
  return out;
}

std::shared_ptr<Bundle> read_bundle(const Files& files, const std::set<std::string, std::less<>>& forms,
                                    Findings& findings) {
  const auto before = findings.size();
  auto bundle = std::make_shared<Bundle>();
  bundle->hash = hash_of(files);
  bundle->catalogues.forms = forms;
  std::vector<std::pair<std::unique_ptr<XmlSource>, const std::string*>> procedures;
  for (const auto& [name, content] : files) {
    if (name.starts_with("forms/")) {
      read_form(name, content, *bundle, findings);
      continue;
    }
    if (is_template(name)) {
      read_template(name, content, files, *bundle, findings);
      continue;
    }
    auto xml = XmlSource::read(content, name, findings);
    if (!xml) continue;
    if (name.ends_with(".dmn"))
      read_tables(*xml, *bundle, findings);
    else if (name == "holidays.xml")
      bundle->calendar = std::make_shared<const Calendar>(Calendar::read(*xml, findings));
    else if (name == "catalogue.xml")
      read_catalogue(*xml, bundle->catalogues, findings);
    else if (name == "parameters.xml")
      bundle->parameters = Parameters::read(*xml, findings);
    else
      procedures.emplace_back(std::move(xml), &content);
  }
  if (!bundle->calendar) findings.push_back({"holidays.xml", 1, "bundle.no_calendar", "The calendar is missing."});
  std::map<std::string, std::string, std::less<>> drawn_in;
  for (const auto& [xml, content] : procedures) {
    const auto d = read_definition(*xml, bundle->catalogues, findings);
    if (!d) continue;
    if (!bundle->processes.emplace(d->process, d).second)
      findings.push_back(
          finding(xml->file(), 1, "process.twice", "The process \"{}\" stands in two files.", d->process));
    bundle->sources[d->process] = *content;
    drawn_in[d->process] = xml->file();
  }
  if (findings.size() == before) join_calls(bundle->processes, drawn_in, findings);
  if (bundle->processes.empty() && findings.size() == before)
    findings.push_back({"*.bpmn", 1, "bundle.empty", "There is no process to deploy."});
  return findings.size() == before ? bundle : nullptr;
}

Findings doubts_of(const Bundle& bundle) {
  Findings out;
  for (const auto& [name, definition] : bundle.processes)
    for (auto& f : join_doubts(*definition, name + ".bpmn")) out.push_back(std::move(f));
  return out;
}

Files files_of(const std::string& folder) {
  namespace fs = std::filesystem;
  Files out;
  const auto take = [&](const fs::directory_entry& entry, const std::string& name) {
    if (entry.file_size() > XmlSource::max_bytes) throw std::runtime_error{name + " is larger than 4 MiB"};
    std::ifstream in{entry.path(), std::ios::binary};
    std::string text{std::istreambuf_iterator<char>{in}, {}};
    if (!in) throw std::runtime_error{name + " cannot be read"};
    out[name] = std::move(text);
  };
  for (const auto& entry : fs::directory_iterator{folder}) {
    const auto name = entry.path().filename().string();
    if (name.ends_with(".bpmn") || name.ends_with(".dmn") || name == "holidays.xml" || name == "catalogue.xml" ||
        name == "parameters.xml")
      take(entry, name);
  }
  auto forms = fs::path{folder} / "forms";
  if (!fs::is_directory(forms)) forms = fs::weakly_canonical(folder).parent_path() / "forms";
  if (fs::is_directory(forms))
    for (const auto& entry : fs::directory_iterator{forms})
      if (entry.path().extension() == ".xml") take(entry, "forms/" + entry.path().filename().string());
  for (const char* language : {"lo", "en"})
    if (const auto letters = fs::path{folder} / "templates" / language; fs::is_directory(letters))
      for (const auto& entry : fs::directory_iterator{letters})
        if (entry.path().extension() == ".docx") take(entry, template_name(language, entry.path().stem().string()));
  return out;
}

bool bundle_holds(std::string_view name) {
  if (name == "holidays.xml" || name == "catalogue.xml" || name == "parameters.xml") return true;
  if (is_template(name)) return true;
  const bool form = name.starts_with("forms/");
  if (form) name.remove_prefix(6);
  if (name.empty() || name.front() == '.' || name.size() > 100) return false;
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_' ||
           c == '.';
  });
  return plain && (form ? name.ends_with(".xml") : name.ends_with(".bpmn") || name.ends_with(".dmn"));
}

Findings unfit_names(const Files& files) {
  Findings out;
  if (files.size() > most_bundle_files)
    out.push_back(finding("*", 1, "bundle.too_many_files", "A bundle holds {} files at most.", most_bundle_files));
  for (const auto& [name, content] : files) {
    if (!bundle_holds(name))
      out.push_back(finding(name, 1, "bundle.file_name", "A bundle does not hold a file of the name \"{}\".", name));
    else if (content.size() > XmlSource::max_bytes)
      out.push_back(finding(name, 1, "bundle.file_too_large", "\"{}\" is larger than 4 MiB.", name));
  }
  return out;
}

std::string hash_of(const Files& files) {
  std::string all;
  for (const auto& [name, content] : files) all += name + "\n" + digest_of(name, content) + "\n";
  return hex(sha256(all));
}

}  // namespace ssiis::workflow
