// `ssiis-admin registry copy` as people call it: a process of its own, which knows this one only through the database.
#include <fcntl.h>
#include <spawn.h>
#include <sys/wait.h>

#include "integration/mapping/copy_fixture.hpp"

namespace ssiis::mapping {
namespace {

class CopyCommand : public RegistryCopy {
 protected:
  CopyCommand() { views_ = false; }
  void SetUp() override {
    RegistryCopy::SetUp();
    std::ofstream{folder_ / "module.xml"} << "<module><copy mapping=\"reference\">"
                                          << element("source", source().spec()) << "</copy></module>";
    std::ofstream{folder_ / "host.xml"} << "<host>" << element("database", spec()) << "<plugins><ssiis config=\""
                                        << (folder_ / "module.xml").string() << "\" resources=\""
                                        << registries.parent_path().string() << "\"/></plugins></host>";
    at_source("UPDATE TB_UNIT SET UNT_NAME_EN = 'Zanzibar Timber' WHERE UNT_ID = 'U0000001'");
  }
  std::string element(const char* name, const db::Spec& of) const {
    if (of.engine == db::Engine::sqlite) return fmt::format(R"(<{} engine="sqlite" name="{}"/>)", name, of.database);
    const auto* server =
        std::getenv(of.engine == db::Engine::postgresql ? "SSIIS_TEST_POSTGRESQL" : "SSIIS_TEST_MARIADB");
    return fmt::format(R"(<{} engine="{}" host="{}" port="{}" name="{}" user="{}" password_file="{}"/>)", name,
                       db::name_of(of.engine), of.host, of.port, of.database, of.user, split(server, ':').at(3));
  }
  struct Ended {
    int status;
    std::string said;
  };
  Ended command() const {
    const auto said = (folder_ / "said").string();
    std::vector<std::string> words{SSIIS_ADMIN, "--config", (folder_ / "host.xml").string(), "registry", "copy"};
    std::vector<char*> arguments;
    for (auto& w : words) arguments.push_back(w.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t files;
    ::posix_spawn_file_actions_init(&files);
    ::posix_spawn_file_actions_addopen(&files, 1, "/dev/null", O_WRONLY, 0);
    ::posix_spawn_file_actions_addopen(&files, 2, said.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
    pid_t child = 0;
    const int failed = ::posix_spawn(&child, SSIIS_ADMIN, &files, nullptr, arguments.data(), environ);
    ::posix_spawn_file_actions_destroy(&files);
    if (failed != 0) return {-1, "cannot be started"};
    int status = 0;
    ::waitpid(child, &status, 0);
    std::ifstream in{said};
    return {WIFEXITED(status) ? WEXITSTATUS(status) : -1, {std::istreambuf_iterator<char>{in}, {}}};
  }
};

TEST_P(CopyCommand, ANewInstallationHasViewsAndSearchAfterTheFirst) {
  const auto first = command();
  EXPECT_EQ(first.status, 0) << first.said;
  expect_same();
  EXPECT_TRUE(found_by_search("Zanzibar", "U0000001"));
  EXPECT_EQ(command().status, 0);
  EXPECT_TRUE(found_by_search("Zanzibar", "U0000001"));
}

// Nobody ran the command: the module's own job finds no views and makes them.
TEST_P(CopyCommand, ANewInstallationHasThemAlsoWhenItsJobWasFirst) {
  db::IdSource ids{pool()};
  audit::Trail trail{pool(), clock_};
  const CopyPlan plan{"reference", registries / "reference", source().spec(), 60, 7};
  CopyOffice host{{pool(), ids, trail, clock_, [&] { return std::optional{plan}; }, std::chrono::hours{1}}};
  const auto run = host.work(profiles::ActorFactory{pool(), clock_}.service("ssiis", "test"), {});
  ASSERT_TRUE(run);
  EXPECT_EQ(run->state, "done") << run->failure;
  expect_same();
  EXPECT_TRUE(found_by_search("Zanzibar", "U0000001"));
}

// A host at its copy, and another process that wants one: while the host lives it is refused and does no harm; once the
// host was silent for too long it takes the copy up, and the host that wakes learns it and changes nothing.
TEST_P(CopyCommand, OneProcessDoesNotEndTheCopyOfAnother) {
  db::IdSource ids{pool()};
  audit::Trail trail{pool(), clock_};
  const CopyPlan plan{"reference", registries / "reference", source().spec(), 60, 7};
  CopyOffice host{{pool(), ids, trail, clock_, [&] { return std::optional{plan}; }, std::chrono::hours{1}}};
  const auto who = profiles::ActorFactory{pool(), clock_}.service("ssiis", "test");
  const auto newest = [&] {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) { return host.list(tx, 1).at(0); });
  };
  bool asked = false;
  host.now(who, false, [&](std::string_view line) {
    if (line != "reg_worker") return;
    asked = true;
    const auto other = command();
    EXPECT_EQ(other.status, 1);
    EXPECT_NE(other.said.find("another copy of the registry is under way"), std::string::npos) << other.said;
    EXPECT_EQ(newest().state, "running");
    EXPECT_EQ(newest().fence, 1);
  });
  EXPECT_TRUE(asked);
  EXPECT_EQ(newest().state, "done") << newest().failure;
  at_source("UPDATE TB_MEMBER SET MBR_GNAME = 'ຄຳ' WHERE MBR_ID = 'M0000001'");
  EXPECT_THROW(host.now(who, false,
                        [&](std::string_view line) {
                          if (line != "reg_worker") return;
                          at_module(fmt::format("UPDATE insp_copy_state SET leased_until = '{}' WHERE view_name = ''",
                                                long_ago));
                          const auto other = command();
                          EXPECT_EQ(other.status, 0) << other.said;
                        }),
               CopyLost);
  const auto last = newest();
  EXPECT_EQ(last.state, "done") << last.failure;
  EXPECT_EQ(last.fence, 2);
  EXPECT_EQ(last.changed, 1);
  expect_same();
}

SSIIS_ON_ALL_ENGINES(CopyCommand);

}  // namespace
}  // namespace ssiis::mapping
