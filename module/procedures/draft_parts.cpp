#include "procedures/draft_parts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>

#include "procedures/page.hpp"

namespace ssiis::procedures {

using web::N_;

std::string draft_address(std::int64_t draft) { return fmt::format("{}/{}", drafts_home, draft); }

std::string file_address(std::int64_t draft, std::string_view file, std::string_view page) {
  return fmt::format("{}/{}?name={}", draft_address(draft), page, percent_encoded(file));
}

const workflow::DraftFile* OpenedDraft::find(std::string_view name) const {
  const auto it = std::find_if(files.begin(), files.end(), [&](const auto& f) { return f.name == name; });
  return it == files.end() ? nullptr : &*it;
}

std::optional<OpenedDraft> opened_draft(const DraftNeeds& needs, std::int64_t id, std::int64_t version) {
  return needs.pool.transact(db::Mode::read, [&](db::Transaction& tx) -> std::optional<OpenedDraft> {
    auto draft = needs.drafts.find(tx, id);
    if (!draft || version < 0 || version > draft->version) return std::nullopt;
    auto files = needs.drafts.files(tx, id, version == 0 ? draft->version : version);
    return OpenedDraft{std::move(*draft), std::move(files)};
  });
}

std::optional<OpenedDraft> opened_draft(const DraftNeeds& needs, const web::Request& rq) {
  return opened_draft(needs, whole_number(rq.capture("draft")).value_or(0));
}

web::Page no_such_draft(const DraftNeeds& needs, const web::Request& rq) {
  return web::problem(needs.renderer, rq, 404, Rejection{"draft.unknown"});
}

std::optional<web::Page> problem_of(const DraftNeeds& needs, const web::Request& rq, const Rejection& why) {
  const int status = web::status_of(why);
  if (status != 403 && status != 404) return std::nullopt;
  return web::problem(needs.renderer, rq, status, why);
}

bool may_change(const web::Request& rq, const workflow::Draft& draft) {
  return draft.open() && rq.who().may(workflow::BundleOffice::may_propose);
}

void put_draft(web::Data& into, const DraftNeeds& needs, const web::Request& rq, const workflow::Draft& draft) {
  const auto& t = needs.renderer.translator();
  into.set("DRAFT_LABEL", draft.label).set("DRAFT_HREF", draft_address(draft.id)).set("VERSION", draft.version);
  into.show_if("EDITABLE", may_change(rq, draft));
  into.show_if("PROPOSED", draft.state == workflow::DraftState::proposed);
  if (draft.proposal != 0) into.set("PROPOSAL_HREF", fmt::format("{}/{}", bundles_home, draft.proposal));
  switch (draft.state) {
    case workflow::DraftState::open:
      return web::fill_tag(into, web::Tone::current, t.text(rq.language, N_("under work")));
    case workflow::DraftState::proposed:
      return web::fill_tag(into, web::Tone::ok, t.text(rq.language, N_("proposed")));
    case workflow::DraftState::discarded:
      return web::fill_tag(into, web::Tone::idle, t.text(rq.language, N_("discarded")));
  }
}

std::string element_at(const std::string& xml, int line) {
  workflow::Findings none;
  const auto source = workflow::XmlSource::read(xml, "x", none);
  if (!source) return {};
  pugi::xml_node nearest;
  int nearest_line = 0;
  struct Walk final : pugi::xml_tree_walker {
    std::function<void(pugi::xml_node)> visit;
    bool for_each(pugi::xml_node& n) override {
      if (n.type() == pugi::node_element) visit(n);
      return true;
    }
  } walk;
  walk.visit = [&](pugi::xml_node n) {
    const int at = source->line(n);
    if (at > line || at < nearest_line) return;
    if (at == nearest_line && nearest.attribute("id")) return;  // the outermost of a line
    nearest = n;
    nearest_line = at;
  };
  auto root = source->root();
  root.traverse(walk);
  while (nearest && !nearest.attribute("id")) nearest = nearest.parent();
  return nearest.attribute("id").value();
}

std::size_t put_draft_findings(web::Data& into, const DraftNeeds& needs, const web::Request& rq,
                               const OpenedDraft& opened, std::string_view only) {
  const auto& t = needs.renderer.translator();
  constexpr std::size_t most_shown = 200;
  std::size_t shown = 0;
  for (const auto& f : needs.bundles.check(workflow::contents_of(opened.files))) {
    if (!only.empty() && f.file != only) continue;
    if (++shown > most_shown) continue;
    const auto* file = opened.find(f.file);
    const bool text = file && !workflow::is_template(f.file);
    const auto element = text ? element_at(file->content, f.line) : std::string{};
    auto& row = into.add("FINDING");
    row.set("FILE", f.file).set("LINE", std::int64_t{f.line}).set("CODE", f.code).set("ELEMENT", element);
    row.set("SENTENCE", finding_words(t, rq.language, f));
    row.show_if("HAS_FILE", file != nullptr);
    row.show_if("HAS_ELEMENT", !element.empty());
    if (file)
      row.set("HREF", file_address(opened.draft.id, f.file) +
                          fmt::format("&check=1&element={}&line={}", percent_encoded(element), f.line));
  }
  return shown;
}

web::Page draft_page(const DraftNeeds& needs, const web::Request& rq, const DraftPage& of, const web::Data& data,
                     const Rejections& reasons) {
  const auto& t = needs.renderer.translator();
  auto page = room_page(needs.renderer, rq, of.file, data, of.title, reasons);
  auto last = page.crumbs.back();
  page.crumbs.pop_back();
  const auto drafts = t.text(rq.language, N_("Drafts"));
  if (last.label != drafts) page.crumbs.push_back({drafts, std::string{drafts_home}});
  if (of.draft && of.title != of.draft->label) page.crumbs.push_back({of.draft->label, draft_address(of.draft->id)});
  page.crumbs.push_back(std::move(last));
  return page;
}

Rejections readable(const DraftNeeds& needs, const web::Request& rq, const Rejections& reasons) {
  Rejections out = reasons;
  for (auto& r : out)
    if (r.code == "draft.conflict" && r.args.size() > 1) r.args[1] = needs.person(r.args[1], rq.language);
  return out;
}

std::int64_t number_of(const web::Request& rq, std::string_view field) {
  return whole_number(rq.field(field)).value_or(0);
}

std::string file_bytes(const DraftNeeds& needs, const workflow::DraftFile& file) {
  if (!workflow::is_template(file.name)) return file.content;
  auto bytes = needs.pool.transact(db::Mode::read,
                                   [&](db::Transaction& tx) { return workflow::template_bytes(tx, file.sha256); });
  if (!bytes) throw std::runtime_error{"a draft names a template that was never kept: " + file.name};
  return std::move(*bytes);
}

const web::Upload* uploaded(const web::Request& rq) {
  for (const auto& u : rq.uploads)
    if (u.field == "file" && u.size > 0) return &u;
  return nullptr;
}

std::string bytes_of(const web::Upload& upload) {
  // One byte more than a file may have is enough to refuse it.
  std::string out(std::min<std::uint64_t>(upload.size, workflow::XmlSource::max_bytes + 1), '\0');
  std::ifstream in{upload.quarantine_path, std::ios::binary};
  in.read(out.data(), static_cast<std::streamsize>(out.size()));
  out.resize(static_cast<std::size_t>(in.gcount()));
  return out;
}

}  // namespace ssiis::procedures
