"""Letters to others than the labour unit: who asked for the inspection, other institutions, the public."""
from letter import addressee, b, basis, either, h, last, numbered, signature, signature_and_copies


def contact(l):
    return b("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if l == "lo" else "Contact: {{contact}}.")


def to_requester(l, opening):
    """Nothing of the labour unit stands in it, not even its name: the letter may fall into other hands."""
    return (addressee(l) + b(opening)
            + b("ຊື່ ແລະ ທີ່ຢູ່ ຂອງທ່ານ ຖືກຮັກສາເປັນຄວາມລັບ. ເວລາຕິດຕໍ່ ກະລຸນາອ້າງເລກທີຄຳຮ້ອງ **{{request_number}}**." if l == "lo" else
                "Your name and address are kept secret. Please quote request no. **{{request_number}}** when you contact us."))


def request_receipt(l):
    lo = l == "lo"
    return ("ໜັງສືຢັ້ງຢືນການຮັບຄຳຮ້ອງ" if lo else "Acknowledgement of a request"), (
        to_requester(l, "{{issuer}} ໄດ້ຮັບຄຳຮ້ອງຂອງທ່ານ ເລກທີ **{{request_number}}** ໃນວັນທີ **{{request_date}}** ແລ້ວ, ແລະ ຈະພິຈາລະນາຕາມກົດໝາຍ."
                     if lo else
                     "{{issuer}} received your request no. **{{request_number}}** on **{{request_date}}** and examines it as the law provides.")
        + contact(l)
        + last("ພວກເຮົາ ຈະແຈ້ງໃຫ້ທ່ານຊາບ ຖ້າບໍ່ສາມາດຮັບຄຳຮ້ອງໄວ້ດຳເນີນການ, ຫຼື ເມື່ອການກວດກາ ສິ້ນສຸດລົງ." if lo else
               "You will be told if the request cannot be taken up, or when the inspection has ended.")
        + signature(l))


def request_answer(l):
    lo = l == "lo"
    return ("ຄຳຕອບຕໍ່ຄຳຮ້ອງ" if lo else "Answer to a request"), (
        to_requester(l, "{{issuer}} ໄດ້ພິຈາລະນາຄຳຮ້ອງຂອງທ່ານ ເລກທີ **{{request_number}}** ທີ່ໄດ້ຮັບໃນວັນທີ {{request_date}} ແລ້ວ, ແລະ ບໍ່ສາມາດຮັບໄວ້ດຳເນີນການກວດກາໄດ້."
                     if lo else
                     "{{issuer}} has examined your request no. **{{request_number}}**, received on {{request_date}}, and cannot take it up as an inspection.")
        + h("ເຫດຜົນ" if lo else "Reasons") + numbered("reasons_given", "{{text}}")
        + h("ສິດຂອງທ່ານ" if lo else "What you may do") + b("{{requester_remedies}}")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature(l))


def request_outcome(l):
    lo = l == "lo"
    return ("ແຈ້ງການສິ້ນສຸດການກວດກາ ຕາມຄຳຮ້ອງ" if lo else "Outcome of a request"), (
        to_requester(l, "ກ່ຽວກັບຄຳຮ້ອງຂອງທ່ານ ເລກທີ **{{request_number}}** ທີ່ໄດ້ຮັບໃນວັນທີ {{request_date}}, {{issuer}} ຂໍແຈ້ງວ່າ:"
                     if lo else
                     "On your request no. **{{request_number}}**, received on {{request_date}}, {{issuer}} informs you:")
        + either("inspected", b("ການກວດກາ ໄດ້ສິ້ນສຸດລົງແລ້ວ." if lo else "The inspection has ended."),
                 b("ການກວດກາ ບໍ່ໄດ້ດຳເນີນ ຫຼື ບໍ່ດຳເນີນຕໍ່." if lo else "No inspection is carried out, or it is not continued."))
        + b("ສິ່ງທີ່ກວດພົບ ເປັນຂໍ້ມູນຂອງຫົວໜ່ວຍແຮງງານ ແລະ ຂອງບຸກຄົນອື່ນ, ກົດໝາຍບໍ່ໃຫ້ເປີດເຜີຍໃນໜັງສືນີ້." if lo else
            "What was found belongs to the labour unit and to other persons; the law does not let us disclose it here.")
        + h("ສິດຂອງທ່ານ" if lo else "What you may do")
        + b("ທ່ານສາມາດ ຂໍເບິ່ງຂໍ້ມູນການປະກັນສັງຄົມຂອງຕົນເອງ ຢູ່ຫ້ອງການປະກັນສັງຄົມ ໂດຍຖືບັດປະຈຳຕົວໄປນຳ." if lo else
            "You may ask for your own social security record at the social security office; bring your identity card.")
        + b("{{requester_remedies}}")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature(l))


def authority_outcome(l):
    lo = l == "lo"
    return ("ແຈ້ງຜົນການກວດກາ ຕໍ່ອົງການທີ່ສະເໜີ" if lo else "Outcome of an inspection, to the authority that asked for it"), (
        addressee(l)
        + b("ອີງຕາມ ໜັງສືຂອງທ່ານ ເລກທີ **{{authority_reference}}**, ທີ່ໄດ້ຮັບໃນວັນທີ {{request_date}}, {{issuer}} ຂໍແຈ້ງວ່າ:" if lo else
            "With reference to your letter no. **{{authority_reference}}**, received on {{request_date}}, {{issuer}} informs you:")
        + either("inspected", b("ການກວດກາ **{{unit_name}}** ຕາມໃບສັ່ງກວດກາ ເລກທີ {{order_number}} ໄດ້ສິ້ນສຸດລົງ. ຂໍ້ຕົກລົງ: {{decision_number}}, ວັນທີ {{decision_date}}." if lo else
                                "The inspection of **{{unit_name}}** under service order no. {{order_number}} has ended. Decision: {{decision_number}}, {{decision_date}}."),
                 b("ການກວດກາ **{{unit_name}}** ຕາມໃບສັ່ງກວດກາ ເລກທີ {{order_number}} ບໍ່ໄດ້ດຳເນີນ ຫຼື ບໍ່ດຳເນີນຕໍ່." if lo else
                   "No inspection of **{{unit_name}}** under service order no. {{order_number}} is carried out, or it is not continued."))
        + b("ຂໍ້ມູນສ່ວນບຸກຄົນ ແລະ ຄວາມລັບທາງການຄ້າ ບໍ່ໄດ້ລະບຸໄວ້ໃນໜັງສືນີ້." if lo else "Personal data and trade secrets are left out of this letter.")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature_and_copies(l))


def referral(l):
    lo = l == "lo"
    return ("ໜັງສືສົ່ງສຳນວນ" if lo else "Referral"), (
        addressee(l) + basis(l)
        + b("{{issuer}} ຂໍສົ່ງສຳນວນການກວດກາ **{{unit_name}}** (ເລກທະບຽນ {{unit_number}}, {{unit_address}}), ໃບສັ່ງກວດກາ ເລກທີ {{order_number}}, ມາຍັງທ່ານ. "
            "ຂໍ້ຕົກລົງ ເລກທີ **{{decision_number}}** ລົງວັນທີ {{decision_date}} ສິ້ນສຸດແລ້ວ ແຕ່ຍັງບໍ່ໄດ້ປະຕິບັດຄົບຖ້ວນ." if lo else
            "{{issuer}} refers to you the inspection file of **{{unit_name}}** (registration no. {{unit_number}}, {{unit_address}}), service order no. {{order_number}}. "
            "Decision no. **{{decision_number}}** of {{decision_date}} is final and has not been carried out in full.")
        + h("ເນື້ອໃນຂອງຂໍ້ຕົກລົງ" if lo else "The decision") + b("{{summary}}")
        + b("ຍອດຄ້າງຈ່າຍ: **{{balance}}**" if lo else "Balance owed: **{{balance}}**")
        + h("ສິ່ງທີ່ຂໍໃຫ້ປະຕິບັດ" if lo else "What is asked") + numbered("asked", "{{no}}. {{text}}")
        + b("ກຳນົດເວລາຕອບ: {{answer_by}}. ເວລາຕອບ ກະລຸນາອ້າງເລກທີ {{register_number}}." if lo else
            "Answer by: {{answer_by}}. Please quote no. {{register_number}} in your answer.")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature_and_copies(l))


def reminder(l):
    lo = l == "lo"
    return ("ໜັງສືເຕືອນ" if lo else "Reminder"), (
        addressee(l)
        + b("{{issuer}} ຍັງບໍ່ໄດ້ຮັບຄຳຕອບ ຕໍ່ໜັງສືສົ່ງສຳນວນ ເລກທີ **{{letter_number}}** ລົງວັນທີ **{{letter_date}}** ກ່ຽວກັບ **{{unit_name}}** "
            "(ຂໍ້ຕົກລົງ ເລກທີ {{decision_number}} ລົງວັນທີ {{decision_date}})." if lo else
            "{{issuer}} has not yet received your answer to referral no. **{{letter_number}}** of **{{letter_date}}** concerning **{{unit_name}}** "
            "(decision no. {{decision_number}} of {{decision_date}}).")
        + b("ນີ້ແມ່ນການເຕືອນ ຄັ້ງທີ **{{reminder_no}}**. ຍອດຄ້າງຈ່າຍ ຕາມທີ່ລາຍງານຫຼ້າສຸດ: {{balance}}." if lo else
            "This is reminder no. **{{reminder_no}}**. Balance owed as last reported: {{balance}}.")
        + h("ສິ່ງທີ່ຂໍໃຫ້ປະຕິບັດ" if lo else "What is asked") + numbered("asked", "{{no}}. {{text}}")
        + b("ຂໍໃຫ້ທ່ານ ຕອບກັບພາຍໃນກຳນົດເວລາ: {{answer_by}}." if lo else "Please answer by: {{answer_by}}.")
        + last("ຕິດຕໍ່ສອບຖາມ: {{contact}}." if lo else "Contact: {{contact}}.")
        + signature(l))


def public_notice(l):
    """Hung up where everybody reads it: that there is a decision and where it lies, nothing of what it says."""
    lo = l == "lo"
    return ("ປະກາດ" if lo else "Public announcement"), (
        b("{{issuer}} ຂໍປະກາດໃຫ້ **{{unit_name}}** ({{unit_address}}) ຊາບວ່າ: ຂໍ້ຕົກລົງ ເລກທີ **{{decision_number}}** ລົງວັນທີ {{decision_date}} "
          "ບໍ່ສາມາດສົ່ງມອບໃຫ້ໄດ້." if lo else
          "{{issuer}} announces to **{{unit_name}}** ({{unit_address}}) that decision no. **{{decision_number}}** of {{decision_date}} "
          "could not be served.")
        + b("ປະກາດນີ້ ຕິດໄວ້ຢູ່ {{posted_where}} ໃນວັນທີ **{{posted_on}}**. ອົງການທ້ອງຖິ່ນ ທີ່ຢັ້ງຢືນ: {{posted_certified}}." if lo else
            "This announcement was posted at {{posted_where}} on **{{posted_on}}**. Certified by the local authority: {{posted_certified}}.")
        + b("ກຳນົດເວລາ ທີ່ຖືວ່າໄດ້ຮັບຂໍ້ຕົກລົງແລ້ວ: {{deemed_period}}." if lo else
            "Period after which the decision counts as served: {{deemed_period}}.")
        + last("ຂໍ້ຕົກລົງ ສາມາດມາຮັບໄດ້ຢູ່: {{contact}}." if lo else "The decision can be collected at: {{contact}}.")
        + signature(l))


LETTERS = [request_receipt, request_answer, request_outcome, authority_outcome, referral, reminder, public_notice]
