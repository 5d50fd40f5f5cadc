// All rooms of one running module, made in the order of their floors, each given what it needs.
#pragma once
#include <functional>
#include <string>
#include <vector>

#include "amendments/api.hpp"
#include "audit/api.hpp"
#include "code_lists/api.hpp"
#include "control_centre/api.hpp"
#include "database/api.hpp"
#include "database/jobs.hpp"
#include "documents/api.hpp"
#include "forms/api.hpp"
#include "imports/api.hpp"
#include "inspections/api.hpp"
#include "linkage/api.hpp"
#include "mapping/api.hpp"
#include "plugin/host_services.hpp"
#include "plugin/host_users.hpp"
#include "plugin/rate_limit.hpp"
#include "plugin/readiness.hpp"
#include "plugin/territory_cache.hpp"
#include "procedures/api.hpp"
#include "profiles/api.hpp"
#include "registry/api.hpp"
#include "web/api.hpp"
#include "workflow/api.hpp"

namespace ssiis::plugin {

struct Job {
  std::string name;
  std::uint32_t period_ms;
  // Ends early when `cancelled` says so, and leaves its work to the next run.
  std::function<void(const Actor& service, const std::function<bool()>& cancelled)> run;
};

struct Wiring {
  explicit Wiring(const HostServices& host);
  virtual ~Wiring();

  void register_with_host(const HostServices& host) const;  // mounts, menu, panels, jobs
  // The page of a decoded request: routes, login, right, form, token, handler. May throw.
  web::Page page_for(web::Request& request, const profiles::IdentityData& identity, const web::BodyReader& body,
                     const HostServices& host);
  // The ids of the menu entries whose pages the person may open; the right is the one that the page's route asks for.
  void each_menu_entry_of(const Actor& who, const std::function<void(std::string_view id)>& show) const;
  const Job* find_job(std::string_view name) const;
  void report_health(lsso_health& health, const HostServices& host);

  std::string resources;
  std::string quarantine;
  audit::Custody custody;
  Settings settings;
  HostClock clock;
  db::Pool pool;
  db::IdSource ids;
  audit::Trail trail;
  web::Translator translator;
  web::Renderer renderer;
  profiles::ActorFactory actors;
  profiles::Grants grants;
  forms::Catalogue forms;
  HostUsers users;
  profiles::ProfileService profile_service;
  profiles::Substitutions substitutions;
  TerritoryCache territory;
  code_lists::KeptBook offices;
  code_lists::CodeOffice codes;
  inspections::TeamRoles team;
  workflow::Engine engine;
  workflow::IncidentOffice incidents;
  documents::TemplateSet letters_of_bundles;
  workflow::BundleOffice bundles;
  workflow::DraftOffice drafts;
  workflow::MigrationOffice migrations;
  workflow::DeadlineOffice deadlines;
  workflow::HolidayOffice holidays;
  workflow::AlertOffice alerts;
  workflow::ClockGuard guard;
  db::Jobs queue;
  documents::BlobStore blobs;
  documents::DocumentRegister letters;
  documents::Intake intake;
  documents::Templates templates;
  documents::Converter converter;
  documents::PdfWorker pdf;
  registry::SearchBox search;
  names::Identifiers identifiers;
  amendments::Kinds change_kinds;
  amendments::AmendmentOffice changes;
  amendments::BatchOffice batches;
  linkage::Reviews link_reviews;
  linkage::Clusters link_clusters;
  linkage::Runs link_runs;
  linkage::Quality link_quality;
  mapping::CopyOffice copies;
  inspections::Inspectorate inspectorate;
  imports::ImportOffice imports;
  imports::DropFolders drops;
  Readiness readiness;
  RateLimit portal_rate{30.0, 0.5};  // a burst of 30 pages, then one every two seconds, for each address
  std::vector<std::string> fonts_missing;
  web::Router router;
  std::vector<Job> jobs;

 private:
  void add_routes(const HostServices& host);
  void add_procedure_routes(const HostServices& host);
  void add_link_routes();
  std::string person_name(const std::string& user_id, std::string_view language);
  std::string login_name(const std::string& login, std::string_view language);
  void add_jobs(const HostServices& host);
};

}  // namespace ssiis::plugin
