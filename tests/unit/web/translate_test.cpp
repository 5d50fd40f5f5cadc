#include "web/translate.hpp"

#include <gtest/gtest.h>

#include <boost/locale.hpp>
#include <clocale>
#include <limits>
#include <sstream>
#include <thread>

#include "folder.hpp"
#include "web/assets.hpp"

namespace ssiis::web {
namespace {

const std::filesystem::path catalogues = std::filesystem::path{SSIIS_SHARE_DIR} / "i18n";

TEST(Translator, SpeaksLaoAndFallsBackToEnglish) {
  const Translator t{catalogues};
  EXPECT_EQ(t.text("lo", "Choose"), "ເລືອກ");
  EXPECT_EQ(t.text("en", "Choose"), "Choose");
  EXPECT_EQ(t.text("fr", "Choose"), "ເລືອກ") << "Lao is the language of the office";
  EXPECT_EQ(t.text("lo", "No such sentence"), "No such sentence");
  EXPECT_EQ(t.text("lo", ""), "") << "never the header of the catalogue";
  EXPECT_TRUE(t.has("lo", "error", "request.csrf"));
  EXPECT_FALSE(t.has("lo", "", "request.csrf"));
  EXPECT_FALSE(t.has("lo", "", ""));
}

TEST(Translator, FillsArgumentsInAnyOrderAndOnlyThose) {
  const Translator t{catalogues};
  EXPECT_EQ(t.text("en", "{2} and {1}, {1}", {"a", "{2}"}), "{2} and a, a") << "an argument is not filled again";
  EXPECT_EQ(t.text("en", "{3} {0} {x} {", {"a"}), "{3} {0} {x} {");
  EXPECT_EQ(t.text("lo", "{1}–{2} of {3}", {"1", "2", "3"}), "1–2 ຈາກທັງໝົດ 3");
}

TEST(Translator, HasASentenceForEachRejection) {
  const Translator t{catalogues};
  EXPECT_EQ(t.rejection("en", {"request.bad_text"}), "The text contains characters that cannot be read.");
  EXPECT_TRUE(lao::has_lao(t.rejection("lo", {"request.bad_text"})));
  EXPECT_EQ(t.rejection("en", {"no.such_code"}), "This was refused. Tell the help desk the reason: no.such_code");
}

TEST(Translator, CountsAndKeepsLabelsByKey) {
  const Translator t{catalogues};
  EXPECT_EQ(t.plural("en", "{1} file", "{1} files", 1), "1 file");
  EXPECT_EQ(t.plural("en", "{1} file", "{1} files", 0), "0 files");
  EXPECT_EQ(t.plural("en", "{1} file", "{1} files", 1234567), "1,234,567 files");
  EXPECT_EQ(t.plural("en", "{1} file", "{1} files", std::numeric_limits<std::int64_t>::min()),
            "-9,223,372,036,854,775,808 files");
  EXPECT_EQ(t.plural("en", "{1} file", "{1} files", 4294967297), "4,294,967,297 files") << "no wrap to 1";
  EXPECT_EQ(t.keyed("lo", "bpmn", "no/such", "Name in the file"), "Name in the file");
  EXPECT_TRUE(lao::has_lao(t.keyed("lo", "error", "request.csrf", "-")));
}

TEST(Translator, TakesPluralFormsFromTheCatalogue) {
  test::Folder folder;
  folder.write("s.po",
               "msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=UTF-8\\nPlural-Forms: "
               "nplurals=1; plural=0;\\n\"\n\n"
               "msgid \"{1} file\"\nmsgid_plural \"{1} files\"\nmsgstr[0] \"{1} ສຳນວນ\"\n");
  for (const char* language : {"lo", "en"}) {
    std::filesystem::create_directories(folder.path() / std::string{language} / "LC_MESSAGES");
    const auto command = "msgfmt -o " + (folder.path() / std::string{language} / "LC_MESSAGES/ssiis.mo").string() +
                         " " + (folder.path() / "s.po").string();
    ASSERT_EQ(std::system(command.c_str()), 0);
  }
  const Translator t{folder.path()};
  EXPECT_EQ(t.plural("lo", "{1} file", "{1} files", 1), "1 ສຳນວນ");
  EXPECT_EQ(t.plural("lo", "{1} file", "{1} files", 1500), "1.500 ສຳນວນ");
}

TEST(Translator, WritesDatesAndMoneyAsTheCountryDoes) {
  const Translator t{catalogues};
  const Day day{2026, 11, 3};
  EXPECT_EQ(t.date("lo", day), "03/11/2026");
  EXPECT_EQ(t.date("en", day), "03/11/2026") << "never the American order";
  EXPECT_EQ(t.long_date("lo", day), "3 ພະຈິກ 2026");
  EXPECT_EQ(t.long_date("en", day), "3 November 2026");
  EXPECT_EQ(t.long_date("en", Day{2026, 1, 31}), "31 January 2026");
  EXPECT_EQ(t.date_time("lo", *Instant::parse("2026-11-22T17:05:00.000000Z")), "23/11/2026 00:05");
  EXPECT_EQ(t.kip("lo", Money::kip(1234567)), "1.234.567 ກີບ");
  EXPECT_EQ(t.kip("en", Money::kip(-1234567)), "-1,234,567 LAK");
  EXPECT_EQ(t.number("lo", 999), "999");
  EXPECT_EQ(t.number("lo", -1000), "-1.000");
  EXPECT_EQ(t.number("en", std::numeric_limits<std::int64_t>::max()), "9,223,372,036,854,775,807");
}

TEST(Translator, AndTheScriptOfPagesCallTheMonthsAlike) {
  const Translator t{catalogues};
  const web::Assets assets{std::filesystem::path{SSIIS_SHARE_DIR} / "assets"};
  Request request;
  const auto& url = assets.url("page.js");
  request.captures["file"] = url.substr(url.rfind('/') + 1);
  const auto script = assets.page(request).body;
  for (unsigned m = 1; m <= 12; ++m)
    for (const char* language : {"lo", "en"}) {
      const auto words_of = words(t.long_date(language, Day{2026, m, 1}));
      ASSERT_EQ(words_of.size(), 3u);
      EXPECT_NE(script.find("\"" + words_of[1] + "\""), std::string::npos) << words_of[1];
    }
}

TEST(Translator, GroupsDigitsAsTheLocalesOfIcuDo) {
  const Translator t{catalogues};
  boost::locale::generator make;
  for (const auto& [language, name] : {std::pair{"lo", "lo_LA.UTF-8"}, std::pair{"en", "en_GB.UTF-8"}}) {
    for (const std::int64_t n : {0LL, 7LL, 1000LL, 12345LL, 1284500000LL}) {
      std::ostringstream out;
      out.imbue(make(name));
      out << boost::locale::as::number << n;
      EXPECT_EQ(t.number(language, n), out.str());
    }
  }
}

TEST(Translator, LeavesTheProcessLocaleAlone) {
  const std::string c_before = std::setlocale(LC_ALL, nullptr);
  const std::locale cpp_before;
  const Translator t{catalogues};
  std::vector<std::thread> threads;
  for (int i = 0; i < 4; ++i)
    threads.emplace_back([&] {
      for (int n = 0; n < 200; ++n) {
        EXPECT_EQ(t.text("lo", "Choose"), "ເລືອກ");
        EXPECT_EQ(t.long_date("lo", Day{2026, 11, 23}), "23 ພະຈິກ 2026");
      }
    });
  for (auto& thread : threads) thread.join();
  EXPECT_EQ(std::setlocale(LC_ALL, nullptr), c_before);
  EXPECT_EQ(std::locale{}, cpp_before);
}

TEST(Translator, RefusesToStartWithoutItsCatalogues) {
  test::Folder folder;
  EXPECT_THROW(Translator{folder.path()}, std::runtime_error);
}

}  // namespace
}  // namespace ssiis::web
