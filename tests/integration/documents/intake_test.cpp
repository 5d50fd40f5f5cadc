// Hostile and honest files, made here, through the real helper program.
#include "documents/intake.hpp"

#include <fstream>

#include "documents/process.hpp"
#include "documents/qr.hpp"
#include "support/database_fixture.hpp"
#include "support/zip_maker.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;
using namespace ssiis::test;
using namespace std::string_literals;

class Uploads : public MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    ids_ = std::make_unique<db::IdSource>(pool());
    store_ = std::make_unique<BlobStore>(pool(), *ids_, clock_);
    intake_ = std::make_unique<Intake>(*store_, clock_, SSIIS_HELPER, IntakeLimits{3 << 20, std::chrono::seconds{60}});
    file_ = std::filesystem::temp_directory_path() / fresh_name();
  }
  void TearDown() override {
    std::filesystem::remove(file_);
    intake_.reset();
    store_.reset();
    ids_.reset();
    MigratedDatabase::TearDown();
  }
  std::string verdict(const std::string& name, const std::string& bytes) {
    std::ofstream{file_, std::ios::binary | std::ios::trunc} << bytes;
    const auto result = intake_->check(file_, name);
    return result ? "ok " + *result : result.rejection().code;
  }
  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<BlobStore> store_;
  std::unique_ptr<Intake> intake_;
  std::filesystem::path file_;
};

const std::string types = "<Types xmlns=\"t\"><Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";
const std::string relations = "<Relationships xmlns=\"r\"/>";

Files docx_with(Files more = {}) {
  Files files{{"[Content_Types].xml", types}, {"_rels/.rels", relations}, {"word/document.xml", "<w:document/>"}};
  files.insert(files.end(), more.begin(), more.end());
  return files;
}

std::string pdf_with(const std::string& objects) {
  return "%PDF-1.4\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n" + objects +
         "\ntrailer\n<</Root 1 0 R>>\nstartxref\n0\n%%EOF\n";
}

std::string zlib_packed(const std::string& text) {
  uLongf size = compressBound(text.size());
  std::string out(size, '\0');
  compress(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(text.data()), text.size());
  out.resize(size);
  return out;
}

std::string jpeg(unsigned width, unsigned height) {
  const auto be = [](unsigned v) { return std::string{static_cast<char>(v >> 8), static_cast<char>(v & 255)}; };
  return "\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00"s + "\xff\xc0\x00\x0b\x08"s +
         be(height) + be(width) + "\x01\x01\x11\x00"s + "\xff\xda\x00\x08\x01\x01\x00\x00\x3f\x00"s + "data\xff\xd9"s;
}

TEST_P(Uploads, HonestFilesPassAndAreKept) {
  EXPECT_EQ(verdict("ໃບ.pdf", pdf_with("")), "ok application/pdf");
  EXPECT_EQ(verdict("photo.JPG", jpeg(640, 480)), "ok image/jpeg");
  EXPECT_EQ(verdict("code.png", qr_png("x")), "ok image/png");
  EXPECT_EQ(verdict("a.docx", zip_with(docx_with())),
            "ok application/vnd.openxmlformats-officedocument.wordprocessingml.document");
  EXPECT_EQ(
      verdict("a.xlsx",
              zip_with({{"[Content_Types].xml", types}, {"_rels/.rels", relations}, {"xl/workbook.xml", "<w/>"}})),
      "ok application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
  EXPECT_EQ(verdict("a.odt",
                    zip_of(std::vector<Forged>{Forged::of("mimetype", "application/vnd.oasis.opendocument.text", false),
                                               Forged::of("content.xml", "<office:document-content/>"),
                                               Forged::of("META-INF/manifest.xml", "<m/>")})),
            "ok application/vnd.oasis.opendocument.text");
  EXPECT_EQ(verdict("list.csv", "ຊື່,ຄ່າແຮງງານ\r\nນາງ ຄຳ,2500000\r\n"), "ok text/csv; charset=utf-8");
  EXPECT_EQ(verdict("note.txt", "ສະບາຍດີ"), "ok text/plain; charset=utf-8");
  const auto kept = intake_->receive(file_, "C:\\fakepath\\no\u202Ete.txt");
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->file_name, "note.txt");
  EXPECT_EQ(store_->read_all(kept->blob, 100), "ສະບາຍດີ");
}

TEST_P(Uploads, WrongTypesAreRefused) {
  EXPECT_EQ(verdict("a.pdf", qr_png("x")), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.png", pdf_with("")), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.jpg", "MZ\x90\x00"s), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.txt", "<!DOCTYPE html><html><script>alert(1)</script></html>"), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.txt", "#!/bin/sh\nrm -rf /\n"), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.xlsx", zip_with(docx_with())), "upload.type_mismatch");
  EXPECT_EQ(verdict("a.odt", zip_with(docx_with())), "upload.type_mismatch");
  for (const char* name : {"a.exe", "a.docm", "a.svg", "a.html", "a.zip", "a", "a.", "a.pdf.exe", ".htaccess"})
    EXPECT_EQ(verdict(name, "x"), "upload.type_not_allowed") << name;
  EXPECT_EQ(verdict("a.csv", "caf\xe9,1\n"), "upload.not_utf8");
}

TEST_P(Uploads, SizesAreRefused) {
  EXPECT_EQ(verdict("a.txt", ""), "upload.empty");
  EXPECT_EQ(verdict("a.txt", std::string((3 << 20) + 1, 'a')), "upload.too_large");
  EXPECT_EQ(verdict("a.jpg", jpeg(30000, 10)), "upload.picture_too_large");
  EXPECT_EQ(verdict("a.jpg", jpeg(19000, 19000)), "upload.picture_too_large");
}

TEST_P(Uploads, DamagedFilesAreRefused) {
  EXPECT_EQ(verdict("a.jpg", jpeg(10, 10).substr(0, 30)), "upload.damaged");
  EXPECT_EQ(verdict("a.png", qr_png("x").substr(0, 100)), "upload.damaged");
  EXPECT_EQ(verdict("a.png", qr_png("x") + "tail"), "upload.damaged");
  EXPECT_EQ(verdict("a.pdf", pdf_with("").substr(0, 60)), "upload.damaged");
  EXPECT_EQ(verdict("a.docx", zip_with(docx_with({{"word/styles.xml", "<broken"}}))), "upload.damaged");
}

TEST_P(Uploads, BombsAndForgedContainersAreRefused) {
  EXPECT_EQ(verdict("a.docx", zip_with(docx_with({{"word/a.bin", std::string(50 << 20, 'a')}}))), "archive.ratio");
  auto forged = Forged::of("word/b.xml", std::string(50 << 20, 'a'));
  forged.size = 1000;
  EXPECT_EQ(verdict("a.docx", zip_of(std::vector<Forged>{Forged::of("[Content_Types].xml", types),
                                                         Forged::of("_rels/.rels", relations),
                                                         Forged::of("word/document.xml", "<w/>"), forged})),
            "archive.forged_size");
  auto link = Forged::of("word/media/x.png", "/etc/passwd", false);
  link.attributes = 0120777U << 16;
  EXPECT_EQ(verdict("a.docx", zip_of(std::vector<Forged>{Forged::of("[Content_Types].xml", types),
                                                         Forged::of("_rels/.rels", relations),
                                                         Forged::of("word/document.xml", "<w/>"), link})),
            "archive.link");
  EXPECT_EQ(verdict("a.docx", zip_with(docx_with({{"word/../../x", "y"}}))), "archive.unsafe_name");
  EXPECT_EQ(verdict("a.docx", zip_with(docx_with({{"word/inner.bin", zip_with(docx_with())}}))),
            "upload.archive_nested");
  Files many = docx_with();
  for (int i = 0; i < 1000; ++i) many.emplace_back("word/f" + std::to_string(i), "");
  EXPECT_EQ(verdict("a.docx", zip_with(many)), "archive.too_many_entries");
}

TEST_P(Uploads, MacrosControlsAndForeignPartsAreRefused) {
  const auto with = [&](const std::string& name, const std::string& content) {
    return verdict("a.docx", zip_with(docx_with({{name, content}})));
  };
  EXPECT_EQ(with("word/vbaProject.bin", "x"), "upload.macro");
  EXPECT_EQ(with("WORD/VBAPROJECT.BIN", "x"), "upload.macro");
  EXPECT_EQ(with("word/activeX/activeX1.xml", "<a/>"), "upload.macro");
  EXPECT_EQ(with("word/embeddings/oleObject1.bin", "x"), "upload.embedded_file");
  EXPECT_EQ(with("word/media/image1.png", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 old office"s), "upload.embedded_file");
  EXPECT_EQ(with("word/media/image1.png", "MZ program"), "upload.embedded_file");
  EXPECT_EQ(with("word/_rels/settings.xml.rels",
                 "<Relationships><Relationship Type=\"http://x/attachedTemplate\" Target=\"http://evil/t.dotm\" "
                 "TargetMode=\"External\"/></Relationships>"),
            "upload.external_part");
  EXPECT_EQ(with("word/_rels/document.xml.rels",
                 "<Relationships><Relationship Type=\"http://x/hyperlink\" Target=\"file:///etc/passwd\" "
                 "TargetMode=\"External\"/></Relationships>"),
            "upload.external_part");
  EXPECT_EQ(with("word/x.xml", "<a><w:instrText> DDEAUTO c:\\\\cmd.exe </w:instrText></a>"), "upload.macro");
  EXPECT_EQ(with("word/x.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><a>&b;</a>"), "upload.doctype");
  EXPECT_EQ(verdict("a.xlsx", zip_with({{"[Content_Types].xml", types},
                                        {"_rels/.rels", relations},
                                        {"xl/workbook.xml", "<w/>"},
                                        {"xl/macrosheets/sheet1.xml", "<m/>"}})),
            "upload.macro");
  EXPECT_EQ(verdict("a.odt",
                    zip_of(std::vector<Forged>{Forged::of("mimetype", "application/vnd.oasis.opendocument.text", false),
                                               Forged::of("content.xml", "<a><script:event-listener/></a>"),
                                               Forged::of("META-INF/manifest.xml", "<m/>")})),
            "upload.macro");
}

TEST_P(Uploads, PdfsThatActAreRefusedHoweverTheyHideIt) {
  EXPECT_EQ(verdict("a.pdf", pdf_with("3 0 obj\n<</S/JavaScript/JS(app.alert(1))>>\nendobj")), "upload.pdf_active");
  EXPECT_EQ(verdict("a.pdf", pdf_with("3 0 obj\n<</S /J#61va#53cript /JS (x)>>\nendobj")), "upload.pdf_active");
  EXPECT_EQ(verdict("a.pdf", pdf_with("3 0 obj\n<</S/Launch/F(cmd.exe)>>\nendobj")), "upload.pdf_active");
  EXPECT_EQ(verdict("a.pdf", pdf_with("3 0 obj\n<</EmbeddedFiles 4 0 R>>\nendobj")), "upload.embedded_file");
  EXPECT_EQ(verdict("a.pdf", pdf_with("3 0 obj\n<</Encrypt 4 0 R>>\nendobj")), "upload.encrypted");
  const auto hidden = zlib_packed("5 0 <</S/JavaScript/JS(x)>>");
  const auto stream = [](const std::string& dictionary, const std::string& data) {
    return pdf_with("4 0 obj\n<<" + dictionary + "/Length " + std::to_string(data.size()) + ">>\nstream\n" + data +
                    "\nendstream\nendobj");
  };
  EXPECT_EQ(verdict("a.pdf", stream("/Type/ObjStm/N 1/First 4/Filter/FlateDecode", hidden)), "upload.pdf_active");
  EXPECT_EQ(verdict("a.pdf", stream("/Type/ObjStm/N 1/First 4/Filter[/ASCIIHexDecode/FlateDecode]", "3c3c>")),
            "upload.pdf_hidden");
  EXPECT_EQ(verdict("a.pdf", stream("/Type/XObject/Filter/FlateDecode", zlib_packed(std::string(250 << 20, 'a')))),
            "upload.unpacks_too_large");
  EXPECT_EQ(verdict("a.pdf", stream("/Filter/FlateDecode", zlib_packed("BT (good) Tj ET"))), "ok application/pdf");
}

TEST_P(Uploads, EvidenceKeepsItsHashAndWhatWasSaidOfIt) {
  std::ofstream{file_, std::ios::binary} << jpeg(10, 10);
  EvidenceMeta meta;
  meta.captured_at = clock_.now().plus_seconds(-60);
  meta.note = "ສາຍການຜະລິດ 2";
  meta.visit_id = 9;
  const auto kept = intake_->receive_evidence(file_, "IMG_1.jpg", meta);
  ASSERT_TRUE(kept);
  EXPECT_EQ(kept->sha256, hex(sha256(jpeg(10, 10))));
  EXPECT_EQ(kept->note, meta.note);
  EXPECT_EQ(kept->received_at, clock_.now());
  meta.captured_at = clock_.now().plus_seconds(60);
  const auto early = intake_->receive_evidence(file_, "IMG_1.jpg", meta);
  ASSERT_FALSE(early);
  EXPECT_EQ(early.rejection().code, "evidence.captured_later");
}

// What does not touch the database is the same on every engine; the intake as a whole runs on SQLite, the store's own
// tests on all three.
INSTANTIATE_TEST_SUITE_P(On, Uploads, ::testing::Values(db::Engine::sqlite), engine_name);

TEST(Process, StallingProgramsAreStoppedWithTheirChildren) {
  const auto done =
      run_process({"/bin/sh", "-c", "sleep 1000 & echo started; sleep 1000"}, std::chrono::milliseconds{300});
  EXPECT_EQ(done.end, ProcessResult::End::timed_out);
  EXPECT_EQ(done.output, "started\n");
}

TEST(Process, ThatClosesItsOutputAndStaysIsStoppedToo) {
  const auto done = run_process({"/bin/sh", "-c", "exec >&-; sleep 1000"}, std::chrono::milliseconds{300});
  EXPECT_EQ(done.end, ProcessResult::End::timed_out);
}

TEST(Process, EndsWithItsChildrenWhenItsCallerGivesUp) {
  int asked = 0;
  const auto done = run_process({"/bin/sh", "-c", "sleep 1000 & echo started; exec >&-; sleep 1000"},
                                std::chrono::minutes{10}, [&] { return ++asked > 3; });
  EXPECT_EQ(done.end, ProcessResult::End::given_up);
  EXPECT_EQ(run_process({"/bin/sh", "-c", "echo done"}, std::chrono::minutes{10}, [] { return false; }).output,
            "done\n");
}

TEST(Process, SeesNoEnvironmentAndNoInput) {
  const auto done =
      run_process({"/bin/sh", "-c", "echo \"$HOME|$SSIIS_TEST_POSTGRESQL|$(cat)\"; ls /proc/self/fd | wc -l"},
                  std::chrono::seconds{30});
  EXPECT_EQ(done.output, "||\n4\n");  // 0, 1, 2 and the listing itself
}

TEST(IntakeLimits, ComeFromTheSettingsWithinReason) {
  Settings config;
  EXPECT_EQ(IntakeLimits::from(config).bytes, 25U << 20);
  config.set("documents.upload_limit_mib", "2");
  EXPECT_EQ(IntakeLimits::from(config).bytes, 2U << 20);
  for (const char* wrong : {"0", "101", "many"}) {
    config.set("documents.upload_limit_mib", wrong);
    EXPECT_THROW(IntakeLimits::from(config), SettingsError) << wrong;
  }
}

TEST(Helper, WrongUseAndMissingFilesAreFaultsNotVerdicts) {
  EXPECT_EQ(run_process({SSIIS_HELPER}, std::chrono::seconds{30}).code, 2);
  EXPECT_EQ(run_process({SSIIS_HELPER, "check", "pdf", "/nonexistent"}, std::chrono::seconds{30}).code, 3);
}

}  // namespace
