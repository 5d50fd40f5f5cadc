#include "workflow/drafts.hpp"

#include <algorithm>
#include <array>

#include "sql/workflow.hpp"
#include "workflow/template_store.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::array<std::string_view, 3> draft_states{"open", "proposed", "discarded"};
constexpr std::string_view may_draft = BundleOffice::may_propose;

DraftState draft_state(std::string_view name) {
  const auto it = std::find(draft_states.begin(), draft_states.end(), name);
  if (it == draft_states.end()) throw std::runtime_error{"workflow: a draft's state is not known"};
  return static_cast<DraftState>(it - draft_states.begin());
}

Draft draft_of(const db::Row& r) {
  Draft d{};
  d.id = r.integer(0);
  d.label = r.text(1);
  d.from_bundle = r.integer(2);
  d.from_draft = r.integer(3);
  d.state = draft_state(r.text(4));
  d.owner = r.text(5);
  d.created_at = r.instant(6);
  d.changed_by = r.text(7);
  d.changed_at = r.instant(8);
  d.proposal = r.integer(9);
  d.bytes = r.integer(10);
  d.version = r.integer(11);
  return d;
}

std::string object_of(std::int64_t draft) { return "draft:" + std::to_string(draft); }

std::size_t bytes_of(const Files& files) {
  std::size_t out = 0;
  for (const auto& [name, content] : files) out += content.size();
  return out;
}

// What a stranger's XML may not be is refused before it is kept, not only when somebody checks it.
std::optional<Rejection> hostile(const std::string& name, const std::string& content) {
  Findings findings;
  if (XmlSource::read(content, name, findings)) return std::nullopt;
  const auto& f = findings.front();
  const std::vector<std::string> args{name, std::to_string(f.line)};
  if (f.code == "xml.too_large") return Rejection{"bundle.file_too_large", {name}, "file"};
  if (f.code == "xml.encoding") return Rejection{"draft.encoding", args, "file"};
  if (f.code == "xml.malformed") return Rejection{"draft.malformed", args, "file"};
  if (f.code == "xml.doctype") return Rejection{"draft.doctype", args, "file"};
  return Rejection{"draft.too_complex", args, "file"};
}

std::optional<Rejection> unfit_label(std::string_view label) {
  if (trimmed(label).empty()) return Rejection{"draft.label_missing", {}, "label"};
  if (count_code_points(label) > DraftOffice::longest_label) return Rejection{"draft.label_too_long", {}, "label"};
  return std::nullopt;
}

// The files together, and those that are new one by one.
std::optional<Rejection> unfit_files(const Files& all, const Files& fresh) {
  for (const auto& f : unfit_names(all)) {
    if (f.code == "bundle.file_name") return Rejection{"bundle.file_name", f.args, "file"};
    if (f.code == "bundle.file_too_large") return Rejection{"bundle.file_too_large", f.args, "file"};
    return Rejection{"bundle.too_many_files", f.args, "file"};
  }
  for (const auto& [name, content] : fresh)
    if (!is_template(name))
      if (auto why = hostile(name, content)) return why;
  if (bytes_of(all) > DraftOffice::most_bytes) return Rejection{"draft.too_large", {}, "file"};
  return std::nullopt;
}

// Only what differs from what is there.
DraftChanges differing(const std::vector<DraftFile>& present, const DraftChanges& asked) {
  DraftChanges out = asked;
  for (const auto& f : present)
    if (const auto it = out.put.find(f.name); it != out.put.end() && it->second == f.content) out.put.erase(it);
  std::erase_if(out.remove, [&](const std::string& name) {
    return asked.put.contains(name) ||
           std::none_of(present.begin(), present.end(), [&](const DraftFile& f) { return f.name == name; });
  });
  return out;
}

// Templates of letters pass the checks of every upload before they are kept: others download them from the draft.
std::optional<Rejection> unfit_templates(const Files& fresh, const TemplateCheck& check) {
  Files templates;
  for (const auto& [name, content] : fresh)
    if (is_template(name) && !referred(content)) {
      if (content.size() > XmlSource::max_bytes) return Rejection{"bundle.file_too_large", {name}, "file"};
      templates.emplace(name, content);
    }
  if (templates.empty()) return std::nullopt;
  if (!check) return Rejection{"draft.no_letters", {}, "file"};
  for (auto& [name, why] : check(templates)) return Rejection{why.code, why.args, "file"};
  return std::nullopt;
}

void change_files(Files& files, const DraftChanges& changes) {
  for (const auto& name : changes.remove) files.erase(name);
  for (const auto& [name, content] : changes.put) files[name] = content;
}

}  // namespace

struct DraftOffice::Beginning {
  std::string label;
  std::int64_t bundle, draft;
  const Files& files;
};

std::string_view name_of(DraftState v) noexcept { return draft_states[static_cast<std::size_t>(v)]; }

Files contents_of(const std::vector<DraftFile>& files) {
  Files out;
  for (const auto& f : files) out.emplace(f.name, f.content);
  return out;
}

Result<Draft> DraftOffice::locked(db::Transaction& tx, std::int64_t id) {
  tx.execute(q::draft_lock, db::Params{id});
  const auto draft = find(tx, id);
  if (!draft) return Rejection{"draft.unknown"};
  if (!draft->open()) return Rejection{"draft.closed"};
  return *draft;
}

std::int64_t DraftOffice::begin(db::Transaction& tx, const Actor& who, const Beginning& b) {
  const auto id = parts_.ids.next();
  const auto now = parts_.clock.now();
  tx.execute(q::draft_insert, db::Params{id, b.label, b.bundle, b.draft, who.user_id(), now, who.user_id(), now});
  tx.execute(q::draft_save_insert, db::Params{id, std::int64_t{1}, who.user_id(), now, ""});
  for (const auto& [name, content] : b.files) {
    const auto hash = digest_of(name, content);
    tx.execute(q::draft_file_insert, db::Params{id, name, std::int64_t{1}, false, content, hash});
  }
  tx.execute(q::draft_saved,
             db::Params{who.user_id(), now, static_cast<std::int64_t>(bytes_of(b.files)), id, std::int64_t{0}});
  parts_.trail.record(
      tx, who,
      {.chain = audit::ChainName::administration(),
       .event = "draft.created",
       .object = object_of(id),
       .details = {
           {"bundle", std::to_string(b.bundle)}, {"draft", std::to_string(b.draft)}, {"sha256", hash_of(b.files)}}});
  return id;
}

Result<std::int64_t> DraftOffice::create(const Actor& who, std::string_view label, std::int64_t bundle) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, "bundle:" + std::to_string(bundle));
  if (const auto why = unfit_label(label)) return *why;
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto files = bundle_files(tx, bundle);
    if (files.empty()) return refuse({"bundle.unknown", {}, "bundle"});
    const auto open =
        tx.find(q::drafts_open_of, db::Params{who.user_id()}, [](const db::Row& r) { return r.integer(0); });
    if (open.value_or(0) >= most_open) return refuse({"draft.too_many", {std::to_string(most_open)}});
    return begin(tx, who, {std::string{trimmed(label)}, bundle, 0, files});
  });
}

Result<std::int64_t> DraftOffice::branch(const Actor& who, std::int64_t draft, std::int64_t version,
                                         std::string_view label, const DraftChanges& asked) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, object_of(draft));
  if (const auto why = unfit_label(label)) return *why;
  if (const auto why = unfit_templates(asked.put, parts_.bundles.template_check())) return *why;
  auto changes = asked;
  keep_templates(parts_.pool, changes.put);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto from = find(tx, draft);
    if (!from || version < 1 || version > from->version) return refuse({"draft.unknown"});
    auto all = contents_of(files(tx, draft, version));
    change_files(all, changes);
    if (const auto why = unfit_files(all, changes.put)) return refuse(*why);
    const auto open =
        tx.find(q::drafts_open_of, db::Params{who.user_id()}, [](const db::Row& r) { return r.integer(0); });
    if (open.value_or(0) >= most_open) return refuse({"draft.too_many", {std::to_string(most_open)}});
    return begin(tx, who, {std::string{trimmed(label)}, from->from_bundle, draft, all});
  });
}

Result<std::int64_t> DraftOffice::write(db::Transaction& tx, const Actor& who, const Draft& draft,
                                        const DraftChanges& changes, std::string_view note) {
  if (draft.version >= most_saves || draft.bytes + static_cast<std::int64_t>(bytes_of(changes.put)) > most_history)
    return Rejection{"draft.full"};
  const auto now = parts_.clock.now();
  const auto number = draft.version + 1;
  const auto added = static_cast<std::int64_t>(bytes_of(changes.put));
  if (tx.execute(q::draft_saved, db::Params{who.user_id(), now, added, draft.id, draft.version}) != 1)
    throw Conflict{"draft"};
  const std::string words{trimmed(note)};
  tx.execute(q::draft_save_insert, db::Params{draft.id, number, who.user_id(), now, words});
  for (const auto& [name, content] : changes.put) {
    const auto hash = digest_of(name, content);
    tx.execute(q::draft_file_insert, db::Params{draft.id, name, number, false, content, hash});
  }
  for (const auto& name : changes.remove)
    tx.execute(q::draft_file_insert, db::Params{draft.id, name, number, true, "", ""});
  const auto hash = hash_of(contents_of(files(tx, draft.id, number)));
  parts_.trail.record(tx, who,
                      {.chain = audit::ChainName::administration(),
                       .event = "draft.saved",
                       .object = object_of(draft.id),
                       .details = {{"save", std::to_string(number)}, {"sha256", hash}}});
  return number;
}

Result<std::int64_t> DraftOffice::save(const Actor& who, std::int64_t id, std::int64_t base, const DraftChanges& given,
                                       std::string_view note) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, object_of(id));
  if (count_code_points(note) > longest_note) return Rejection{"draft.note_too_long", {}, "note"};
  if (const auto why = unfit_templates(given.put, parts_.bundles.template_check())) return *why;
  auto asked = given;
  keep_templates(parts_.pool, asked.put);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto draft = locked(tx, id);
    if (!draft) return refuse(draft.rejection());
    const auto present = files(tx, *draft);
    const auto changes = differing(present, asked);
    if (changes.put.empty() && changes.remove.empty()) {
      tx.rollback();
      return draft->version;
    }
    // Of both, file by file: others may have saved other files of the draft meanwhile, or taken this one away.
    if (base < 1 || base > draft->version) return refuse({"draft.unknown"});
    const auto then = contents_of(files(tx, id, base)), now = contents_of(present);
    const auto touched = [&](const std::string& name) {
      const auto a = then.find(name), b = now.find(name);
      return (a == then.end()) != (b == now.end()) || (a != then.end() && a->second != b->second);
    };
    auto names = changes.remove;
    for (const auto& [name, content] : changes.put) names.insert(name);
    for (const auto& name : names)
      if (touched(name)) {
        auto by = tx.find(q::draft_file_saved_by, db::Params{id, name}, [](const db::Row& r) { return r.text(0); });
        return refuse({"draft.conflict", {name, by.value_or(draft->changed_by)}});
      }
    auto all = now;
    change_files(all, changes);
    if (const auto why = unfit_files(all, changes.put)) return refuse(*why);
    const auto saved = write(tx, who, *draft, changes, note);
    return saved ? saved : refuse(saved.rejection());
  });
}

Result<std::int64_t> DraftOffice::restore(const Actor& who, std::int64_t id, std::int64_t base, std::int64_t number,
                                          std::string_view note) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, object_of(id));
  DraftChanges back;
  const bool known = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    const auto draft = find(tx, id);
    if (!draft || number < 1 || number > draft->version || base < 1 || base > draft->version) return false;
    back = {contents_of(files(tx, id, number)), {}};
    for (const auto& f : files(tx, id, base))
      if (!back.put.contains(f.name)) back.remove.insert(f.name);
    return true;
  });
  if (!known) return Rejection{"draft.unknown"};
  return save(who, id, base, back, note);
}

Result<Done> DraftOffice::discard(const Actor& who, std::int64_t id, std::int64_t version) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, object_of(id));
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto draft = locked(tx, id);
    if (!draft) return refuse(draft.rejection());
    if (draft->owner != who.user_id()) return refuse({"draft.not_yours"});
    if (tx.execute(q::draft_close, db::Params{name_of(DraftState::discarded), who.user_id(), parts_.clock.now(),
                                              std::int64_t{0}, id, version}) != 1)
      return refuse({"draft.conflict", {draft->label, draft->changed_by}});
    parts_.trail.record(
        tx, who, {.chain = audit::ChainName::administration(), .event = "draft.discarded", .object = object_of(id)});
    return Done{};
  });
}

Result<std::int64_t> DraftOffice::hand_over(const Actor& who, std::int64_t id, std::int64_t version,
                                            NewProposal words) {
  if (!who.may(may_draft)) return parts_.trail.refused(who, may_draft, object_of(id));
  std::optional<Rejection> refused;
  words.files = parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    refused.reset();
    const auto draft = find(tx, id);
    if (!draft)
      refused = Rejection{"draft.unknown"};
    else if (!draft->open())
      refused = Rejection{"draft.closed"};
    else if (draft->version != version)
      refused = Rejection{"draft.conflict", {draft->label, draft->changed_by}};
    return refused ? Files{} : contents_of(files(tx, *draft));
  });
  if (refused) return *refused;
  return parts_.bundles.propose(who, words, [&](db::Transaction& tx, std::int64_t proposal) {
    if (tx.execute(q::draft_close, db::Params{name_of(DraftState::proposed), who.user_id(), parts_.clock.now(),
                                              proposal, id, version}) != 1)
      throw Conflict{"draft"};
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "draft.proposed",
                         .object = object_of(id),
                         .details = {{"proposal", std::to_string(proposal)}, {"save", std::to_string(version)}}});
  });
}

std::vector<Draft> DraftOffice::list(db::Transaction& tx, int limit) {
  return tx.all(q::drafts, db::Params{std::int64_t{limit}}, draft_of);
}

std::optional<Draft> DraftOffice::find(db::Transaction& tx, std::int64_t id) {
  return tx.find(q::draft_find, db::Params{id}, draft_of);
}

std::vector<DraftFile> DraftOffice::files(db::Transaction& tx, std::int64_t id, std::int64_t version) {
  std::vector<DraftFile> out;
  for (auto rows = tx.query(q::draft_files, db::Params{id, version}); rows.next();) {
    const auto& r = rows.row();
    if (r.flag(2)) continue;
    DraftFile f{r.text(0), r.text_or_empty(3), r.text(4), r.integer(1)};
    if (digest_of(f.name, f.content) != f.sha256)
      throw std::runtime_error{"workflow: a file of a draft is not what was saved: " + f.name};
    out.push_back(std::move(f));
  }
  return out;
}

std::vector<DraftSave> DraftOffice::saves(db::Transaction& tx, std::int64_t id, int limit) {
  std::vector<DraftSave> out;
  for (auto rows = tx.query(q::draft_saves, db::Params{id, std::int64_t{limit}}); rows.next();) {
    const auto& r = rows.row();
    if (out.empty() || out.back().number != r.integer(0))
      out.push_back({r.integer(0), r.text(1), r.instant(2), r.text_or_empty(3), {}, {}});
    if (const auto file = r.maybe_text(4)) (r.flag(5) ? out.back().removed : out.back().changed).push_back(*file);
  }
  return out;
}

Files DraftOffice::bundle_files(db::Transaction& tx, std::int64_t bundle) {
  Files out;
  for (auto rows = tx.query(q::definition_files, db::Params{bundle}); rows.next();)
    out[rows.row().text(0)] = rows.row().text_or_empty(1);
  return out;
}

}  // namespace ssiis::workflow
