// The screens of the lists: everybody who logs in reads, administrators keep.
#include "code_lists_fixture.hpp"

namespace ssiis {
namespace {

class CodeScreens : public test::WithCodeLists {
 protected:
  void SetUp() override {
    WithCodeLists::SetUp();
    code_lists::add_screens(router_, {pool(), *office_, renderer(), clock_,
                                      [](const std::string& role, std::string_view) { return "role " + role; }});
  }
  Fields merger(const char* act, const std::string& previewed = {}) {
    return {{"kind", "merge"},        {"act", act},
            {"day", "2026-11-23"},    {"reference", "Decree 7"},
            {"codes", "0101 0102"},   {"code", "0120"},
            {"name_lo", "ເມືອງໃໝ່"},    {"name_en", "New town"},
            {"previewed", previewed}, {"revision", std::to_string(book().revision())}};
  }
  static std::string between(const std::string& text, const std::string& before, const std::string& after) {
    const auto at = text.find(before);
    if (at == std::string::npos) return {};
    return text.substr(at + before.size(), text.find(after, at + before.size()) - at - before.size());
  }
};

TEST_P(CodeScreens, PreviewFirstThenEnterOnceAndShowHistory) {
  const std::string address = "/inspection/codes/territory/change";
  EXPECT_EQ(get("inspector.01", address + "?kind=merge").status, 403);
  EXPECT_EQ(post("inspector.01", address, merger("preview")).status, 403);
  given_person("head.0101", "head_inspection", "0101", Day{2024, 1, 1});

  const auto unseen = post("admin", address, merger("enter", "made up"));
  EXPECT_TRUE(has(unseen, "What it would do")) << "nothing counts that was not previewed";
  const auto preview = post("admin", address, merger("preview"));
  EXPECT_TRUE(has(preview, "head.0101"));
  EXPECT_TRUE(has(preview, "role head_inspection"));
  EXPECT_EQ(book().on("0120", clock_.today()), nullptr);

  auto fields = merger("enter", between(preview.body, "name=\"previewed\" value=\"", "\""));
  fields.emplace("request_key", web::new_request_key());
  EXPECT_EQ(post("admin", address, fields).status, 303);
  EXPECT_EQ(post("admin", address, fields).status, 303) << "sent twice";
  EXPECT_EQ(audited("codes.changed"), 1);

  const auto entry = get("inspector.01", "/inspection/codes/territory/entries/0120");
  EXPECT_TRUE(has(entry, "Decree 7"));
  EXPECT_TRUE(has(entry, "/inspection/codes/territory/entries/0101"));
  EXPECT_FALSE(has(entry, "change?kind=")) << "who only reads is offered no acts";
  EXPECT_TRUE(has(get("admin", "/inspection/codes?under=01&day=2026-11-22"), "entries/0101"));
  EXPECT_FALSE(has(get("admin", "/inspection/codes?under=01&day=2026-11-23"), "entries/0101"));
  for (const auto* wanted :
       {"0101", "chanthabuly", "%E0%BA%88%E0%BA%B1%E0%BA%99%E0%BA%97%E0%BA%B0%E0%BA%9A%E0%BA%B9%E0%BA%A5%E0%BA%B5"})
    EXPECT_TRUE(has(get("auditor", std::string{"/inspection/codes?q="} + wanted), "entries/0101")) << wanted;
}

TEST_P(CodeScreens, SayWhatIsWrongAndWhatNobodyConfirmed) {
  auto wrong = merger("preview");
  wrong.erase("reference");
  const auto page = post("admin", "/inspection/codes/territory/change", wrong);
  EXPECT_EQ(page.status, 422);
  EXPECT_TRUE(has(page, "law, decree or notice"));
  const auto split = post("admin", "/inspection/codes/territory/change",
                          {{"kind", "split"},
                           {"act", "preview"},
                           {"day", "2026-11-23"},
                           {"reference", "D"},
                           {"codes", "0101"},
                           {"code_1", "0121"},
                           {"name_lo_1", "ໜຶ່ງ"},
                           {"name_en_1", "One"},
                           {"code_2", "0102"},
                           {"name_lo_2", "ສອງ"},
                           {"name_en_2", "Two"},
                           {"revision", "1"}});
  EXPECT_EQ(split.status, 422);
  EXPECT_TRUE(has(split, "code_2_error")) << "the part at fault";
  EXPECT_TRUE(has(get("auditor", "/inspection/codes?list=sector", web::Mount::staff, "lo"), "ລໍຖ້າ ອປສ ຢືນຢັນ"));
  EXPECT_EQ(get("auditor", "/inspection/codes/territory/entries/0999").status, 404);
  EXPECT_TRUE(has(get("admin", "/inspection/codes/unknown"), "Every place"));
  EXPECT_EQ(get("auditor", "/inspection/codes/unknown").status, 403);
  EXPECT_EQ(get("auditor", "/inspection/codes/nothing/entries/0101").status, 404);
}

INSTANTIATE_TEST_SUITE_P(On, CodeScreens, ::testing::Values(db::Engine::sqlite), test::engine_name);

}  // namespace
}  // namespace ssiis
