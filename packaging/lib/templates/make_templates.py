#!/usr/bin/env python3
"""Makes config/templates/<language>/<key>.docx. Run it after a change here; legal staff edit the DOCX files themselves.

Usage: make_templates.py [OUT]      (OUT: default config/templates)
"""
import sys
from pathlib import Path

import correspondence
import records
from letter import (addressee, b, basis, either, footer, h, head, last, numbered, signature, signature_and_copies, table, team, title,
                    two_signatures, unit_block, WORDS)
from ooxml import p, spacer, write


def approval(l):
    lo = l == "lo"
    return ("ໃບອະນຸມັດແຜນການກວດກາ" if lo else "Approval of the inspection plan"), (
        basis(l)
        + b("ຜູ້ອຳນວຍການ ອະນຸມັດແຜນການກວດກາ ເລກທີ **{{plan_number}}** ລົງວັນທີ {{plan_date}} ຕາມລາຍລະອຽດລຸ່ມນີ້:" if lo else
            "Inspection plan no. **{{plan_number}}** of {{plan_date}} is approved as follows:")
        + unit_block(l)
        + h("1. ໄລຍະເວລາ ແລະ ຂອບເຂດ" if lo else "1. Period and scope")
        + b("ໃຫ້ດຳເນີນການກວດກາ ແຕ່ວັນທີ {{visit_from}} ຫາ ວັນທີ {{visit_to}}; ໄລຍະທີ່ກວດກາ: {{period_from}} ຫາ {{period_to}}." if lo else
            "The inspection takes place from {{visit_from}} to {{visit_to}}; the period inspected is {{period_from}} to {{period_to}}.")
        + h("2. ຄະນະກວດກາ" if lo else "2. Inspection team") + team(l)
        + h("3. ເງື່ອນໄຂຂອງການອະນຸມັດ" if lo else "3. Conditions of the approval")
        + either("conditions", p("- {{text}}", "Body", indent=200), b("ບໍ່ມີເງື່ອນໄຂເພີ່ມເຕີມ." if lo else "There are no further conditions."))
        + last("ຄະນະກວດກາ ຕ້ອງປະຕິບັດໃຫ້ຖືກຕ້ອງຕາມກົດໝາຍ ແລະ ລາຍງານຜົນພາຍຫຼັງສຳເລັດການກວດກາ." if lo else
            "The team acts in accordance with the law and reports when the inspection is completed.")
        + signature_and_copies(l))


def inspection_plan(l):
    lo = l == "lo"
    w = WORDS[l]
    facts = [(w["unit_number"], "{{unit_number}}"), ("ເລກປະຈຳຕົວຜູ້ເສຍອາກອນ" if lo else "Tax number", "{{tax_number}}"),
             ("ກິດຈະການ" if lo else "Activity", "{{activity}}"),
             ("ແຮງງານທີ່ຂຶ້ນທະບຽນ" if lo else "Workers registered", "{{workers_registered}}"),
             ("ຂໍ້ມູນ ນະ ວັນທີ" if lo else "Data as of", "{{data_date}}")]
    return ("ແຜນການກວດກາ" if lo else "Inspection plan"), (
        unit_block(l)
        + h("1. ຈຸດປະສົງ" if lo else "1. Objective") + b("{{objective}}")
        + h("2. ນິຕິກຳອ້າງອີງ" if lo else "2. Legal basis") + basis(l)
        + h("3. ຂໍ້ມູນພື້ນຖານຂອງຫົວໜ່ວຍແຮງງານ" if lo else "3. Background of the labour unit")
        + table([40, 60], [[p(a, "Cell", bold=True), v] for a, v in facts], header=False) + spacer()
        + h("4. ຂອບເຂດ ແລະ ເນື້ອໃນທີ່ຈະກວດກາ" if lo else "4. Scope and points to check")
        + b("ໄລຍະທີ່ກວດກາ: {{period_from}} ຫາ {{period_to}}." if lo else "Period inspected: {{period_from}} to {{period_to}}.")
        + table([8, 52, 40], [[w["no"], "ເນື້ອໃນກວດກາ" if lo else "Point to check", "ເອກະສານທີ່ຕ້ອງການ" if lo else "Documents needed"],
                              ["{{#checks}}{{no}}", "{{subject_matter}}", "{{documents}}{{/checks}}"]]) + spacer()
        + h("5. ກຳນົດເວລາ" if lo else "5. Schedule")
        + table([24, 50, 26], [["ວັນທີ" if lo else "Date", "ວຽກງານ" if lo else "Activity", "ຜູ້ຮັບຜິດຊອບ" if lo else "Responsible"],
                               ["{{#schedule}}{{day}}", "{{what}}", "{{who}}{{/schedule}}"]]) + spacer()
        + h("6. ຄະນະກວດກາ" if lo else "6. Inspection team") + team(l)
        + last("ແຜນການກວດກາສະບັບນີ້ ເປັນບ່ອນອີງໃຫ້ຄະນະກວດກາ ໃນການປະຕິບັດໜ້າທີ່." if lo else "The team works to this plan.")
        + signature(l))


def inspection_notice(l):
    lo = l == "lo"
    return ("ແຈ້ງການກວດກາ" if lo else "Notice of inspection"), (
        addressee(l) + basis(l)
        + b("{{issuer}} ຂໍແຈ້ງມາຍັງທ່ານຊາບວ່າ: ຄະນະກວດກາປະກັນສັງຄົມ ຈະລົງກວດກາການປະຕິບັດກົດໝາຍປະກັນສັງຄົມ ຢູ່ **{{unit_name}}** "
            "({{unit_address}}) ໃນວັນທີ **{{visit_from}}** ຫາ ວັນທີ **{{visit_to}}**, ຕາມໃບສັ່ງກວດກາ ເລກທີ {{order_number}}." if lo else
            "{{issuer}} informs you that the social security inspection team will inspect the application of the social security law at "
            "**{{unit_name}}** ({{unit_address}}) from **{{visit_from}}** to **{{visit_to}}**, under service order no. {{order_number}}.")
        + h("1. ຄະນະກວດກາ" if lo else "1. Inspection team") + team(l)
        + h("2. ເອກະສານທີ່ຂໍໃຫ້ກະກຽມ" if lo else "2. Documents to have ready")
        + numbered("documents_needed", "- {{text}}")
        + h("3. ການອຳນວຍຄວາມສະດວກ" if lo else "3. Cooperation")
        + b("ຂໍໃຫ້ຫົວໜ່ວຍແຮງງານ ມອບໝາຍຜູ້ຮັບຜິດຊອບ ເພື່ອປະສານງານ ແລະ ສະໜອງຂໍ້ມູນໃຫ້ຄະນະກວດກາ ຢ່າງຄົບຖ້ວນ ແລະ ຖືກຕ້ອງ. "
            "ກວດບັດປະຈຳຕົວຂອງຜູ້ກວດກາ ກ່ອນອະນຸຍາດໃຫ້ເຂົ້າສະຖານທີ່." if lo else
            "Please name a person who will assist the team and provide complete and correct information. "
            "Check the inspectors' identity cards before you admit them.")
        + b("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + last("ດັ່ງນັ້ນ, ຈຶ່ງແຈ້ງມາຍັງທ່ານ ເພື່ອຊາບ ແລະ ຈັດຕັ້ງປະຕິບັດ." if lo else "This notice is sent to you for information and action.")
        + signature_and_copies(l))


def visit_record(l):
    lo = l == "lo"
    w = WORDS[l]
    figures = [("ພົບຕົວຈິງ" if lo else "Found at work", "{{workers_found}}"), ("ຂຶ້ນທະບຽນແລ້ວ" if lo else "Registered", "{{workers_registered}}"),
               ("ບໍ່ທັນຂຶ້ນທະບຽນ" if lo else "Not registered", "{{workers_unregistered}}"),
               ("ຄ່າແຮງງານບໍ່ກົງກັນ" if lo else "Wage differs", "{{workers_wage_differs}}")]
    return ("ບົດບັນທຶກການລົງກວດກາ" if lo else "Record of visit"), (
        b("ວັນທີ **{{visit_date}}**, ເວລາ {{visit_start}} – {{visit_end}} ໂມງ, ຢູ່ {{visit_place}}, ຄະນະກວດກາ ໄດ້ລົງກວດກາຕົວຈິງ ດັ່ງນີ້:" if lo else
          "On **{{visit_date}}**, from {{visit_start}} to {{visit_end}}, at {{visit_place}}, the inspection team made this visit:")
        + unit_block(l)
        + h("1. ຜູ້ເຂົ້າຮ່ວມ" if lo else "1. Persons present")
        + table([8, 46, 46], [[w["no"], w["name"], "ຝ່າຍ ແລະ ຕຳແໜ່ງ" if lo else "Side and position"],
                              ["{{#present}}{{no}}", "{{name}}", "{{position}}{{/present}}"]]) + spacer()
        + h("2. ການກວດນັບແຮງງານ" if lo else "2. Roll call of workers")
        + table([25, 25, 25, 25], [[a for a, _ in figures], [v for _, v in figures]]) + spacer()
        + either("workers", table([8, 34, 24, 34], [[w["no"], w["name"], "ສະຖານະ" if lo else "Status", "ໝາຍເຫດ" if lo else "Note"],
                                                     ["{{#worker}}{{no}}", "{{name}}", "{{status}}", "{{note}}{{/worker}}"]]),
                 b("ບໍ່ມີລາຍຊື່ແຮງງານທີ່ຕ້ອງບັນທຶກ." if lo else "No worker had to be listed."))
        + h("3. ສິ່ງທີ່ກວດພົບ" if lo else "3. What was found")
        + either("findings", p("- {{text}}", "Body", indent=200), b("ບໍ່ພົບສິ່ງທີ່ຂັດກັບກົດໝາຍ." if lo else "Nothing contrary to the law was found."))
        + h("4. ຄຳໃຫ້ການ" if lo else "4. Statements")
        + either("statements", b("**{{who}}:** {{text}}"), b("ບໍ່ມີຄຳໃຫ້ການ." if lo else "No statement was made."))
        + h("5. ຫຼັກຖານ" if lo else "5. Evidence")
        + either("evidence_list", table([8, 56, 36], [[w["no"], "ລາຍການ" if lo else "Item", "ລະຫັດ SHA-256 (ຫຍໍ້)" if lo else "SHA-256 (short)"],
                                                       ["{{#evidence}}{{no}}", "{{description}}", "{{sha256_short}}{{/evidence}}"]]),
                 b("ບໍ່ມີຫຼັກຖານແນບ." if lo else "No evidence is attached.")) + spacer()
        + last("ບົດບັນທຶກນີ້ ໄດ້ອ່ານໃຫ້ທັງສອງຝ່າຍຟັງ ແລະ ເຫັນດີນຳກັນ ຈຶ່ງລົງລາຍເຊັນໄວ້ເປັນຫຼັກຖານ." if lo else
            "This record was read to both sides, who sign it in witness.")
        + two_signatures("ຕາງໜ້າຫົວໜ່ວຍແຮງງານ" if lo else "For the labour unit", "ຫົວໜ້າຄະນະກວດກາ" if lo else "Head of the team", l))


def inspection_report(l):
    lo = l == "lo"
    w = WORDS[l]
    return ("ບົດລາຍງານຜົນການກວດກາ" if lo else "Inspection report"), (
        addressee(l) + unit_block(l)
        + h("1. ຄວາມເປັນມາ" if lo else "1. Background") + basis(l) + b("{{background}}")
        + h("2. ການດຳເນີນການກວດກາ" if lo else "2. How the inspection was carried out") + b("{{proceedings}}") + team(l)
        + h("3. ຜົນການກວດກາ" if lo else "3. Findings")
        + either("has_findings", table([8, 44, 26, 22], [[w["no"], "ສິ່ງທີ່ກວດພົບ" if lo else "Finding", "ນິຕິກຳ" if lo else "Legal reference", "ຫຼັກຖານ" if lo else "Evidence"],
                                                          ["{{#findings}}{{no}}", "{{text}}", "{{legal_ref}}", "{{evidence}}{{/findings}}"]]),
                 b("ບໍ່ພົບສິ່ງທີ່ຂັດກັບກົດໝາຍ." if lo else "Nothing contrary to the law was found."))
        + h("4. ສະຫຼຸບ" if lo else "4. Conclusion") + b("{{conclusion}}")
        + h("5. ຂໍ້ສະເໜີ" if lo else "5. Proposals")
        + either("proposals", p("- {{text}}", "Body", indent=200), b("ສະເໜີປິດສຳນວນ." if lo else "It is proposed to close the file."))
        + last("ດັ່ງນັ້ນ, ຈຶ່ງລາຍງານມາຍັງທ່ານ ເພື່ອພິຈາລະນາ." if lo else "This report is submitted for consideration.")
        + signature(l))


def decision(l):
    lo = l == "lo"
    w = WORDS[l]
    return ("ຂໍ້ຕົກລົງ" if lo else "Decision"), (
        p("ວ່າດ້ວຍ {{subject}}" if lo else "on {{subject}}", "Body", align="center", bold=True)
        + basis(l)
        + p("ຜູ້ອຳນວຍການ ຕົກລົງ:" if lo else "The Director decides:", "Body", align="center", bold=True)
        + h("ມາດຕາ 1" if lo else "Article 1")
        + b("ຮັບຮອງເອົາຜົນການກວດກາ ຢູ່ {{unit_name}} (ເລກທະບຽນ {{unit_number}}), ຕາມບົດລາຍງານ ເລກທີ {{report_number}} ລົງວັນທີ {{report_date}}, "
            "ໃບສັ່ງກວດກາ ເລກທີ {{order_number}}." if lo else
            "The result of the inspection at {{unit_name}} (registration no. {{unit_number}}) under service order no. {{order_number}} is adopted as in "
            "report no. {{report_number}} of {{report_date}}.")
        + h("ມາດຕາ 2" if lo else "Article 2")
        + either("has_measures", b("ໃຫ້ຫົວໜ່ວຍແຮງງານ ປະຕິບັດມາດຕະການ ດັ່ງນີ້:" if lo else "The labour unit shall carry out these measures:")
                 + table([8, 46, 26, 20], [[w["no"], "ມາດຕະການ" if lo else "Measure", "ນິຕິກຳ" if lo else "Legal reference", "ກຳນົດເວລາ" if lo else "Due"],
                                           ["{{#measures}}{{no}}", "{{text}}", "{{legal_ref}}", "{{due}}{{/measures}}"]]),
                 b("ບໍ່ມີມາດຕະການທີ່ຕ້ອງປະຕິບັດ." if lo else "No measure is required."))
        + h("ມາດຕາ 3" if lo else "Article 3")
        + b("{{reasons}}")
        + h("ມາດຕາ 4" if lo else "Article 4")
        + b("{{remedies}}")
        + h("ມາດຕາ 5" if lo else "Article 5")
        + last("ຂໍ້ຕົກລົງນີ້ ມີຜົນນຳໃຊ້ນັບແຕ່ {{effective_from}} ເປັນຕົ້ນໄປ." if lo else "This decision takes effect on {{effective_from}}.")
        + signature_and_copies(l))


def decision_notice(l):
    lo = l == "lo"
    return ("ໜັງສືແຈ້ງຂໍ້ຕົກລົງ" if lo else "Notification of a decision"), (
        addressee(l)
        + b("{{issuer}} ຂໍສົ່ງຂໍ້ຕົກລົງ ເລກທີ **{{decision_number}}** ລົງວັນທີ {{decision_date}} ກ່ຽວກັບການກວດກາ **{{unit_name}}** "
            "(ໃບສັ່ງກວດກາ ເລກທີ {{order_number}}) ມາຍັງທ່ານ ເພື່ອຊາບ ແລະ ຈັດຕັ້ງປະຕິບັດ." if lo else
            "{{issuer}} sends you decision no. **{{decision_number}}** of {{decision_date}} on the inspection of **{{unit_name}}** "
            "(service order no. {{order_number}}) for information and action.")
        + h("ເນື້ອໃນໂດຍຫຍໍ້" if lo else "Summary") + b("{{summary}}")
        + h("ສິດສະເໜີຄວາມເຫັນ ແລະ ຂໍອຸທອນ" if lo else "Your right to make allegations and to appeal") + b("{{remedies}}")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature(l)
        + h("ໃບຮັບເອກະສານ" if lo else "Acknowledgement of receipt")
        + b("ຂ້າພະເຈົ້າ ............................................................ ຕຳແໜ່ງ ........................................ ໄດ້ຮັບໜັງສືແຈ້ງ ເລກທີ "
            "{{register_number}} ໃນວັນທີ ....... / ....... / ............. ລາຍເຊັນ ..............................." if lo else
            "I, ............................................................, position ........................................, received notification no. "
            "{{register_number}} on ....... / ....... / ............. Signature ..............................."))


def service_order(l):
    lo = l == "lo"
    return ("ໃບສັ່ງກວດກາ" if lo else "Service order"), (
        basis(l)
        + b("ມອບໝາຍໃຫ້ຄະນະກວດກາ ທີ່ມີລາຍຊື່ລຸ່ມນີ້ ດຳເນີນການກວດກາການປະຕິບັດກົດໝາຍປະກັນສັງຄົມ:" if lo else
            "The team named below is ordered to inspect the application of the social security law:")
        + unit_block(l)
        + b("**ທີ່ມາຂອງການກວດກາ:** {{origin}}" if lo else "**Origin of the inspection:** {{origin}}")
        + b("**ເນື້ອໃນ:** {{subject}}" if lo else "**Subject:** {{subject}}")
        + b("**ກຳນົດເວລາ:** {{visit_from}} ຫາ {{visit_to}}" if lo else "**Period:** {{visit_from}} to {{visit_to}}")
        + h("ຄະນະກວດກາ" if lo else "Inspection team") + team(l)
        + last("ໃຫ້ຜູ້ທີ່ມີລາຍຊື່ຂ້າງເທິງ ປະຕິບັດໜ້າທີ່ຢ່າງເຂັ້ມງວດ, ຮັກສາຄວາມລັບ ແລະ ລາຍງານຜົນຕາມຂັ້ນຕອນ. ໃບສັ່ງນີ້ ມີຜົນນັບແຕ່ມື້ລົງລາຍເຊັນເປັນຕົ້ນໄປ." if lo else
            "The persons named shall carry out this duty strictly, keep it confidential and report in due form. This order takes effect on the day of signature.")
        + signature_and_copies(l))


def enquiry_letter(l):
    lo = l == "lo"
    return ("ໜັງສືສອບຖາມຂໍ້ມູນ" if lo else "Letter of enquiry"), (
        addressee(l) + basis(l)
        + b("ໃນການກວດກາ **{{unit_name}}** ຕາມໃບສັ່ງກວດກາ ເລກທີ {{order_number}}, {{issuer}} ຂໍຄວາມຮ່ວມມືຈາກທ່ານ ສະໜອງຂໍ້ມູນ ດັ່ງນີ້:" if lo else
            "In the inspection of **{{unit_name}}** under service order no. {{order_number}}, {{issuer}} asks for your cooperation in providing the following:")
        + numbered("questions", "{{no}}. {{text}}")
        + b("ຂໍໃຫ້ຕອບກັບພາຍໃນວັນທີ **{{answer_by}}** ໂດຍອ້າງອີງເລກທີໜັງສືນີ້. ຂໍ້ມູນທີ່ໄດ້ຮັບ ຈະນຳໃຊ້ສະເພາະເຂົ້າໃນການກວດການີ້ເທົ່ານັ້ນ." if lo else
            "Please answer by **{{answer_by}}**, quoting the number of this letter. What you send will be used for this inspection only.")
        + b("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + last("ຮຽນມາດ້ວຍຄວາມນັບຖື." if lo else "Yours faithfully,")
        + signature_and_copies(l))


def closing_letter(l):
    lo = l == "lo"
    return ("ໜັງສືແຈ້ງປິດສຳນວນການກວດກາ" if lo else "Closing letter"), (
        addressee(l)
        + b("{{issuer}} ຂໍແຈ້ງມາຍັງທ່ານຊາບວ່າ: ສຳນວນການກວດກາ **{{unit_name}}** ຕາມໃບສັ່ງກວດກາ ເລກທີ {{order_number}} ໄດ້ສຳເລັດ ແລະ ປິດລົງ ໃນວັນທີ **{{closed_on}}**." if lo else
            "{{issuer}} informs you that the inspection file of **{{unit_name}}** under service order no. {{order_number}} was completed and closed on **{{closed_on}}**.")
        + h("ຜົນການກວດກາ" if lo else "Result") + b("{{result}}")
        + b("ການປິດສຳນວນນີ້ ບໍ່ຕັດສິດໃນການກວດກາຄັ້ງຕໍ່ໄປ ຖ້າມີຂໍ້ມູນໃໝ່." if lo else
            "Closing this file does not exclude another inspection should new facts become known.")
        + last("ຂໍຂອບໃຈໃນການຮ່ວມມື." if lo else "Thank you for your cooperation.")
        + signature_and_copies(l))


def closing_record(l):
    lo = l == "lo"
    w = WORDS[l]
    return ("ບົດບັນທຶກປິດສຳນວນ" if lo else "Closing record"), (
        unit_block(l)
        + b("ສຳນວນການກວດກາຂ້າງເທິງ ໄດ້ກວດຄືນ ແລະ ປິດລົງ ໃນວັນທີ **{{closed_on}}** ໂດຍ {{closed_by}}." if lo else
            "The inspection file named above was reviewed and closed on **{{closed_on}}** by {{closed_by}}.")
        + h("1. ຜົນ" if lo else "1. Result") + b("{{result}}")
        + h("2. ຂັ້ນຕອນທີ່ໄດ້ປະຕິບັດ" if lo else "2. Steps taken")
        + table([24, 46, 30], [["ວັນທີ" if lo else "Date", "ຂັ້ນຕອນ" if lo else "Step", "ຜູ້ປະຕິບັດ" if lo else "By"],
                               ["{{#steps}}{{day}}", "{{what}}", "{{who}}{{/steps}}"]]) + spacer()
        + h("3. ບັນຊີເອກະສານໃນສຳນວນ" if lo else "3. Documents in the file")
        + table([8, 26, 46, 20], [[w["no"], w["number"], "ເອກະສານ" if lo else "Document", "ວັນທີ" if lo else "Date"],
                                  ["{{#documents}}{{no}}", "{{number}}", "{{document_title}}", "{{day}}{{/documents}}"]]) + spacer()
        + last("ບົດບັນທຶກນີ້ ເຮັດຂຶ້ນໄວ້ເປັນຫຼັກຖານຂອງການປິດສຳນວນ." if lo else "This record is made as evidence of the closing of the file.")
        + signature(l))


def withdrawal_notice(l):
    lo = l == "lo"
    return ("ແຈ້ງການຖອນໃບສັ່ງກວດກາ" if lo else "Notice of withdrawal of the inspection order"), (
        addressee(l) + basis(l)
        + b("{{issuer}} ຂໍແຈ້ງມາຍັງທ່ານຊາບວ່າ: ໃບສັ່ງກວດກາ ເລກທີ **{{order_number}}** ກ່ຽວກັບ **{{unit_name}}** ໄດ້ຖືກຖອນ ໃນວັນທີ **{{closed_on}}**." if lo else
            "{{issuer}} informs you that inspection order no. **{{order_number}}** concerning **{{unit_name}}** was withdrawn on **{{closed_on}}**.")
        + b("ແຈ້ງການ ແລະ ໜັງສືສອບຖາມ ທີ່ອອກຕາມໃບສັ່ງນີ້ ໝົດຜົນສັກສິດ ນັບແຕ່ວັນທີດັ່ງກ່າວ." if lo else
            "Notices and enquiries issued under this order have no effect from that day on.")
        + b("ການຖອນໃບສັ່ງນີ້ ບໍ່ຕັດສິດໃນການກວດກາຄັ້ງຕໍ່ໄປ." if lo else "The withdrawal does not exclude another inspection.")
        + last("ດັ່ງນັ້ນ, ຈຶ່ງແຈ້ງມາຍັງທ່ານ ເພື່ອຊາບ." if lo else "This notice is sent to you for information.")
        + signature_and_copies(l))


LETTERS = [approval, inspection_plan, inspection_notice, visit_record, inspection_report, decision, decision_notice, service_order,
           enquiry_letter, closing_letter, closing_record, withdrawal_notice, *correspondence.LETTERS, *records.LETTERS]


def main():
    out = Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).resolve().parents[3] / "config" / "templates"
    for language in ("lo", "en"):
        (out / language).mkdir(parents=True, exist_ok=True)
        for letter in LETTERS:
            name, body = letter(language)
            write(out / language / f"{letter.__name__}.docx", language, name, head(language) + title(name) + body, footer(language))


if __name__ == "__main__":
    main()
