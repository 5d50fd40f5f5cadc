"""What all our letters share: the head of the state, issuer and number, the signature with the QR code, the footer."""
from ooxml import p, picture, run, spacer, table

WORDS = {
    "lo": {"number": "ເລກທີ", "date": "{{place}}, ວັນທີ {{date}}", "basis": "ອີງຕາມ", "no": "ລ/ດ", "name": "ຊື່ ແລະ ນາມສະກຸນ",
           "position": "ຕຳແໜ່ງ", "role": "ໜ້າທີ່ໃນຄະນະ", "to": "ຮຽນ", "subject": "ເລື່ອງ",
           "qr": "ລະຫັດ QR ສຳລັບກວດສອບເອກະສານ ເລກທີ {{register_number}}",
           "code": "ລະຫັດກວດສອບ\n{{verify_code}}",
           "footer": "ກວດສອບເອກະສານນີ້ໄດ້ທີ່ {{verify_url}} · ເລກທີ {{register_number}} · ໜ້າ ",
           "order": "ໃບສັ່ງກວດກາ ເລກທີ", "unit": "ຫົວໜ່ວຍແຮງງານ", "unit_number": "ເລກທະບຽນປະກັນສັງຄົມ", "address": "ທີ່ຢູ່",
           "team": "ຄະນະກວດກາ", "copies": "ບ່ອນສົ່ງ"},
    "en": {"number": "No.", "date": "{{place}}, {{date}}", "basis": "Pursuant to", "no": "No.", "name": "Name",
           "position": "Position", "role": "Role in the team", "to": "To", "subject": "Subject",
           "qr": "QR code to verify document no. {{register_number}}",
           "code": "Verification code\n{{verify_code}}",
           "footer": "Verify this document at {{verify_url}} · No. {{register_number}} · Page ",
           "order": "Service order no.", "unit": "Labour unit", "unit_number": "Social security registration no.", "address": "Address",
           "team": "Inspection team", "copies": "Copies"},
}


def head(lang):
    w = WORDS[lang]
    left = p("{{issuer_parent}}", "Issuer") + p("{{issuer}}", "Issuer", bold=True)
    right = p(f"{w['number']} {{{{register_number}}}}", "Issuer", align="right") + p(w["date"], "Issuer", align="right")
    return (p("{{#copy}}", "Body") + p("{{copy_note}}", "Body", align="center", bold=True) + p("{{/copy}}", "Body")
            + p("{{heading}}", "State", bold=True) + p("{{motto}}", "State") + p("-------===000===-------", "State", after=160)
            + table([50, 50], [[left, right]], header=False, borders=False))


def title(text):
    return p(text, "Heading1")


def addressee(lang):
    w = WORDS[lang]
    return p(f"**{w['to']}:** {{{{addressee}}}}", "Body") + p(f"**{w['subject']}:** {{{{subject}}}}", "Body", after=160)


def basis(lang):
    return (p("{{#legal_basis}}", "Body") + p(f"- {WORDS[lang]['basis']} {{{{text}}}};", "Body", indent=200)
            + p("{{/legal_basis}}", "Body"))


def unit_block(lang):
    w = WORDS[lang]
    rows = [[p(w["order"], "Cell", bold=True), "{{order_number}}"], [p(w["unit"], "Cell", bold=True), "{{unit_name}}"],
            [p(w["unit_number"], "Cell", bold=True), "{{unit_number}}"], [p(w["address"], "Cell", bold=True), "{{unit_address}}"]]
    return table([32, 68], rows, header=False) + spacer()


def team(lang):
    w = WORDS[lang]
    return table([8, 40, 30, 22], [[w["no"], w["name"], w["position"], w["role"]],
                                   ["{{#team}}{{no}}", "{{name}}", "{{position}}", "{{role}}{{/team}}"]]) + spacer()


def verification(lang):
    w = WORDS[lang]
    return picture("rId2", "{{image:qr}}" + w["qr"], 24) + p(w["code"], "Footer")


def signature(lang, below=""):
    """One row that never breaks, on the page of the words before it; `below` stands under the code in the same row."""
    right = (p("{{signer_title}}", "Body", align="center", bold=True, before=60, after=900, keep=True)
             + p("{{signer_name}}", "Body", align="center", bold=True))
    return spacer(keep=True) + table([55, 45], [[verification(lang) + below, right]], header=False, borders=False)


def two_signatures(left_title, right_title, lang):
    """A record signed by both sides, with the QR code below."""
    def side(title, name):
        return p(title, "Body", align="center", bold=True, after=900, keep=True) + p(name, "Body", align="center", keep=True)
    rows = [[side(left_title, "{{unit_signer}}"), side(right_title, "{{signer_name}}")], [verification(lang), p("", "Cell")]]
    return spacer(keep=True) + table([50, 50], rows, header=False, borders=False)


def signature_and_copies(lang):
    """Who gets a copy stands in the row of the signature: below the table it could come to a page of its own."""
    return signature(lang, p("{{#copies}}", "Footer") + p(f"**{WORDS[lang]['copies']}:** {{{{text}}}}", "Footer", before=60)
                     + p("{{/copies}}", "Footer"))


def footer(lang):
    field = ('<w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> PAGE </w:instrText></w:r>'
             '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>1</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>')
    line = ('<w:pBdr><w:top w:val="single" w:sz="4" w:space="4" w:color="5A6672"/></w:pBdr>')
    return f'<w:p><w:pPr><w:pStyle w:val="Footer"/>{line}</w:pPr>{run(WORDS[lang]["footer"])}{field}</w:p>'


def numbered(section, text):
    return p(f"{{{{#{section}}}}}", "Body") + p(text, "Body", indent=200) + p(f"{{{{/{section}}}}}", "Body")


def either(section, there, absent):
    return (p(f"{{{{#{section}}}}}", "Body") + there + p(f"{{{{/{section}}}}}", "Body") + p(f"{{{{^{section}}}}}", "Body")
            + absent + p(f"{{{{/{section}}}}}", "Body"))


def h(text):
    return p(text, "Heading2")


def b(text):
    return p(text, "Body")


def last(text):
    """The words before the signature stay on its page: a signature never stands alone."""
    return p(text, "Body", keep=True)
