#include "workflow/bundle_proposal.hpp"

#include <algorithm>
#include <array>

#include "sql/workflow.hpp"
#include "workflow/deploy.hpp"
#include "workflow/engine.hpp"
#include "workflow/template_store.hpp"

namespace ssiis::workflow {
namespace {

namespace q = sql::workflow;

constexpr std::array<std::string_view, 5> proposal_states{"proposed", "checked", "approved", "rejected", "withdrawn"};

ProposalState proposal_state(std::string_view name) {
  const auto it = std::find(proposal_states.begin(), proposal_states.end(), name);
  if (it == proposal_states.end()) throw std::runtime_error{"workflow: a proposal's state is not known"};
  return static_cast<ProposalState>(it - proposal_states.begin());
}

Proposal proposal_of(const db::Row& r) {
  return {r.integer(0),
          r.text(1),
          r.text(2),
          r.day(3),
          r.text(4),
          r.text(5),
          proposal_state(r.text(6)),
          r.text(7),
          r.instant(8),
          r.text_or_empty(9),
          r.maybe_instant(10),
          r.text_or_empty(11),
          r.integer(12),
          r.integer(13)};
}

void ask_text(Rejections& out, std::string_view text, std::size_t most, Rejection missing, Rejection too_long) {
  if (trimmed(text).empty())
    out.push_back(std::move(missing));
  else if (count_code_points(text) > most)
    out.push_back(std::move(too_long));
}

Rejections unfit_words(const NewProposal& p, Day today) {
  Rejections out;
  ask_text(out, p.label, BundleOffice::longest_label, Rejection{"bundle.label_missing", {}, "label"},
           Rejection{"bundle.label_too_long", {}, "label"});
  ask_text(out, p.reason, BundleOffice::longest_reason, Rejection{"bundle.reason_missing", {}, "reason"},
           Rejection{"bundle.reason_too_long", {}, "reason"});
  ask_text(out, p.legal_reference, BundleOffice::longest_reference,
           Rejection{"bundle.reference_missing", {}, "legal_reference"},
           Rejection{"bundle.reference_too_long", {}, "legal_reference"});
  if (p.valid_from < today) out.push_back({"bundle.day_past", {}, "valid_from"});
  return out;
}

}  // namespace

std::string_view name_of(ProposalState v) noexcept { return proposal_states[static_cast<std::size_t>(v)]; }

Findings BundleOffice::check(const Files& files) {
  auto findings = unfit_names(files);
  if (!findings.empty()) return findings;
  parts_.pool.transact(db::Mode::read, [&](db::Transaction& tx) {
    findings.clear();
    fit_bundle(tx, files, {}, findings, parts_.templates);
  });
  return findings;
}

Result<std::int64_t> BundleOffice::propose(const Actor& who, const NewProposal& p, const Also& also) {
  if (!who.may(may_propose)) return parts_.trail.refused(who, may_propose, "bundle");
  auto refused = unfit_words(p, parts_.clock.today());
  if (p.files.empty()) refused.push_back({"bundle.no_files", {}, "file"});
  for (const auto& f : unfit_names(p.files)) {
    if (f.code == "bundle.file_name") refused.push_back({"bundle.file_name", f.args, "file"});
    if (f.code == "bundle.file_too_large") refused.push_back({"bundle.file_too_large", f.args, "file"});
    if (f.code == "bundle.too_many_files") refused.push_back({"bundle.too_many_files", f.args, "file"});
  }
  if (!refused.empty()) return refused;
  const auto state = check(p.files).empty() ? ProposalState::checked : ProposalState::proposed;
  const auto hash = hash_of(p.files);
  auto kept = p.files;
  keep_templates(parts_.pool, kept);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    if (const auto same =
            tx.find(q::proposal_same, db::Params{hash, p.valid_from}, [](const db::Row& r) { return r.integer(0); })) {
      tx.rollback();
      return Rejection{"bundle.proposed_already", {std::to_string(*same)}, "file"};
    }
    const auto id = parts_.ids.next();
    tx.execute(q::proposal_insert,
               db::Params{id, trimmed(p.label), hash, p.valid_from, trimmed(p.reason), trimmed(p.legal_reference),
                          name_of(state), who.user_id(), parts_.clock.now()});
    for (const auto& [name, content] : kept) {
      const auto sha = digest_of(name, content);
      tx.execute(q::proposal_file_insert, db::Params{id, name, content, sha});
    }
    parts_.trail.record(tx, who,
                        {.chain = audit::ChainName::administration(),
                         .event = "bundle.proposed",
                         .object = "proposal:" + std::to_string(id),
                         .details = {{"sha256", hash}, {"in_force_from", p.valid_from.iso()}}});
    if (also) also(tx, id);
    return id;
  });
}

Result<std::int64_t> BundleOffice::approve(const Actor& who, std::int64_t id, std::int64_t version) {
  const auto object = "proposal:" + std::to_string(id);
  if (!who.may(may_approve)) return parts_.trail.refused(who, may_approve, object);
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<std::int64_t> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto p = find(tx, id);
    if (!p) return refuse({"bundle.proposal_unknown"});
    if (!p->waits()) return refuse({"bundle.decided"});
    if (p->proposed_by == who.user_id()) return refuse({"bundle.same_person"});
    if (p->valid_from < parts_.clock.today()) return refuse({"bundle.day_past"});
    const auto any = [](const db::Row&) { return true; };
    if (!tx.find(q::proposal_tried, db::Params{id}, any) && tx.find(q::live_any, db::Params{}, any))
      return refuse(Rejection{"bundle.not_tried"});
    if (const auto later = untried(tx, id); later > 0)
      return refuse(Rejection{"bundle.trial_old", {std::to_string(later)}});
    Findings findings;
    const auto now = parts_.clock.now();
    const auto bundle =
        deploy(tx, contents(tx, id), {}, p->label, p->valid_from, who.login(), now, findings, parts_.templates);
    if (!bundle) return refuse({"bundle.not_fit", {text_of(findings.front())}});
    if (tx.execute(q::proposal_decide,
                   db::Params{name_of(ProposalState::approved), who.user_id(), now, "", *bundle, id, version}) != 1)
      throw Conflict{"proposal"};
    parts_.trail.record(
        tx, who,
        {.chain = audit::ChainName::administration(),
         .event = "bundle.approved",
         .object = object,
         .details = {
             {"bundle", std::to_string(*bundle)}, {"sha256", p->hash}, {"in_force_from", p->valid_from.iso()}}});
    return *bundle;
  });
}

Result<Done> BundleOffice::reject(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason) {
  if (!who.may(may_approve)) return parts_.trail.refused(who, may_approve, "proposal:" + std::to_string(id));
  return close(who, id, version, reason, ProposalState::rejected);
}

Result<Done> BundleOffice::withdraw(const Actor& who, std::int64_t id, std::int64_t version, std::string_view reason) {
  if (!who.may(may_propose)) return parts_.trail.refused(who, may_propose, "proposal:" + std::to_string(id));
  return close(who, id, version, reason, ProposalState::withdrawn);
}

Result<Done> BundleOffice::close(const Actor& who, std::int64_t id, std::int64_t version, std::string_view given,
                                 ProposalState to) {
  const std::string reason{trimmed(given)};
  Rejections unfit;
  ask_text(unfit, reason, longest_reason, Rejection{"bundle.reason_missing", {}, "answer"},
           Rejection{"bundle.reason_too_long", {}, "answer"});
  if (!unfit.empty()) return unfit;
  return parts_.pool.transact(db::Mode::write, [&](db::Transaction& tx) -> Result<Done> {
    const auto refuse = [&](Rejection why) {
      tx.rollback();
      return why;
    };
    const auto p = find(tx, id);
    if (!p) return refuse({"bundle.proposal_unknown"});
    if (!p->waits()) return refuse({"bundle.decided"});
    if (to == ProposalState::withdrawn && p->proposed_by != who.user_id()) return refuse({"bundle.not_yours"});
    if (tx.execute(q::proposal_decide, db::Params{name_of(to), who.user_id(), parts_.clock.now(), reason,
                                                  std::int64_t{0}, id, version}) != 1)
      throw Conflict{"proposal"};
    audit::Event done{.chain = audit::ChainName::administration(),
                      .event = "bundle.rejected",
                      .object = "proposal:" + std::to_string(id)};
    if (to == ProposalState::withdrawn) done.event = "bundle.withdrawn";
    parts_.trail.record(tx, who, done);
    return Done{};
  });
}

std::vector<Proposal> BundleOffice::list(db::Transaction& tx, int limit) {
  return tx.all(q::proposals, db::Params{std::int64_t{limit}}, proposal_of);
}

std::optional<Proposal> BundleOffice::find(db::Transaction& tx, std::int64_t id) {
  return tx.find(q::proposal_find, db::Params{id}, proposal_of);
}

std::vector<BundleOffice::Deployed> BundleOffice::deployed(db::Transaction& tx, int limit) {
  return tx.all(q::definitions, db::Params{std::int64_t{limit}}, [](const db::Row& r) {
    return Deployed{r.integer(0), r.text(1), r.day(2), r.text(3)};
  });
}

std::optional<BundleOffice::Deployed> BundleOffice::in_force(db::Transaction& tx, Day day) {
  return tx.find(q::definition_in_force, db::Params{day}, [](const db::Row& r) {
    return Deployed{r.integer(0), r.text(1), r.day(2), r.text(3)};
  });
}

std::vector<BundleOffice::DeployedFile> BundleOffice::file_of_all(db::Transaction& tx, std::string_view name) {
  return tx.all(q::definition_file_of_all, db::Params{name}, [](const db::Row& r) {
    return DeployedFile{{r.integer(0), r.text(1), r.day(2), r.text(3)}, r.text(4)};
  });
}

std::int64_t BundleOffice::untried(db::Transaction& tx, std::int64_t id) {
  const auto trial = tx.find(q::proposal_tried, db::Params{id}, [](const db::Row& r) {
    return std::pair{r.integer(0), r.instant(1)};
  });
  if (!trial) return 0;
  return tx
      .find(q::proposal_untried, db::Params{trial->second, trial->first}, [](const db::Row& r) { return r.integer(0); })
      .value_or(0);
}

std::vector<BundleOffice::Deployed> BundleOffice::with_template(db::Transaction& tx, std::string_view language,
                                                                std::string_view kind) {
  const auto name = template_name(language, kind);
  return tx.all(q::template_bundles, db::Params{name}, [](const db::Row& r) {
    return Deployed{r.integer(0), r.text(1), r.day(2), {}};
  });
}

std::vector<ProposedFile> BundleOffice::files(db::Transaction& tx, std::int64_t id) {
  return tx.all(q::proposal_files, db::Params{id}, [](const db::Row& r) {
    return ProposedFile{r.text(0), r.text(2), r.text_or_empty(1).size()};
  });
}

Files BundleOffice::contents(db::Transaction& tx, std::int64_t id) {
  Files out;
  for (auto rows = tx.query(q::proposal_files, db::Params{id}); rows.next();) {
    auto content = rows.row().text_or_empty(1);
    if (digest_of(rows.row().text(0), content) != rows.row().text(2))
      throw std::runtime_error{"workflow: a proposed file is not what was proposed: " + rows.row().text(0)};
    out[rows.row().text(0)] = std::move(content);
  }
  return out;
}

}  // namespace ssiis::workflow
