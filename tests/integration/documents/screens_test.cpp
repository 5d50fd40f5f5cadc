// The public page behind a QR code and the handing out of files, rendered as a browser gets them.
#include "documents/screens.hpp"

#include "database/jobs.hpp"
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"
#include "support/sample_values.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

class Screens : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    Settings config;
    config.set("documents.public_url", "https://lsso.example.la");
    register_ = std::make_unique<DocumentRegister>(blobs_(), jobs_(), ids(), trail(), clock_,
                                                   LetterSettings::from(config, SSIIS_SHARE_DIR));
    ScreenNeeds needs{pool(), blobs_(), *register_, renderer(), {}, {}, {}};
    needs.may_read = [this](const Actor&, const Document&) -> Result<Done> {
      if (!may_read_) return Rejection{"access.forbidden"};
      return Done{};
    };
    needs.within_rate = [this](const web::Request&) { return within_rate_; };
    add_screens(router_, needs);
  }
  void TearDown() override {
    register_.reset();
    trail_.reset();
    blobs_kept_.reset();
    jobs_kept_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }
  static const web::Renderer& renderer() {
    static const web::Translator translator{std::filesystem::path{SSIIS_SHARE_DIR} / "i18n"};
    static const web::Renderer loaded{std::filesystem::path{SSIIS_SHARE_DIR} / "pages",
                                      std::filesystem::path{SSIIS_SHARE_DIR} / "assets", translator};
    return loaded;
  }
  db::IdSource& ids() { return *(ids_ ? ids_ : ids_ = std::make_unique<db::IdSource>(pool())); }
  db::Jobs& jobs_() { return *(jobs_kept_ ? jobs_kept_ : jobs_kept_ = std::make_unique<db::Jobs>(ids())); }
  BlobStore& blobs_() {
    return *(blobs_kept_ ? blobs_kept_ : blobs_kept_ = std::make_unique<BlobStore>(pool(), ids(), clock_));
  }
  audit::Trail& trail() { return *(trail_ ? trail_ : trail_ = std::make_unique<audit::Trail>(pool(), clock_)); }
  Actor who() { return profiles::ActorFactory{pool(), clock_}.service("test", "c-1"); }

  Document letter(std::optional<DocumentId> supersedes = std::nullopt) {
    Letter l;
    l.case_id = CaseId{7};
    l.kind = "inspection_notice";
    l.title = "ແຈ້ງການກວດກາ <b>";
    l.office = {"1300", "ປສຂ.ສຂ"};
    l.sender = "ປສ ແຂວງສະຫວັນນະເຂດ";
    l.unit_name = "ບໍລິສັດ ໄຊສະຫວັນ <script> ຈຳກັດ";
    l.day = Day{2026, 11, 23};
    l.supersedes = supersedes;
    l.values = test::sample_values("lo");
    return pool().transact(db::Mode::write,
                           [&](db::Transaction& tx) { return *register_->generate(tx, who(), std::move(l)); });
  }
  web::Page get(const std::string& path, const std::string& language = "lo", const std::string& code = {}) {
    web::Request request;
    request.method = "GET";
    request.path = path;
    request.language = language;
    request.public_base_url = "https://lsso.example.la";
    if (!code.empty()) request.query.emplace("code", code);
    const auto match = router_.match("GET", path);
    if (match.route == nullptr) throw std::runtime_error{"no route " + path};
    request.mount = match.route->mount;
    if (request.mount == web::Mount::staff) request.actor = who();
    request.captures = match.captures;
    auto page = match.route->handler(request);
    if (const char* folder = std::getenv("SSIIS_KEEP_PAGES");
        folder != nullptr && !page.body.empty())  // to look at them
      std::ofstream{std::filesystem::path{folder} / (std::to_string(++kept_) + "_" + language + ".html")} << page.body;
    return page;
  }
  static bool holds(const web::Page& page, std::string_view text) { return page.body.find(text) != std::string::npos; }
  static std::string header(const web::Page& page, std::string_view name) {
    for (const auto& [key, value] : page.headers)
      if (key == name) return value;
    return {};
  }

  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  int kept_{0};
  bool may_read_{true}, within_rate_{true};
  web::Router router_;
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<db::Jobs> jobs_kept_;
  std::unique_ptr<BlobStore> blobs_kept_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<DocumentRegister> register_;
};

TEST_P(Screens, AGenuineLetterShowsWhatToCompareAndNoMore) {
  const auto d = letter();
  const auto page = get("/portal/verify/" + d.verify_code);
  EXPECT_EQ(page.status, 200);
  EXPECT_TRUE(holds(page, "ເອກະສານນີ້ ເປັນຂອງແທ້")) << page.body;
  EXPECT_TRUE(holds(page, d.register_number));
  EXPECT_TRUE(holds(page, "ແຈ້ງການກວດກາ"));
  EXPECT_TRUE(holds(page, "lsso.example.la/portal/verify"));
  EXPECT_FALSE(holds(page, "ໄຊສະຫວັນ"));
  EXPECT_FALSE(holds(page, "<script>"));
  EXPECT_TRUE(holds(get("/portal/verify/" + d.verify_code, "en"), "This document is genuine"));
  EXPECT_EQ(header(page, "Cache-Control"), "no-store");
}

TEST_P(Screens, AReplacedLetterSaysSo) {
  const auto first = letter();
  const auto second = letter(first.id);
  const auto page = get("/portal/verify/" + first.verify_code, "en");
  EXPECT_TRUE(holds(page, "Genuine, but replaced"));
  EXPECT_TRUE(holds(page, second.register_number));
  EXPECT_FALSE(holds(page, "This document is genuine"));
}

TEST_P(Screens, UnknownCodesAllGetTheSameAnswer) {
  const auto answer = [&](const std::string& code) {
    auto page = get("/portal/verify/" + code, "en");
    EXPECT_EQ(page.status, 200);
    for (std::size_t at; (at = page.body.find(code)) != std::string::npos;) page.body.replace(at, code.size(), "CODE");
    return page.body;
  };
  EXPECT_NE(answer("ZZZZZZZZZZZZZZZZ").find("We do not know this code"), std::string::npos);
  EXPECT_EQ(answer("ZZZZZZZZZZZZZZZZ"), answer("short"));
}

TEST_P(Screens, ATypedCodeLeadsToItsAnswer) {
  EXPECT_EQ(header(get("/portal/verify", "lo", "k7qf-2m9d-px4t-oabc"), "Location"), "/portal/verify/K7QF2M9DPX4T0ABC");
  EXPECT_EQ(header(get("/portal/verify", "lo", "//evil.example/"), "Location"), "/portal/verify/%2F%2Fevil.example%2F");
  EXPECT_TRUE(holds(get("/portal/verify", "en"), "Verification code"));
}

TEST_P(Screens, TooManyQuestionsAreTurnedAway) {
  within_rate_ = false;
  EXPECT_EQ(get("/portal/verify/ZZZZZZZZZZZZZZZZ").status, 429);
}

TEST_P(Screens, FilesAreHandedOutAsAttachmentsToThoseWhoMayRead) {
  const auto d = letter();
  const std::string base = "/inspection/documents/" + d.verify_code;
  const auto page = get(base + "/file");
  EXPECT_EQ(page.status, 200);
  EXPECT_NE(header(page, "Content-Disposition").find("attachment"), std::string::npos);
  EXPECT_EQ(header(page, "X-Content-Type-Options"), "nosniff");
  EXPECT_NE(header(page, "Content-Security-Policy").find("sandbox"), std::string::npos);
  std::string body;
  page.stream([&](std::string_view piece) { body.append(piece); });
  EXPECT_EQ(body.substr(0, 2), "PK");
  EXPECT_EQ(page.stream_size, body.size());
  EXPECT_EQ(get(base + "/pdf").status, 409);  // not made yet
  EXPECT_EQ(get(base + "/exe").status, 404);
  EXPECT_EQ(get("/inspection/documents/ZZZZZZZZZZZZZZZZ/file").status, 404);
  may_read_ = false;
  EXPECT_EQ(get(base + "/file").status, 403);
}

INSTANTIATE_TEST_SUITE_P(On, Screens, ::testing::Values(db::Engine::sqlite), test::engine_name);

}  // namespace
