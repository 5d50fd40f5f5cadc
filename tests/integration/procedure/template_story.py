#!/usr/bin/env python3
"""template_story.py BASE_URL: a legal officer downloads a template, changes it, uploads it while the host runs; the next
letter shows it, the letter before does not. What may not be uploaded, and who may not, is refused.
"""
import io
import re
import sys
import zipfile
from datetime import date, timedelta

from check_inspection import Story, say
from http_user import Refused

HOME = "/inspection/templates"
ORDER = HOME + "/lo/service_order"
TITLE = "ໃບສັ່ງກວດກາ"
NEW_WORDS = "ຂໍ້ຄວາມໃໝ່ ຂອງແບບສະບັບນີ້"
PARAGRAPH = "<w:p><w:r><w:t>{}</w:t></w:r></w:p>"


def expect(true, page, sentence):
    if not true:
        raise Refused(page.status, page.address, f"{sentence}; the page says: {page.text[:800]}")


def changed(docx, words="", drop="", extra=None):
    """The template with a paragraph more before the last section's properties, as a word processor would leave it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(docx)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            data = old.read(name)
            if name == "word/document.xml" and words:
                text = data.decode()
                at = text.rindex("<w:sectPr") if "<w:sectPr" in text else text.rindex("</w:body>")
                data = (text[:at] + PARAGRAPH.format(words) + text[at:]).encode()
            if drop and name.startswith("word/") and name.endswith(".xml"):
                data = data.decode().replace(drop, "").encode()
            new.writestr(name, data)
        for name, data in (extra or {}).items():
            new.writestr(name, data)
    return out.getvalue()


def words_of(docx):
    with zipfile.ZipFile(io.BytesIO(docx)) as letter:
        return re.sub(r"<[^>]*>", "", letter.read("word/document.xml").decode())


def service_order(story):
    """The DOCX of the file's service order, as the page of documents hands it out."""
    page = story.case("head.01", "/documents")
    for href in dict.fromkeys(h for h, _ in page.links if h.startswith("/inspection/documents/")):
        letter = story.person("head.01").request("GET", href.rsplit("/", 1)[0] + "/file")
        expect(letter.status == 200, letter, "a letter cannot be downloaded")
        if TITLE in words_of(letter.body):  # the requester's acknowledgement was written before
            return letter.body
    raise Refused(page.status, page.address, "no service order was made")


def to_the_order(base, passed_over):
    story = Story(base)
    story.passed_over = passed_over
    story.record_request()
    story.accept_request()
    story.task("registration", {"register_data": "right"})
    story.assign()
    return story


def upload(who, content, name="service_order.docx", address=ORDER, day=None, note="ຂໍ້ຕົກລົງ ເລກທີ 1", refused=None):
    page = who.get(address)
    values = {"note": note} | ({"valid_from": day.isoformat()} if day else {})  # else today, as the form proposes
    done = who.submit(page, address, values, {"file": (name, content)},
                      expect_errors=refused is not None)
    if refused is not None:
        expect(done.status == 422 and refused in " ".join(done.errors), done, f"not refused with “{refused}”")
    return done


def main(base, passed_over):
    before = to_the_order(base, passed_over)
    legal = before.person("legal")
    expect(HOME in legal.get("/inspection").html, legal.get("/inspection"), "no link leads to the templates")
    shipped = legal.request("GET", ORDER + "/0").body
    expect(shipped[:2] == b"PK", legal.get(ORDER), "the shipped template cannot be downloaded")

    upload(legal, changed(shipped, "{{salary_of_the_minister}}"), refused="salary_of_the_minister")
    upload(legal, changed(shipped, drop="{{register_number}}"), refused="register_number")
    upload(legal, changed(shipped, "{{#team}}"), refused="team")
    upload(legal, changed(shipped, extra={"word/vbaProject.bin": b"macro"}), refused="macro")
    upload(legal, b"%PDF-1.4 no", "service_order.pdf", refused=".docx")
    upload(legal, b"not a word file at all", refused="")
    upload(legal, shipped, day=date.today() - timedelta(days=3), refused="ມື້ນີ້")
    upload(legal, shipped, note="", refused="")
    page = legal.get(ORDER)
    expect(ORDER + "/1" not in page.html, page, "a refused upload left a version")

    upload(legal, changed(shipped, NEW_WORDS))
    upload(legal, changed(shipped, "ອະນາຄົດ"), day=date.today() + timedelta(days=40))
    page = legal.get(ORDER)
    expect(ORDER + "/2" in page.html and "ຂໍ້ຕົກລົງ ເລກທີ 1" in page.text, page, "the versions are not listed")
    expect(NEW_WORDS in words_of(legal.request("GET", ORDER + "/1").body), page, "version 1 is another file")
    english = legal.request("GET", HOME, headers={"Accept-Language": "en"})
    expect("Templates of letters" in english.text and "version 1" in english.text, english, "not in English")

    after = to_the_order(base, passed_over + 1)
    expect(NEW_WORDS not in words_of(service_order(before)), page, "an issued letter changed")
    letter = words_of(service_order(after))
    expect(NEW_WORDS in letter, page, f"the next letter does not show the new template: {letter[:300]}")
    expect("ອະນາຄົດ" not in letter and "{{" not in letter, page, "a template of a later day was used")
    for login in ("director", "head.01", "inspector.01a", "registration", "auditor"):
        page = before.person(login).request("GET", ORDER)
        expect(page.status == 403, page, f"{login} may see templates")
    say("legal: a template replaced while the host runs shows in the next letter")


if __name__ == "__main__":
    try:
        main(sys.argv[1], int(sys.argv[2]))
    except Refused as refused:
        sys.exit(f"template_story: {refused}")
