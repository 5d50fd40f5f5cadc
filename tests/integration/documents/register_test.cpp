// Letters from template to verified PDF, files received, on every engine; LibreOffice on SQLite.
#include <cstdio>
#include <fstream>
#include <set>
#include <thread>

#include "audit/api.hpp"
#include "documents/docx_package.hpp"
#include "documents/jobs.hpp"
#include "documents/service.hpp"
#include "documents/template_check.hpp"
#include "documents/templates.hpp"
#include "profiles/api.hpp"
#include "support/database_fixture.hpp"
#include "support/sample_values.hpp"

namespace {

using namespace ssiis;
using namespace ssiis::documents;

std::string output_of(const std::string& command) {
  FILE* pipe = popen(command.c_str(), "r");
  std::string out;
  char piece[4096];
  for (std::size_t n; (n = std::fread(piece, 1, sizeof piece, pipe)) > 0;) out.append(piece, n);
  EXPECT_EQ(pclose(pipe), 0) << command;
  return out;
}

class Register : public test::MigratedDatabase {
 protected:
  void SetUp() override {
    MigratedDatabase::SetUp();
    folder_ = std::filesystem::temp_directory_path() / test::fresh_name();
    std::filesystem::create_directories(folder_);
    std::filesystem::copy(SSIIS_TEMPLATES, folder_ / "templates", std::filesystem::copy_options::recursive);
    ids_ = std::make_unique<db::IdSource>(pool());
    jobs_ = std::make_unique<db::Jobs>(*ids_);
    blobs_ = std::make_unique<BlobStore>(pool(), *ids_, clock_);
    trail_ = std::make_unique<audit::Trail>(pool(), clock_);
    actors_ = std::make_unique<profiles::ActorFactory>(pool(), clock_);
    Settings config;
    config.set("documents.public_url", "https://lsso.example.la");
    config.set("documents.motto_lo", "ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນາຖາວອນ");
    register_ = std::make_unique<DocumentRegister>(*blobs_, *jobs_, *ids_, *trail_, clock_,
                                                   LetterSettings::from(config, folder_));
  }
  void TearDown() override {
    register_.reset();
    actors_.reset();
    trail_.reset();
    blobs_.reset();
    jobs_.reset();
    ids_.reset();
    std::filesystem::remove_all(folder_);
    MigratedDatabase::TearDown();
  }
  Actor who() const { return actors_->service("test", "c-1"); }
  static Letter letter(const std::string& kind = "inspection_notice", const std::string& language = "lo") {
    Letter l;
    l.case_id = CaseId{7};
    l.kind = kind;
    l.language = language;
    l.title = "ແຈ້ງການກວດກາ";
    l.office = {"1300", "ປສຂ.ສຂ"};
    l.sender = "ປະກັນສັງຄົມ ແຂວງສະຫວັນນະເຂດ";
    l.recipient = l.unit_name = "ບໍລິສັດ ໄຊສະຫວັນ ຕັດຫຍິບ ຈຳກັດ";
    l.day = Day{2026, 11, 23};
    l.values = test::sample_values(language);
    return l;
  }
  Result<Document> generate(Letter l) {
    auto lease = pool().take();
    db::Transaction tx{*lease, db::Mode::write};
    auto done = register_->generate(tx, who(), std::move(l));
    if (done) tx.commit();
    return done;
  }
  Document found(DocumentId id) {
    return pool().transact(db::Mode::read, [&](db::Transaction& tx) { return *register_->find(tx, CaseId{7}, id); });
  }
  Verification verified(const std::string& code) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) { return register_->verify(tx, code); });
  }
  std::string document_xml(const Document& d) {
    for (const auto& part : unpack(blobs_->read_all(*blobs_->find(*d.source_blob), 1 << 20), {}))
      if (part.name == "word/document.xml") return part.bytes;
    return "";
  }
  ConverterSettings converter_settings(const std::string& soffice) const {
    return {SSIIS_HELPER, soffice, folder_ / "scratch", std::chrono::seconds{120}};
  }
  FixedClock clock_{*Instant::parse("2026-11-23T02:00:00.000000Z")};
  std::filesystem::path folder_;
  std::unique_ptr<db::IdSource> ids_;
  std::unique_ptr<db::Jobs> jobs_;
  std::unique_ptr<BlobStore> blobs_;
  std::unique_ptr<audit::Trail> trail_;
  std::unique_ptr<profiles::ActorFactory> actors_;
  std::unique_ptr<DocumentRegister> register_;
};

TEST_P(Register, NumbersLettersPerOfficeYearAndDirection) {
  EXPECT_EQ(generate(letter())->register_number, "0001/ປສຂ.ສຂ");
  EXPECT_EQ(generate(letter())->register_number, "0002/ປສຂ.ສຂ");
  auto elsewhere = letter();
  elsewhere.office = {"0100", ""};
  EXPECT_EQ(generate(std::move(elsewhere))->register_number, "0001");
  auto inside = letter();
  inside.direction = Direction::internal;
  EXPECT_EQ(generate(std::move(inside))->register_number, "0001/ປສຂ.ສຂ");
  auto next_year = letter();
  next_year.day = Day{2027, 1, 4};
  EXPECT_EQ(generate(std::move(next_year))->register_number, "0001/ປສຂ.ສຂ");
}

TEST_P(Register, PutsNumberCodeAndMottoIntoTheLetter) {
  const auto d = generate(letter());
  ASSERT_TRUE(d);
  EXPECT_EQ(d->state, DocumentState::pending_pdf);
  EXPECT_EQ(d->verify_code.size(), 16U);
  EXPECT_EQ(d->template_sha256.size(), 64U);
  const auto text = document_xml(*d);
  EXPECT_NE(text.find("0001/ປສຂ.ສຂ"), std::string::npos);
  EXPECT_NE(text.find(spaced_code(d->verify_code)), std::string::npos);
  EXPECT_NE(text.find("ວັດທະນາຖາວອນ"), std::string::npos);
}

TEST_P(Register, ALetterThatCannotBeFilledTakesNoNumber) {
  auto bad = letter();
  bad.values = Values{};
  const auto refused = generate(std::move(bad));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.rejection().code, "template.unknown_key");
  auto unknown = letter("../../etc/passwd");
  EXPECT_EQ(generate(std::move(unknown)).rejection().code, "document.template_unknown");
  auto untitled = letter();
  untitled.title = " ";
  EXPECT_EQ(generate(std::move(untitled)).rejection().code, "document.title_missing");
  EXPECT_EQ(generate(letter())->register_seq, 1);
}

TEST_P(Register, AReplacedTemplateShowsInTheNextLetter) {
  const auto before = generate(letter());
  std::filesystem::copy_file(folder_ / "templates/lo/closing_letter.docx",
                             folder_ / "templates/lo/inspection_notice.docx",
                             std::filesystem::copy_options::overwrite_existing);
  const auto after = generate(letter());
  EXPECT_NE(after->template_sha256, before->template_sha256);
  EXPECT_NE(document_xml(*after).find("ປິດສຳນວນ"), std::string::npos);
}

TEST_P(Register, ANewVersionSupersedesOnceAndBothStay) {
  const auto first = generate(letter());
  auto next = letter();
  next.supersedes = first->id;
  const auto second = generate(std::move(next));
  ASSERT_TRUE(second);
  EXPECT_EQ(found(first->id).superseded_by, second->id);
  auto again = letter();
  again.supersedes = first->id;
  EXPECT_EQ(generate(std::move(again)).rejection().code, "document.already_superseded");
  auto foreign = letter();
  foreign.case_id = CaseId{8};
  foreign.supersedes = second->id;
  EXPECT_EQ(generate(std::move(foreign)).rejection().code, "document.unknown");
  EXPECT_EQ(verified(first->verify_code).outcome, Verification::Outcome::replaced);
  EXPECT_EQ(verified(first->verify_code).replaced_by_number, second->register_number);
  const auto all =
      pool().transact(db::Mode::read, [&](db::Transaction& tx) { return register_->of_case(tx, CaseId{7}); });
  EXPECT_EQ(all.size(), 2U);
}

TEST_P(Register, WhatIsSetAsideStaysUnderItsNumberAndNoLongerHolds) {
  const auto first = generate(letter());
  ASSERT_TRUE(first);
  const auto set_aside = [&](DocumentId id) {
    return pool().transact(db::Mode::write, [&](db::Transaction& tx) {
      return register_->set_aside(tx, who(), CaseId{7}, id, "step_returned");
    });
  };
  ASSERT_TRUE(set_aside(first->id));
  EXPECT_EQ(set_aside(first->id).rejection().code, "document.set_aside_already");
  EXPECT_EQ(set_aside(DocumentId{999999}).rejection().code, "document.unknown");
  const auto kept = found(first->id);
  EXPECT_EQ(kept.set_aside_why, "step_returned");
  EXPECT_EQ(kept.register_number, first->register_number);
  EXPECT_EQ(verified(first->verify_code).outcome, Verification::Outcome::set_aside);
  auto next = letter();
  next.supersedes = first->id;
  const auto second = generate(std::move(next));
  ASSERT_TRUE(second) << "what is made anew may still name it";
  EXPECT_EQ(verified(first->verify_code).outcome, Verification::Outcome::replaced);
}

TEST_P(Register, ReceivedAnswersAreLinkedAndDistinctFromLetters) {
  const auto enquiry = generate(letter("enquiry_letter"));
  const auto blob = blobs_->put("answer", "text/plain; charset=utf-8");
  const auto answer = pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    Received r;
    r.case_id = CaseId{7};
    r.kind = "answer";
    r.title = "ໜັງສືຕອບ";
    r.office = {"1300", "ປສຂ.ສຂ"};
    r.day = Day{2026, 11, 20};
    r.reply_to = enquiry->id;
    r.file = {blob, "answer.txt"};
    return *register_->receive(tx, who(), std::move(r));
  });
  const auto kept = found(answer.id);
  EXPECT_EQ(kept.reply_to, enquiry->id);
  EXPECT_EQ(kept.state, DocumentState::ready);
  EXPECT_EQ(kept.sha256, hex(sha256("answer")));
  EXPECT_EQ(verified(kept.verify_code).outcome, Verification::Outcome::unknown);
  clock_.advance_seconds(48 * 3600);
  EXPECT_EQ(blobs_->collect(), 0U);  // held by the register
}

TEST_P(Register, AnswersScansAndCountsThem) {
  const auto d = generate(letter());
  const auto answer = verified(spaced_code(d->verify_code));
  EXPECT_EQ(answer.outcome, Verification::Outcome::genuine);
  EXPECT_EQ(answer.register_number, d->register_number);
  EXPECT_EQ(answer.unit_name_masked, "ບໍລິສັດ ໄຊ••••• ຕັດຫຍິບ ຈຳກັດ");
  EXPECT_EQ(answer.scans, 1);
  EXPECT_EQ(verified(d->verify_code).scans, 2);
  for (const char* wrong : {"", "K7QF", "ZZZZZZZZZZZZZZZZ", "'; DROP TABLE insp_document; --", "ລະຫັດ"})
    EXPECT_EQ(verified(wrong).outcome, Verification::Outcome::unknown) << wrong;
}

TEST_P(Register, EveryWriteIsAudited) {
  const auto d = generate(letter());
  const auto records =
      pool().transact(db::Mode::read, [&](db::Transaction& tx) { return trail_->of_case(tx, CaseId{7}, 1, 10); });
  ASSERT_EQ(records.size(), 1U);
  EXPECT_EQ(records[0].event, "document.generated");
  EXPECT_EQ(records[0].object, "document:" + std::to_string(d->id.value));
}

TEST_P(Register, AHostThatEndsGivesItsLettersBackAtOnce) {
  const auto d = generate(letter());
  const auto slow = folder_ / "slow";
  std::ofstream{slow} << "#!/bin/sh\nsleep 1000\n";
  std::filesystem::permissions(slow, std::filesystem::perms::owner_all);
  Converter hanging{converter_settings(slow.string())};
  PdfWorker ending{pool(), *blobs_, *jobs_, *trail_, clock_, hanging, "w1", std::chrono::hours{5}};
  int asked = 0;
  const auto round = ending.run(who(), 10, [&] { return ++asked > 3; });
  EXPECT_EQ(round.made + round.missed, 0);
  EXPECT_EQ(found(d->id).state, DocumentState::pending_pdf);
  clock_.advance_seconds(3600);
  Converter broken{converter_settings("/bin/false")};
  PdfWorker other{pool(), *blobs_, *jobs_, *trail_, clock_, broken, "w2"};
  EXPECT_EQ(other.run(who()).missed, 1) << "still under the lease of the host that has gone";
}

TEST_P(Register, APdfThatNeverComesFailsVisiblyAndCanBeRetried) {
  const auto d = generate(letter());
  Converter broken{converter_settings("/bin/false")};
  PdfWorker worker{pool(), *blobs_, *jobs_, *trail_, clock_, broken, "w1"};
  for (int attempt = 1; attempt <= 5; ++attempt) {
    EXPECT_EQ(worker.run(who()).missed, 1) << attempt;
    clock_.advance_seconds(2 * 3600);
  }
  EXPECT_EQ(found(d->id).state, DocumentState::failed);
  EXPECT_EQ(worker.run(who()).missed, 0);
  pool().transact(db::Mode::write, [&](db::Transaction& tx) {
    EXPECT_TRUE(register_->retry_pdf(tx, who(), CaseId{7}, d->id));
    EXPECT_EQ(register_->retry_pdf(tx, who(), CaseId{7}, d->id).rejection().code, "document.not_failed");
  });
  EXPECT_EQ(found(d->id).state, DocumentState::pending_pdf);
  EXPECT_EQ(worker.run(who()).missed, 1);
}

// A template version by upload: the same text for a letter of the day it holds, checked before it may be used.
TEST_P(Register, UploadedTemplatesHoldFromTheirDayAreCheckedAndAreNeverOverwritten) {
  Templates templates{pool(), *ids_, *blobs_, *trail_, clock_, folder_ / "templates"};
  const auto shipped = *templates.shipped("lo", "inspection_notice");
  const auto with = [&](const std::string& from, const std::string& to) {
    auto parts = unpack(shipped, {});
    for (auto& part : parts)
      for (std::size_t at = 0; part.name.starts_with("word/") && part.name.ends_with(".xml") &&
                               (at = part.bytes.find(from, at)) != std::string::npos;
           at += to.size())
        part.bytes.replace(at, from.size(), to);
    return pack(parts);
  };
  const auto adds = [&](const std::string& docx, Day from, const std::string& key = hex(random_bytes(16))) {
    const auto blob = blobs_->put(docx, docx_type);
    const auto done = templates.add(who(), {"lo", "inspection_notice", {blob, "new.docx"}, from, "ZZNOTE", key});
    return done ? std::to_string(done->version) : done.rejection().code;
  };
  const auto shows = [&](const char* words) {
    return document_xml(*generate(letter())).find(words) != std::string::npos;
  };
  EXPECT_EQ(adds(with("</w:body>", "{{salary}}</w:body>"), clock_.today()) == "1", false);
  EXPECT_EQ(adds(with("{{place}}", "{{salary}}"), clock_.today()), "template.key_not_here");
  EXPECT_EQ(adds(with("{{register_number}}", "x"), clock_.today()), "template.key_missing");
  EXPECT_EQ(adds(with("{{place}}", "{{#place}}"), clock_.today()), "template.key_not_here");
  EXPECT_EQ(adds("no zip", clock_.today()), "template.unreadable");
  EXPECT_EQ(adds(shipped, Day{2026, 11, 22}), "template.day_past");
  EXPECT_TRUE(templates.versions("lo", "inspection_notice").empty());

  const auto form = hex(random_bytes(16));
  EXPECT_EQ(adds(with("{{place}}", "{{place}} ZZFIRST"), clock_.today(), form), "1");
  EXPECT_EQ(adds(with("{{place}}", "{{place}} ZZFIRST"), clock_.today(), form), "1") << "sent twice";
  EXPECT_EQ(adds(with("{{place}}", "{{place}} ZZLATER"), Day{2026, 12, 1}), "2");
  EXPECT_TRUE(shows("ZZFIRST"));
  clock_.set(*Instant::parse("2026-12-02T02:00:00.000000Z"));
  EXPECT_TRUE(shows("ZZLATER"));
  EXPECT_EQ(adds(shipped, clock_.today()), "3") << "the delivered one again, as a version of its own";
  EXPECT_FALSE(shows("ZZLATER"));
  EXPECT_EQ(templates.versions("lo", "inspection_notice").size(), 3U);
  blobs_->collect(std::chrono::seconds{0});
  EXPECT_TRUE(generate(letter())) << "held versions are not collected";
  for (const auto& kind : templates.kinds()) {
    const auto own = *templates.shipped(kind.language, kind.kind);
    EXPECT_TRUE(check_template(own, {own}).empty()) << kind.language << "/" << kind.kind;
  }
}

SSIIS_ON_ALL_ENGINES(Register);

// LibreOffice may take longer than a lease: the worker renews it, and nobody takes his letter from him meanwhile.
TEST_P(Register, AWorkerKeepsItsLetterHoweverLongTheConversionTakes) {
  ASSERT_TRUE(generate(letter()));
  const auto helper = folder_ / "helper";
  const auto go_on = folder_ / "go_on";
  std::ofstream{helper} << "#!/bin/sh\nwhile [ ! -e " << go_on.string() << " ]; do sleep 0.02; done\n";
  std::filesystem::permissions(helper, std::filesystem::perms::owner_all);
  Converter slow{{.helper = helper, .scratch = folder_ / "pdf"}};
  PdfWorker worker{pool(), *blobs_, *jobs_, *trail_, clock_, slow, "w1", std::chrono::seconds{1}};
  std::thread converting{[&] { worker.run(who()); }};
  std::set<std::string> ends;  // of its lease, as they follow each other
  while (ends.size() < 4) {
    pool().transact(db::Mode::read, [&](db::Transaction& tx) {
      for (const auto& end : tx.all({"test/leases", "SELECT lease_until FROM insp_job WHERE state = 'running'"},
                                    db::Params{}, [](const db::Row& r) { return r.text(0); }))
        ends.insert(end);
    });
    std::this_thread::yield();
  }
  std::ofstream{go_on} << "go on";
  converting.join();
}

class Pdf : public Register {};

TEST_P(Pdf, LettersBecomePdfAInOneCallAndTheirHashIsRegistered) {
  std::vector<Document> letters{*generate(letter()), *generate(letter("decision")),
                                *generate(letter("visit_record", "en"))};
  Converter converter{converter_settings("/usr/bin/soffice")};
  PdfWorker worker{pool(), *blobs_, *jobs_, *trail_, clock_, converter, "w1"};
  EXPECT_EQ(worker.run(who()).made, 3);
  EXPECT_EQ(worker.run(who()).made, 0);
  for (const auto& l : letters) {
    const auto d = found(l.id);
    ASSERT_EQ(d.state, DocumentState::ready);
    const auto pdf = blobs_->read_all(*blobs_->find(*d.pdf_blob), 10 << 20);
    EXPECT_EQ(d.sha256, hex(sha256(pdf)));
    EXPECT_EQ(verified(d.verify_code).sha256_prefix, d.sha256.substr(0, 12));
    EXPECT_NE(pdf.find("pdfaid:part"), std::string::npos);
    EXPECT_NE(pdf.find("/OutputIntent"), std::string::npos);
    const auto file = (folder_ / "out.pdf").string();
    std::ofstream{file, std::ios::binary} << pdf;
    const auto text = output_of("pdftotext -layout '" + file + "' -");
    EXPECT_NE(text.find(d.register_number.substr(0, 4)), std::string::npos);
    EXPECT_NE(text.find(d.language == "lo" ? "ສັນຕິພາບ" : "Peace Independence"), std::string::npos) << text;
    const auto fonts = output_of("pdffonts '" + file + "'");
    EXPECT_NE(fonts.find("NotoSansLao"), std::string::npos) << fonts;
    EXPECT_EQ(fonts.find(" no  "), std::string::npos) << fonts;  // none that is not embedded
    EXPECT_NE(output_of("pdfinfo '" + file + "'").find("Tagged:          yes"), std::string::npos);
    output_of("pdftoppm -r 150 -png -f 1 -l 3 '" + file + "' '" + (folder_ / "page").string() + "'");
    EXPECT_NE(output_of("zbarimg --nodbus --quiet --raw '" + folder_.string() + "'/page*.png 2>/dev/null || true")
                  .find("https://lsso.example.la/portal/verify/" + d.verify_code),
              std::string::npos);
    output_of("rm '" + folder_.string() + "'/page*.png");
  }
}

TEST_P(Pdf, OneBrokenLetterSpoilsNoOther) {
  Converter converter{converter_settings("/usr/bin/soffice")};
  const auto good = blobs_->read_all(*blobs_->find(*generate(letter())->source_blob), 1 << 20);
  const auto pdfs = converter.to_pdf({good, "no docx", good});
  EXPECT_FALSE(pdfs[0].empty());
  EXPECT_TRUE(pdfs[1].empty());
  EXPECT_FALSE(pdfs[2].empty());
}

TEST_P(Pdf, FontsOfTheLettersAreOnThisMachine) {
  EXPECT_TRUE(missing_fonts({"Noto Sans Lao", "Noto Sans"}).empty());
  EXPECT_EQ(missing_fonts({"No Such Font"}), std::vector<std::string>{"No Such Font"});
}

INSTANTIATE_TEST_SUITE_P(On, Pdf, ::testing::Values(db::Engine::sqlite), test::engine_name);

}  // namespace
