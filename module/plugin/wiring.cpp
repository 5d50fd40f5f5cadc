#include "plugin/wiring.hpp"

#include <filesystem>

namespace ssiis::plugin {
namespace {

std::string made_folder(const std::string& path) {
  std::filesystem::create_directories(path);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

// The helper program that handles untrusted files stands beside the resources: <prefix>/bin/ssiis-helper.
std::string helper_of(const HostServices& host) {
  const auto set = host.setting("helper", "");
  if (!set.empty()) return set;
  return (std::filesystem::path{host.required_setting("resources")} / "../../bin/ssiis-helper").lexically_normal();
}

// The one that reads agencies' tables stands beside it.
std::string reader_of(const HostServices& host) {
  const auto set = host.setting("reader", "");
  return set.empty() ? (std::filesystem::path{helper_of(host)}.parent_path() / "ssiis-reader").string() : set;
}

std::uint64_t upload_bytes(const Settings& settings) {
  return static_cast<std::uint64_t>(settings.number("documents.upload_limit_mib", 25)) << 20;
}

// Key and anchor of the audit trail: <data_dir>/audit unless the host's configuration says otherwise.
audit::Custody custody_of(const HostServices& host) {
  Settings given;
  given.set("data_dir", host.required_setting("data_dir"));
  for (const char* key : {"audit.key_file", "audit.anchor_file"})
    if (auto value = host.setting(key, ""); !value.empty()) given.set(key, std::move(value));
  return audit::custody_from(given);
}

Settings module_settings(const HostServices& host) {
  const auto path = host.setting("module_config", "");
  Settings settings = path.empty() ? Settings{} : Settings::from_file(path);
  // The address that QR codes lead to is the one under which people reach the host, unless the module names another.
  if (!settings.find("documents.public_url")) settings.set("documents.public_url", host.setting("public_base_url", ""));
  return settings;
}

}  // namespace

Wiring::Wiring(const HostServices& host)
    : resources{host.required_setting("resources")},
      quarantine{made_folder(host.required_setting("data_dir") + "/quarantine")},
      custody{custody_of(host)},
      settings{module_settings(host)},
      clock{host},
      pool{host.database(), host.max_connections()},
      ids{pool},
      trail{pool, clock},
      translator{resources + "/i18n"},
      renderer{resources + "/pages", resources + "/assets", translator},
      actors{pool, clock},
      grants{trail, clock},
      forms{resources + "/forms"},
      users{host},
      profile_service{pool, ids, trail, clock, users},
      substitutions{pool, ids, trail, clock},
      territory{pool, [this] { return actors.tree_seen(); }},
      offices{pool, code_lists::office_list},
      codes{{pool, ids, trail, clock, registry::units_written_at, inspections::files_written_at,
             [this] { territory.forget(); }}},
      team{},
      engine{{clock, trail, team, [this](db::Transaction& tx) { return territory.tree(tx); }}},
      incidents{engine, pool},
      letters_of_bundles{{helper_of(host), documents::LetterSettings::from(settings, resources).templates, quarantine}},
      bundles{{pool, ids, trail, clock, [this](const workflow::Files& set) { return letters_of_bundles.faults(set); }}},
      drafts{{pool, ids, trail, clock, bundles}},
      migrations{engine, bundles, pool, ids},
      deadlines{engine, pool, ids},
      holidays{{pool, ids, trail, clock, deadlines, [this](db::Transaction& tx) { return territory.tree(tx); }}},
      alerts{engine, pool, ids, trail},
      guard{{pool, trail, clock, [this] { return workflow::machine_clock(clock); }, {}}},
      queue{ids},
      blobs{pool, ids, clock},
      letters{blobs, queue, ids, trail, clock, documents::LetterSettings::from(settings, resources)},
      intake{blobs, clock, helper_of(host), {.bytes = upload_bytes(settings)}},
      templates{pool, ids, blobs, trail, clock, letters.settings().templates},
      converter{{.helper = helper_of(host), .scratch = made_folder(host.required_setting("data_dir") + "/pdf")}},
      pdf{pool, blobs, queue, trail, clock, converter, hex(random_bytes(16))},
      search{},
      identifiers{names::Identifiers::read_file(resources + "/identifiers/identifiers.xml")},
      change_kinds{resources + "/amendments"},
      changes{pool, ids, trail, clock, change_kinds},
      batches{{pool, ids, trail, clock, changes, blobs, amendments::way_of(settings, host.writes_register()),
               host.takes_register_back()}},
      link_reviews{{pool,
                    ids,
                    trail,
                    clock,
                    {.share_percent = static_cast<int>(settings.number("linkage.successor_percent", 50)),
                     .days_after = static_cast<int>(settings.number("linkage.successor_days", 92))}}},
      link_clusters{{pool, ids, trail, clock}},
      link_runs{{pool, ids, trail, clock, resources + "/linkage", linkage::RunSettings::of(settings)}},
      link_quality{{pool, ids, trail, clock}},
      copies{{pool, ids, trail, clock, [this] { return mapping::CopyPlan::from(settings, resources + "/registry"); }}},
      inspectorate{
          {.pool = pool,
           .ids = ids,
           .trail = trail,
           .clock = clock,
           .settings = settings,
           .actors = actors,
           .grants = grants,
           .forms = forms,
           .workflow = engine,
           .amendments = changes,
           .territories = [this] { return territory.tree(); },
           .prove = [&host](std::string_view user, std::string_view password) { return host.prove(user, password); },
           .doubt = [this](std::string_view kind, std::string_view number) -> std::optional<Rejection> {
             const auto checked = identifiers.check(kind, number, this->clock.today());
             if (checked.verdict == names::Verdict::ok) return std::nullopt;
             return checked.why == "identifier.check_digit" ? Rejection{"identifier.check_digit"}
                                                            : Rejection{"identifier.pattern"};
           },
           .offices = [this] { return offices.book(); }},
          letters,
          intake,
          blobs,
          renderer,
          search,
          inspections::read_checklist(resources + "/visits/checklist.xml")},
      imports{{pool,
               ids,
               queue,
               blobs,
               trail,
               clock,
               {reader_of(host)},
               quarantine,
               imports::Thresholds::from(settings),
               &identifiers,
               imports::refused_numbers(settings, identifiers)}},
      drops{imports, imports::DropSettings::from(settings), [this](const Rejection& why) {
              const auto& words = renderer.translator();
              return words.rejection("lo", why) + "\n" + words.rejection("en", why);
            }} {
  fonts_missing = documents::missing_fonts({"Noto Sans Lao", "Phetsarath OT"});
  add_routes(host);
  add_jobs(host);
}

Wiring::~Wiring() = default;

namespace {

// The host's role is what a host without the extension lsso.plugin.menu/1 goes by.
struct MenuLine {
  std::string_view id, parent;
  int order;
  std::string_view label_lo, label_en, href, role;
};
constexpr MenuLine menu[] = {
    {"inspection", "", 50, "ກວດກາ", "Inspection", "/inspection", "SSI"},
    {"inspection.work", "inspection", 10, "ໜ້າວຽກຂອງຂ້ອຍ", "My work", "/inspection", "SSI"},
    {"inspection.signing", "inspection", 15, "ແຟ້ມລໍຖ້າລົງນາມ", "Signing folder", "/inspection/signing", "SSI"},
    {"inspection.cases", "inspection", 20, "ສຳນວນ", "Files", "/inspection/cases", "SSI"},
    {"inspection.requests", "inspection", 30, "ຄຳຮ້ອງ", "Requests", "/inspection/requests", "SSI"},
    {"inspection.lists", "inspection", 40, "ບັນຊີຫົວໜ່ວຍ", "Lists of units", "/inspection/lists", "SSI"},
    {"inspection.register", "inspection", 50, "ທະບຽນເອກະສານ", "Register", "/inspection/register", "SSI"},
    {"inspection.amendments", "inspection", 55, "ການແກ້ໄຂທະບຽນ", "Register changes", "/inspection/amendments", "SSI"},
    {"inspection.links", "inspection", 57, "ການຈັບຄູ່", "Links", "/inspection/links", "SSI"},
    {"inspection.control", "inspection", 53, "ສູນຕິດຕາມຂໍ້ມູນ", "Control centre", "/inspection/control", "SSI"},
    {"inspection.imports", "inspection", 54, "ໄຟລ໌ຂອງອົງການ", "Files of agencies", "/inspection/imports", "SSI"},
    {"inspection.absences", "inspection", 60, "ການຂາດວຽກ", "Absences", "/inspection/absences", "SSI"},
    {"inspection.handover", "inspection", 65, "ການມອບໂອນໜ້າວຽກ", "Handing over", "/inspection/handover", "SSI"},
    {"inspection.profiles", "inspection", 80, "ສິດຜູ້ໃຊ້", "Profiles", "/inspection/profiles", "MIS_ADMIN"},
    {"inspection.operation", "inspection", 85, "ການດຳເນີນງານ", "Operation", "/inspection/operation", "SSI"},
    {"inspection.identifiers", "inspection", 86, "ເລກປະຈຳຕົວ", "Identifiers", "/inspection/identifiers", "SSI"},
    {"inspection.bundles", "inspection", 87, "ຂັ້ນຕອນ", "Procedures", "/inspection/bundles", "SSI"},
    {"inspection.holidays", "inspection", 88, "ວັນພັກລັດຖະການ", "Public holidays", "/inspection/holidays", "SSI"},
    {"inspection.linkruns", "inspection", 89, "ຮອບການຈັບຄູ່", "Runs of linking", "/inspection/linkruns", "SSI"},
    {"inspection.codes", "inspection", 91, "ບັນຊີລະຫັດ", "Lists of codes", "/inspection/codes", "SSI"},
    {"inspection.templates", "inspection", 90, "ແບບໜັງສື", "Templates", "/inspection/templates", "SSI"},
};

}  // namespace

void Wiring::register_with_host(const HostServices& host) const {
  host.mount("/inspection", LSSO_MOUNT_STAFF);
  host.mount("/inspection/assets", LSSO_MOUNT_ASSET);
  host.mount("/portal", LSSO_MOUNT_PUBLIC);
  for (const auto& e : menu) host.menu(e.id, e.parent, e.order, e.label_lo, e.label_en, e.href, e.role);
  host.panel("inspections", LSSO_SCREEN_LABOUR_UNIT, "ການກວດກາ", "Inspections", "/inspection/panel/unit", 1500);
  host.panel("inspections.home", LSSO_SCREEN_HOME, "ໜ້າວຽກກວດກາຂອງຂ້ອຍ", "My inspection work", "/inspection/panel/home",
             1500);
  for (const auto& job : jobs) host.every(job.name, job.period_ms);
}

void Wiring::each_menu_entry_of(const Actor& who, const std::function<void(std::string_view id)>& show) const {
  for (const auto& e : menu) {
    const auto match = router.match("GET", e.href);
    if (match.route == nullptr) throw std::logic_error{"a menu entry without a page: " + std::string{e.href}};
    if (match.route->permission.empty() || who.may(match.route->permission)) show(e.id);
  }
}

const Job* Wiring::find_job(std::string_view name) const {
  for (const auto& job : jobs)
    if (job.name == name) return &job;
  return nullptr;
}

void Wiring::report_health(lsso_health& health, const HostServices& host) {
  const bool ready = readiness.look_now(pool, host);
  health.schema_version = readiness.found();
  health.schema_expected = db::newest_schema_version();
  health.state = ready ? (fonts_missing.empty() ? LSSO_HEALTH_OK : LSSO_HEALTH_DEGRADED) : LSSO_HEALTH_FAILED;
  for (const auto& font : fonts_missing) {
    const std::string_view missing = "documents.font_missing";
    const Rejection why{"documents.font_missing", {font}};
    health.reason(health.sink, LSSO_HEALTH_DEGRADED, borrowed(missing), borrowed(translator.rejection("lo", why)),
                  borrowed(translator.rejection("en", why)));
  }
  if (ready) return;
  const auto code = readiness.code();
  const Rejection why{code};
  health.reason(health.sink, LSSO_HEALTH_FAILED, borrowed(code), borrowed(translator.rejection("lo", why)),
                borrowed(translator.rejection("en", why)));
}

}  // namespace ssiis::plugin
