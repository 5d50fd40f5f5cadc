"""Records that steps of the procedure draw up, beside the letters."""
from letter import WORDS, addressee, b, basis, either, h, last, numbered, signature, table, team, two_signatures, unit_block
from ooxml import p, spacer


def facts(rows):
    return table([32, 68], [[p(name, "Cell", bold=True), value] for name, value in rows], header=False) + spacer()


def obstruction_record(l):
    lo = l == "lo"
    return ("ບົດບັນທຶກການກີດຂວາງ" if lo else "Record of obstruction"), (
        unit_block(l) + basis(l)
        + b("ຄະນະກວດກາ ບັນທຶກໄວ້ວ່າ ການກວດກາຕາມໃບສັ່ງຂ້າງເທິງ ຖືກກີດຂວາງ ດັ່ງນີ້:" if lo else
            "The inspection team records that the inspection under this order was obstructed:")
        + h("1. ເຫດການ" if lo else "1. What happened") + numbered("account", "{{no}}. {{text}}")
        + h("2. ພະຍານ" if lo else "2. Witness") + b("{{witness}}")
        + h("3. ຄະນະກວດກາ" if lo else "3. Inspection team") + team(l)
        + last("ບົດບັນທຶກນີ້ ໄດ້ອ່ານໃຫ້ທັງສອງຝ່າຍຟັງ. ຖ້າຕາງໜ້າຫົວໜ່ວຍແຮງງານ ບໍ່ຍອມລົງລາຍເຊັນ ໃຫ້ບັນທຶກໄວ້." if lo else
               "This record was read to both sides. If the labour unit's representative refuses to sign, this is noted.")
        + two_signatures("ຕາງໜ້າຫົວໜ່ວຍແຮງງານ" if lo else "For the labour unit", "{{signer_title}}", l))


def service_record(l):
    lo = l == "lo"
    return ("ບົດບັນທຶກການສົ່ງມອບຂໍ້ຕົກລົງ" if lo else "Record of service of a decision"), (
        unit_block(l)
        + facts([("ຂໍ້ຕົກລົງ" if lo else "Decision", "{{decision_number}}, {{decision_date}}"),
                 ("ວິທີສົ່ງມອບ" if lo else "Way of service", "{{service_way}}"),
                 ("ວັນທີ" if lo else "Day", "{{service_day}}"), ("ຜົນ" if lo else "Outcome", "{{service_result}}"),
                 ("ຜູ້ຮັບ" if lo else "Receiver", "{{receiver}}")])
        + h("ໝາຍເຫດ" if lo else "Notes") + numbered("notes", "{{text}}")
        + last("ບົດບັນທຶກນີ້ ເຮັດຂຶ້ນໄວ້ເປັນຫຼັກຖານຂອງການສົ່ງມອບ." if lo else "This record is made in evidence of the service.")
        + two_signatures("ຜູ້ຮັບ" if lo else "Receiver", "{{signer_title}}", l))


def allegation_report(l):
    lo = l == "lo"
    return ("ບົດລາຍງານການພິຈາລະນາຄຳຊີ້ແຈງ" if lo else "Report on allegations"), (
        addressee(l) + unit_block(l)
        + b("ຂໍ້ຕົກລົງ ທີ່ຖືກຄັດຄ້ານ: ເລກທີ **{{decision_number}}** ລົງວັນທີ {{decision_date}}." if lo else
            "Contested decision: no. **{{decision_number}}** of {{decision_date}}.")
        + h("1. ຄຳຊີ້ແຈງ" if lo else "1. Allegations") + numbered("alleged", "{{no}}. {{day}}: {{text}}")
        + h("2. ການຮັບຟັງຄູ່ກໍລະນີ" if lo else "2. Hearing of the parties") + numbered("hearing", "{{text}}")
        + h("3. ຄວາມເຫັນທາງກົດໝາຍ" if lo else "3. Legal opinion") + numbered("opinion", "{{text}}")
        + h("4. ຂໍ້ສະເໜີ" if lo else "4. Proposal") + b("**{{proposed}}**")
        + last("ດັ່ງນັ້ນ, ຈຶ່ງລາຍງານມາຍັງທ່ານ ເພື່ອພິຈາລະນາ." if lo else "This report is submitted for consideration.")
        + signature(l))


def settlement_report(l):
    lo = l == "lo"
    w = WORDS[l]
    figures = [("ພົບຕົວຈິງ" if lo else "Found at work", "{{workers_found}}"), ("ຂຶ້ນທະບຽນແລ້ວ" if lo else "Registered", "{{workers_registered}}"),
               ("ບໍ່ທັນຂຶ້ນທະບຽນ" if lo else "Not registered", "{{workers_unregistered}}"),
               ("ຄ່າແຮງງານບໍ່ກົງກັນ" if lo else "Wage differs", "{{workers_wage_differs}}")]
    return ("ບົດສະຫຼຸບເງິນສົມທົບ" if lo else "Settlement of contributions"), (
        unit_block(l)
        + b("ໄລຍະທີ່ກວດກາ: {{period_from}} ຫາ {{period_to}}." if lo else "Period inspected: {{period_from}} to {{period_to}}.")
        + h("1. ຜູ້ອອກແຮງງານ" if lo else "1. Workers") + table([25, 25, 25, 25], [[a for a, _ in figures], [v for _, v in figures]]) + spacer()
        + either("workers", table([8, 34, 24, 34], [[w["no"], w["name"], "ສະຖານະ" if lo else "Status", "ໝາຍເຫດ" if lo else "Note"],
                                                     ["{{#worker}}{{no}}", "{{name}}", "{{status}}", "{{note}}{{/worker}}"]]),
                 b("ບໍ່ມີລາຍຊື່ແຮງງານທີ່ຕ້ອງບັນທຶກ." if lo else "No worker had to be listed."))
        + h("2. ເງິນສົມທົບ ທີ່ຕ້ອງຈ່າຍ" if lo else "2. Contributions to be paid")
        + b("ຈຳນວນເງິນ, ອັດຕາ ແລະ ກຳນົດເວລາຈ່າຍ: {{amount_due}}." if lo else "Amount, rates and day of payment: {{amount_due}}.")
        + last("ບົດສະຫຼຸບນີ້ ແນບກັບ ບົດລາຍງານຜົນການກວດກາ ເລກທີ {{report_number}}." if lo else "This settlement belongs to inspection report no. {{report_number}}.")
        + signature(l))


def legal_measures(l):
    lo = l == "lo"
    w = WORDS[l]
    return ("ຂໍ້ສະເໜີມາດຕະການທາງກົດໝາຍ" if lo else "Proposed legal measures"), (
        addressee(l) + unit_block(l) + basis(l)
        + h("1. ການລະເມີດ" if lo else "1. Infringements") + numbered("infringements", "{{no}}. {{text}}")
        + h("2. ມາດຕະການ ທີ່ສະເໜີ" if lo else "2. Measure proposed") + b("**{{proposed}}**")
        + table([8, 46, 26, 20], [[w["no"], "ມາດຕະການ" if lo else "Measure", "ນິຕິກຳ" if lo else "Legal reference", "ກຳນົດເວລາ" if lo else "Due"],
                                  ["{{#measures}}{{no}}", "{{text}}", "{{legal_ref}}", "{{due}}{{/measures}}"]]) + spacer()
        + last("ຂໍ້ສະເໜີນີ້ ແນບກັບ ບົດລາຍງານຜົນການກວດກາ ເລກທີ {{report_number}}." if lo else "These proposals belong to inspection report no. {{report_number}}.")
        + signature(l))


def judgment_record(l):
    lo = l == "lo"
    return ("ບົດບັນທຶກການປະຕິບັດຄຳພິພາກສາ" if lo else "Record of carrying out a judgment"), (
        unit_block(l)
        + facts([("ຂໍ້ຕົກລົງ" if lo else "Decision", "{{decision_number}}, {{decision_date}}"), ("ສານ" if lo else "Court", "{{court}}"),
                 ("ຄຳພິພາກສາ" if lo else "Judgment", "{{judgment_number}}, {{judgment_date}}")])
        + h("1. ສິ່ງທີ່ສານຕັດສິນ" if lo else "1. What was judged") + numbered("judged", "{{no}}. {{text}}")
        + h("2. ສິ່ງທີ່ໄດ້ປະຕິບັດ ແລະ ການແກ້ທະບຽນ" if lo else "2. What was carried out and corrected in the register")
        + numbered("done", "{{no}}. {{text}}")
        + last("ບົດບັນທຶກນີ້ ເຮັດຂຶ້ນໄວ້ເປັນຫຼັກຖານ." if lo else "This record is made in evidence.")
        + signature(l))


LETTERS = [obstruction_record, service_record, allegation_report, settlement_report, legal_measures, judgment_record]
