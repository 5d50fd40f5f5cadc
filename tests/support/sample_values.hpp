// One inspection's values for every letter, in Lao and in English; all persons and firms in it are invented.
#pragma once
#include <string>

#include "documents/qr.hpp"
#include "documents/values.hpp"

namespace ssiis::test {

inline documents::Values sample_values(const std::string& language) {
  const bool lo = language == "lo";
  const auto t = [&](const char* lao, const char* english) { return std::string{lo ? lao : english}; };
  documents::Values v;
  v.show("copy", true).set("copy_note", t("ສຳເນົາ", "Copy for information"));
  v.set("heading", t("ສາທາລະນະລັດ ປະຊາທິປະໄຕ ປະຊາຊົນລາວ", "Lao People's Democratic Republic"))
      .set("motto", t("ສັນຕິພາບ ເອກະລາດ ປະຊາທິປະໄຕ ເອກະພາບ ວັດທະນະຖາວອນ", "Peace Independence Democracy Unity Prosperity"))
      .set("issuer_parent", t("ອົງການປະກັນສັງຄົມ", "Lao Social Security Organization"))
      .set("issuer", t("ປະກັນສັງຄົມ ແຂວງສະຫວັນນະເຂດ", "Social Security Office, Savannakhet Province"))
      .set("register_number", "0217/ປສຂ.ສຂ")
      .set("place", t("ສະຫວັນນະເຂດ", "Savannakhet"))
      .set("date", t("23 ພະຈິກ 2026", "23 November 2026"))
      .set("order_number", "SSO-2026-00417")
      .set("unit_name", t("ບໍລິສັດ ໄຊສະຫວັນ ຕັດຫຍິບ ຈຳກັດ", "Xaysavanh Garment Co., Ltd"))
      .set("unit_number", "13-004512")
      .set("unit_address", t("ບ້ານ ໂພນສະຫວັນ, ນະຄອນໄກສອນ ພົມວິຫານ, ແຂວງສະຫວັນນະເຂດ",
                             "Phonsavan village, Kaysone Phomvihane City, Savannakhet"))
      .set("tax_number", "123456789-0-00")
      .set("activity", t("ຕັດຫຍິບເຄື່ອງນຸ່ງຫົ່ມ", "Manufacture of garments"))
      .set("workers_registered", "184")
      .set("workers_found", "212")
      .set("workers_unregistered", "28")
      .set("workers_wage_differs", "9")
      .set("data_date", "20/11/2026")
      .set("plan_number", "IP-2026-00098")
      .set("plan_date", "18/11/2026")
      .set("request_number", "REQ-2026-00031")
      .set("request_date", t("3 ພະຈິກ 2026", "3 November 2026"))
      .set("requester_remedies", t("ວິທີ ແລະ ກຳນົດເວລາ ໃນການຂໍໃຫ້ພິຈາລະນາຄືນ: ລໍຖ້າ ອປສ ຢືນຢັນ",
                                   "How and until when you may ask for a review: to be confirmed by LSSO"))
      .set("authority_reference", "077/ພຮສ")
      .set("balance", "₭12.400.000")
      .set("letter_number", "0301/ປສຂ.ສຂ")
      .set("letter_date", "05/02/2027")
      .set("reminder_no", "2")
      .set("posted_on", "20/01/2027")
      .set("posted_where", t("ຫ້ອງການບ້ານ ໂພນສະຫວັນ", "Phonsavan village office"))
      .set("posted_certified", t("ນາຍບ້ານ ໂພນສະຫວັນ", "Head of Phonsavan village"))
      .set("deemed_period", t("ລໍຖ້າ ອປສ ຢືນຢັນ", "to be confirmed by LSSO"))
      .set("amount_due", t("ລໍຖ້າ ອປສ ຢືນຢັນ", "to be confirmed by LSSO"))
      .set("court", t("ສານປະຊາຊົນ ແຂວງສະຫວັນນະເຂດ", "People's Court of Savannakhet"))
      .set("judgment_number", "12/ສ")
      .set("judgment_date", "12/03/2027")
      .set("witness", t("ນາຍບ້ານ ໂພນສະຫວັນ", "Head of Phonsavan village"))
      .set("service_way", t("ຜ່ານອົງການທ້ອງຖິ່ນ", "Through the local authority"))
      .set("service_result", t("ໄດ້ຮັບ", "Received"))
      .set("service_day", "16/12/2026")
      .set("receiver", t("ທ່ານ ນາງ ວຽງໄຊ", "Ms Viengxay"))
      .set("proposed", t("ດັດແກ້", "Modify"))
      .set("visit_from", "01/12/2026")
      .set("visit_to", "03/12/2026")
      .set("period_from", "01/2025")
      .set("period_to", "10/2026")
      .set("visit_date", "01/12/2026")
      .set("visit_start", "09:00")
      .set("visit_end", "15:30")
      .set("visit_place", t("ໂຮງງານ ຂອງຫົວໜ່ວຍແຮງງານ", "the unit's factory"))
      .set("addressee", t("ທ່ານ ຜູ້ອຳນວຍການ ບໍລິສັດ ໄຊສະຫວັນ ຕັດຫຍິບ ຈຳກັດ", "the Director of Xaysavanh Garment Co., Ltd"))
      .set("subject", t("ການກວດກາການປະຕິບັດກົດໝາຍປະກັນສັງຄົມ", "Inspection of the application of the social security law"))
      .set("origin", t("ຄຳຮ້ອງຂອງຜູ້ອອກແຮງງານ", "Request by a worker"))
      .set("objective",
           t("ກວດກາການຂຶ້ນທະບຽນ ແລະ ການຈ່າຍເງິນສົມທົບ ຂອງຜູ້ອອກແຮງງານທຸກຄົນ ໃຫ້ຄົບຖ້ວນ ແລະ ຖືກຕ້ອງຕາມຄ່າແຮງງານຕົວຈິງ.",
             "To check that every worker is registered and that contributions are paid on the wages really paid."))
      .set("background",
           t("ໄດ້ຮັບຄຳຮ້ອງວ່າມີຜູ້ອອກແຮງງານບໍ່ໄດ້ຂຶ້ນທະບຽນ.", "A request said that some workers were not registered."))
      .set("proceedings", t("ຄະນະກວດກາ ໄດ້ລົງກວດກາຕົວຈິງ ແລະ ກວດເອກະສານ ເປັນເວລາ 3 ວັນ.",
                            "The team visited the unit and examined documents for three days."))
      .set("conclusion", t("ຫົວໜ່ວຍແຮງງານ ບໍ່ທັນຂຶ້ນທະບຽນຜູ້ອອກແຮງງານ 28 ຄົນ.", "The unit has not registered 28 workers."))
      .set("report_number", "0231/ປສຂ.ສຂ")
      .set("report_date", "10/12/2026")
      .set("decision_number", "0240/ປສຂ.ສຂ")
      .set("decision_date", "15/12/2026")
      .set("reasons", t("ເຫດຜົນ: ການກວດນັບແຮງງານ ແລະ ບັນຊີຄ່າແຮງງານ ຢັ້ງຢືນວ່າມີຜູ້ອອກແຮງງານ 28 ຄົນ ບໍ່ທັນຂຶ້ນທະບຽນ.",
                        "Reasons: the roll call and the payroll show that 28 workers are not registered."))
      .set("remedies", t("ຫົວໜ່ວຍແຮງງານ ມີສິດສະເໜີຄວາມເຫັນ ຕາມທີ່ກຳນົດໄວ້ໃນກົດໝາຍ (ກຳນົດເວລາ: ລໍຖ້າການຢືນຢັນຈາກ ອປສ).",
                         "The labour unit may make allegations as the law provides (period: to be confirmed by LSSO)."))
      .set("effective_from", t("ວັນລົງລາຍເຊັນ", "the day of signature"))
      .set("summary",
           t("ໃຫ້ຂຶ້ນທະບຽນຜູ້ອອກແຮງງານ 28 ຄົນ ແລະ ຊຳລະເງິນສົມທົບທີ່ຄ້າງ.", "Register 28 workers and pay the contributions due."))
      .set("contact", t("ທ່ານ ນາງ ຄຳ ພົມມະ, ໂທ 020 5500 0000", "Ms Kham Phomma, tel. 020 5500 0000"))
      .set("answer_by", "15/01/2027")
      .set("closed_on", "20/01/2027")
      .set("closed_by", t("ທ່ານ ບຸນມີ", "Mr Bounmy"))
      .set("result", t("ຫົວໜ່ວຍແຮງງານ ໄດ້ປະຕິບັດຂໍ້ຕົກລົງຄົບຖ້ວນ.", "The unit has carried out the decision in full."))
      .set("signer_title", t("ຜູ້ອຳນວຍການ", "Director"))
      .set("signer_name", t("ສົມສັກ ວົງສາ", "Somsack Vongsa"))
      .set("unit_signer", t("ທ່ານ ນາງ ວຽງໄຊ", "Ms Viengxay"))
      .set("verify_url", "https://lsso.example.la/portal/verify")
      .set("verify_code", "K7QF-2M9D-PX4T-0ABC")
      .image("qr", documents::qr_png("https://lsso.example.la/portal/verify/K7QF2M9DPX4T0ABC"));
  v.add("legal_basis")
      .set("text", t("ກົດໝາຍວ່າດ້ວຍການປະກັນສັງຄົມ (ສະບັບປັບປຸງ) ເລກທີ 54/ສພຊ, ລົງວັນທີ 27 ມິຖຸນາ 2018",
                     "the Law on Social Security (amended), no. 54/NA of 27 June 2018"));
  v.add("legal_basis")
      .set("text", t("ຂໍ້ຕົກລົງ ເລກທີ 4139, ລົງວັນທີ 2 ພະຈິກ 2021 ວ່າດ້ວຍການກວດກາປະກັນສັງຄົມ",
                     "Ministerial Decision no. 4139 of 2 November 2021 on social security inspection"));
  for (int i = 1; i <= 3; ++i)
    v.add("team")
        .set("no", std::to_string(i))
        .set("name", t("ທ່ານ ບຸນທອງ ແກ້ວມະນີ", "Mr Bounthong Keomany"))
        .set("position", t("ວິຊາການ", "Officer"))
        .set("role", i == 1 ? t("ຫົວໜ້າຄະນະ", "Head of the team") : t("ຄະນະ", "Member"));
  v.declare("conditions");
  for (int i = 1; i <= 2; ++i) {
    v.add("checks")
        .set("no", std::to_string(i))
        .set("subject_matter",
             t("ການຂຶ້ນທະບຽນຜູ້ອອກແຮງງານ ແລະ ການແຈ້ງຄ່າແຮງງານ", "Registration of workers and declared wages"))
        .set("documents", t("ບັນຊີຄ່າແຮງງານ", "Payroll"));
    v.add("schedule")
        .set("day", "0" + std::to_string(i) + "/12/2026")
        .set("what", t("ລົງກວດກາຕົວຈິງ", "Visit"))
        .set("who", t("ທ່ານ ບຸນທອງ", "Mr Bounthong"));
    v.add("documents_needed").set("text", t("ບັນຊີຄ່າແຮງງານ ປີ 2025 ຫາ 2026", "Payroll of 2025 and 2026"));
    v.add("present")
        .set("no", std::to_string(i))
        .set("name", t("ທ່ານ ນາງ ວຽງໄຊ", "Ms Viengxay"))
        .set("position", t("ຫົວໜ່ວຍແຮງງານ, ບຸກຄະລາກອນ", "Labour unit, personnel"));
    v.add("findings")
        .set("no", std::to_string(i))
        .set("text", t("ຜູ້ອອກແຮງງານ 28 ຄົນ ບໍ່ທັນຂຶ້ນທະບຽນ", "28 workers are not registered"))
        .set("legal_ref", t("ລໍຖ້າການຢືນຢັນ", "to be confirmed"))
        .set("evidence", t("ພາບ 1", "Photo 1"));
    v.add("measures")
        .set("no", std::to_string(i))
        .set("text", t("ຂຶ້ນທະບຽນຜູ້ອອກແຮງງານ 28 ຄົນ", "Register 28 workers"))
        .set("legal_ref", t("ລໍຖ້າການຢືນຢັນ", "to be confirmed"))
        .set("due", "15/01/2027");
    v.add("questions")
        .set("no", std::to_string(i))
        .set("text", t("ລາຍໄດ້ທີ່ແຈ້ງເສຍອາກອນ ປີ 2025", "Income declared for tax in 2025"));
    for (const char* rows : {"asked", "reasons_given", "account", "notes", "alleged", "hearing", "opinion",
                             "infringements", "judged", "done"})
      v.add(rows)
          .set("no", std::to_string(i))
          .set("day", "10/01/2027")
          .set("text", t("ຂໍໃຫ້ຊ່ວຍທວງ ຍອດເງິນສົມທົບ ທີ່ຍັງຄ້າງຈ່າຍ ຕາມຂໍ້ຕົກລົງ ແລະ ແຈ້ງຜົນໃຫ້ພວກເຮົາ",
                         "Recover the contributions still owed under the decision and tell us the outcome"));
    v.add("steps")
        .set("day", "0" + std::to_string(i) + "/12/2026")
        .set("what", t("ລົງກວດກາ", "Visit"))
        .set("who", t("ທ່ານ ບຸນທອງ", "Mr Bounthong"));
    v.add("documents")
        .set("no", std::to_string(i))
        .set("number", "0217/ປສຂ.ສຂ")
        .set("document_title", t("ແຈ້ງການກວດກາ", "Notice of inspection"))
        .set("day", "23/11/2026");
  }
  auto& workers = v.add("workers");
  for (int i = 1; i <= 4; ++i)
    workers.add("worker")
        .set("no", std::to_string(i))
        .set("name", t("ນາງ ຄຳຫຼ້າ ສີສຸກ", "Ms Khamla Sisouk"))
        .set("status", t("ບໍ່ທັນຂຶ້ນທະບຽນ", "Not registered"))
        .set("note", t("ເລີ່ມວຽກ 03/2026", "Began in 03/2026"));
  v.show("has_findings", true).show("has_measures", true).show("inspected", true);
  v.add("proposals").set("text", t("ອອກຂໍ້ຕົກລົງໃຫ້ຂຶ້ນທະບຽນ", "Issue a decision to register"));
  v.declare("statements").declare("copies");
  v.add("copies").set("text", t("ຫ້ອງການປະກັນສັງຄົມ 1 ສະບັບ; ເກັບມ້ຽນ 1 ສະບັບ", "Social security office 1; file 1"));
  auto& list = v.add("evidence_list");
  list.add("evidence")
      .set("no", "1")
      .set("description", t("ພາບຖ່າຍ ສາຍການຜະລິດ 2", "Photo of production line 2"))
      .set("sha256_short", "5d1e0c9f…a94b77");
  return v;
}

}  // namespace ssiis::test
