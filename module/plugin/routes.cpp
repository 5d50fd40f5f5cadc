// The addresses of all rooms, and the jobs.
#include "plugin/wiring.hpp"

namespace ssiis::plugin {

void Wiring::add_routes(const HostServices& host) {
  router.add({"GET", "/inspection/assets/{file}", web::Mount::asset, "",
              [this](const web::Request& rq) { return renderer.asset_page(rq); }});
  inspectorate.add_routes(router);
  amendments::add_screens(router, {pool, changes, renderer, clock, [this] { return territory.tree(); }});
  amendments::add_batch_screens(
      router, {batches, change_kinds, renderer, [this](const std::string& user_id, std::string_view language) {
                 return person_name(user_id, language);
               }});
  add_procedure_routes(host);
  add_link_routes();
  imports::add_import_screens(
      router, {imports, renderer,
               [this](const std::string& user_id, std::string_view language) { return person_name(user_id, language); },
               imports::upload_limit(settings)});
  profiles::add_screens(router, {profile_service, renderer, clock});
  code_lists::add_screens(router,
                          {pool, codes, renderer, clock, [this](const std::string& code, std::string_view language) {
                             const auto catalogue = profile_service.catalogue();
                             const auto* role = catalogue.role(code);
                             return role != nullptr ? role->label.name(language) : code;
                           }});
  profiles::add_absence_screens(router, {substitutions, renderer, clock});
  documents::add_template_screens(
      router, {templates, intake, blobs, renderer, clock, [this](std::string_view language, std::string_view kind) {
                 std::vector<documents::ProcedureTemplate> out;
                 for (const auto& b : pool.transact(db::Mode::read, [&](db::Transaction& tx) {
                        return bundles.with_template(tx, language, kind);
                      }))
                   out.push_back({b.label + " (" + std::to_string(b.bundle) + ")", b.valid_from});
                 return out;
               }});
  documents::add_screens(router, {pool, blobs, letters, renderer,
                                  [this](const Actor& who, const documents::Document& document) {
                                    return inspectorate.may_read_document(who, document);
                                  },
                                  inspections::letter_effect,
                                  [this](const web::Request& rq) { return portal_rate.take(rq.client_address); }});
}

std::string Wiring::person_name(const std::string& user_id, std::string_view language) {
  for (const auto& u : users.users())
    if (u.user_id == user_id) return language == "lo" ? u.name_lo : u.name_en;
  return user_id;
}

std::string Wiring::login_name(const std::string& login, std::string_view language) {
  for (const auto& u : users.users())
    if (u.login == login) return language == "lo" ? u.name_lo : u.name_en;
  return login;
}

namespace {

// How an inspection begins, for samples of a draft.
procedures::SampleKinds samples_of_inspections() {
  using web::N_;
  procedures::SampleKinds out;
  out.fields = {{"origin",
                 N_("Origin"),
                 {{"national_plan", N_("National plan")},
                  {"regular_plan", N_("Regular plan")},
                  {"ad_hoc", N_("Ad hoc")},
                  {"authority", N_("Order of an authority")},
                  {"worker_request", N_("Request of a worker")},
                  {"employer_request", N_("Request of an employer")}}},
                {"inspection_type",
                 N_("Kind of inspection"),
                 {{"direct", N_("Direct inspection")}, {"desk", N_("Desk inspection")}}},
                {"emergency", N_("Emergency"), {{"true", N_("Yes")}, {"false", N_("No")}}}};
  out.services = {{"deadlines.suspend", {{"stayed", true}}}, {"deadlines.resume", {{"stayed", false}}}};
  return out;
}

}  // namespace

void Wiring::add_procedure_routes(const HostServices& host) {
  const procedures::DraftNeeds changing{
      pool,
      drafts,
      bundles,
      renderer,
      clock,
      [this](const std::string& user_id, std::string_view language) { return person_name(user_id, language); },
      samples_of_inspections()};
  procedures::add_draft_screens(router, changing);
  procedures::add_parameter_screens(router, changing);
  procedures::add_identifier_screens(router, {identifiers, renderer, clock});
  procedures::add_bundle_screens(
      router,
      {pool, engine, bundles, migrations, renderer, clock,
       [](db::Transaction& tx, CaseId c) {
         const auto name = inspections::file_name(tx, c);
         return name ? std::optional{procedures::FileName{name->number, name->address}} : std::nullopt;
       },
       [this](const std::string& user_id, std::string_view language) { return person_name(user_id, language); }});
  procedures::add_holiday_screens(
      router, {pool, engine, holidays, deadlines, renderer, clock,
               [](db::Transaction& tx, CaseId c) {
                 const auto name = inspections::file_name(tx, c);
                 return name ? std::optional{procedures::FileName{name->number, name->address}} : std::nullopt;
               },
               "case.read", [this](db::Transaction& tx) { return territory.tree(tx); },
               [this](const std::string& login, std::string_view language) { return login_name(login, language); }});
  procedures::add_operation_screens(
      router, {pool, engine, incidents, queue, trail, renderer, clock,
               [](db::Transaction& tx, CaseId c) {
                 const auto name = inspections::file_name(tx, c);
                 return name ? std::optional{procedures::FileName{name->number, name->address}} : std::nullopt;
               },
               inspections::drawing_address, "case.read", [this](db::Transaction& tx) { return guard.hosts(tx); }});
  procedures::add_clock_screens(
      router, {pool, guard, trail, renderer, clock,
               [this](const std::string& user_id, std::string_view language) { return person_name(user_id, language); },
               [&host](std::string_view user, std::string_view password) { return host.prove(user, password); },
               settings.number("signing.proof_minutes", 5)});
}

void Wiring::add_link_routes() {
  control_centre::add_screens(router, {pool, renderer, clock, control_centre::fresh_days_of(settings)});
  linkage::add_review_screens(
      router, {link_reviews, link_clusters, renderer, [this] { return territory.tree(); },
               [this](const std::string& login, std::string_view language) { return login_name(login, language); }});
  mapping::add_screens(router, {pool, copies, renderer, [this](const std::string& login, std::string_view language) {
                                  return login_name(login, language);
                                }});
  linkage::add_quality_screens(router, {pool, link_quality, renderer});
  linkage::add_run_screens(
      router, {pool, link_runs, renderer,
               [this](const std::string& login, std::string_view language) { return login_name(login, language); }});
}

void Wiring::add_jobs(const HostServices& host) {
  jobs.push_back(
      {"deadlines", 60'000, [this, &host](const Actor& who, const std::function<bool()>& cancelled) {
         guard.guarded(who, [&](Day today) {
           deadlines.work(who, cancelled);
           const auto done = engine.fire_due(pool, who, today);
           for (const auto c : done.failed)
             host.log(LSSO_LOG_ERROR, who.correlation_id(), "a period of a file could not end",
                      {{"case", std::to_string(c.value)}});
           return workflow::ClockGuard::Ran{done.fired + done.referred, static_cast<std::int64_t>(done.failed.size())};
         });
       }});
  jobs.push_back({"alerts", 120'000, [this, &host](const Actor& who, const std::function<bool()>& cancelled) {
                    const auto today = clock.today();
                    if (!guard.in_order(who)) return;
                    const auto done = alerts.run(who, today, cancelled);
                    for (const auto c : done.failed)
                      host.log(LSSO_LOG_ERROR, who.correlation_id(), "an alert of a file could not be raised",
                               {{"case", std::to_string(c.value)}});
                    for (const auto& key : done.without_rule)
                      host.log(LSSO_LOG_WARNING, who.correlation_id(),
                               "the table deadline_alert has no usable answer for a deadline", {{"deadline", key}});
                  }});
  jobs.push_back(
      {"checkpoint", 60'000, [this](const Actor&, const auto&) { audit::write_checkpoint(pool, clock, custody); }});
  jobs.push_back({"territory", 3'600'000, [this](const Actor&, const auto&) {
                    pool.transact(db::Mode::write,
                                  [&](db::Transaction& tx) { profiles::activate_due(tx, clock.today()); });
                  }});
  jobs.push_back({"search_index", 3'600'000, [this](const Actor& who, const auto&) {
                    registry::build_search_index(pool, ids, clock, trail, who, false, [](std::string_view) {});
                  }});
  jobs.push_back({"blobs", 86'400'000, [this](const Actor&, const auto&) { blobs.collect(); }});
  jobs.push_back({"forget", 86'400'000, [this](const Actor&, const auto&) {
                    const auto month_ago = clock.now().plus_seconds(-30LL * 86'400);
                    pool.transact(db::Mode::write, [&](db::Transaction& tx) {
                      db::purge_requests(tx, month_ago);
                      queue.purge_done(tx, month_ago);
                    });
                  }});
  jobs.push_back({"case_counts", 86'400'000, [this, &host](const Actor& who, const auto&) {
                    for (const auto& w : inspections::mend_case_counts(pool))
                      host.log(LSSO_LOG_WARNING, who.correlation_id(), "a figure of files was wrong and is put right",
                               {{"territory", w.territory},
                                {"state", w.state},
                                {"kept", std::to_string(w.kept)},
                                {"found", std::to_string(w.found)}});
                  }});
  // A host that does not write for us leaves what was accepted to batches, or to officers who type it into the MIS.
  if (batches.way() == amendments::Way::service && host.writes_register())
    jobs.push_back(
        {"register_write", 5'000, [this, &host](const Actor& who, const std::function<bool()>& cancelled) {
           changes.write_accepted(
               who,
               {.ask = [&host](const amendments::WriteRequest& change) { return host.write_register(change); },
                .takes_back = host.takes_register_back()},
               cancelled);
         }});
  jobs.push_back({"register_watch", 600'000, [this](const Actor& who, const std::function<bool()>& cancelled) {
                    changes.follow_decisions(who, cancelled);
                    changes.look_at_register(who, cancelled);
                    changes.point_out_late(who, cancelled);
                  }});
  jobs.push_back({"register_export", 3'600'000, [this](const Actor& who, const auto&) {
                    batches.close_when_due(who, settings.number("amendments.batch_days", 0));
                  }});
  jobs.push_back({"incidents", 60'000, [this](const Actor& who, const std::function<bool()>& cancelled) {
                    incidents.retry_due(who, cancelled);
                  }});
  jobs.push_back(
      {"linkage", 10'000, [this, &host](const Actor& who, const std::function<bool()>& cancelled) {
         try {
           link_runs.carry_out(who, cancelled, {});
         } catch (const std::exception& e) {
           host.log(LSSO_LOG_ERROR, who.correlation_id(), "a run of the linkage could not go on", {{"why", e.what()}});
         }
       }});
  // A registry that is another database: module.xml says how often.
  if (copies.has_source())
    jobs.push_back({"registry_copy", 30'000, [this, &host](const Actor& who, const std::function<bool()>& cancelled) {
                      const auto run = copies.work(who, cancelled);
                      if (run && !run->failure.empty())
                        host.log(LSSO_LOG_ERROR, who.correlation_id(), "the registry could not be copied",
                                 {{"why", run->failure}});
                    }});
  jobs.push_back({"link_order", 60'000, [this](const Actor& who, const auto&) { link_runs.order_by_itself(who); }});
  jobs.push_back({"link_sample", 3'600'000, [this](const Actor& who, const auto&) { link_quality.draw(who); }});
  jobs.push_back({"migration", 5'000, [this](const Actor& who, const std::function<bool()>& cancelled) {
                    migrations.run(who, cancelled);
                  }});
  jobs.push_back({"import", 5'000,
                  [this](const Actor& who, const std::function<bool()>& cancelled) { imports.work(who, cancelled); }});
  jobs.push_back({"import_drop", 10'000,
                  [this](const Actor& who, const std::function<bool()>& cancelled) { drops.work(who, cancelled); }});
  jobs.push_back({"pdf", 5'000,
                  [this](const Actor& who, const std::function<bool()>& cancelled) { pdf.run(who, 10, cancelled); }});
}

}  // namespace ssiis::plugin
