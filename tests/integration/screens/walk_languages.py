#!/usr/bin/env python3
"""Reads every screen in Lao and in English while one complaint goes from its recording to a closed file.

Usage: walk_languages.py BASE_URL REGISTRY_FOLDER. Exit 0 when an English page holds no Lao letters that are not data,
a Lao page no English words that are not data, and no page shows a code; 1 with one line per finding.
Data is what the register's files hold and what the story types. Attributes that people hear or see count as text.
"""
import collections
import csv
import pathlib
import re
import sys
from html.parser import HTMLParser

from check_inspection import Story, say
from http_user import Person, Refused

LAO = re.compile("[\u0e80-\u0eff]")
LAO_RUN = re.compile("[\u0e80-\u0eff]+(?:[ .,:–-]+[\u0e80-\u0eff]+)*")
WORD = re.compile(r"[A-Za-z][A-Za-z’'.-]*[A-Za-z]")
CODE = re.compile(r"\b[a-z]+(?:[._][a-z]+)+\b")
NUMBER = re.compile(r"\b(?:\d{4}/ອປສ|[A-Z]{2,6}-[\d-]+|[A-Z]{2}\d{4,}|[A-Z]\d{3,}|[0-9A-Fa-f]{8,}|[0-9A-Z]{4}(?:-[0-9A-Z]{4})+)\b")
SPOKEN = ("aria-label", "placeholder", "title", "alt", "data-label", "data-confirm")
# Names that are the same in both languages: of formats, programs and registers.
SAME = set("lsso-host ssiis MIS PDF QR DOCX ODT CSV XLSX JPEG PNG SSIIS ABI MiB SHA README ISIC BPMN English bpmn.io DMN UTF YYYY-MM Word docx LibreOffice ICAO IBAN LSSO".split())


class Texts(HTMLParser):
    """Visible texts of a page with the language that the element says it has, where that is another than the page's."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.stack, self.page = [], [], None

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "html":
            self.page = a.get("lang")
        own = a.get("lang", self.stack[-1][1] if self.stack else self.page)
        hidden = tag in ("script", "style") or (self.stack and self.stack[-1][2])
        # What a person typed stands in controls; their labels stand elsewhere.
        # A code that is read to the help desk is the same in every language, and says so.
        typed = tag == "textarea" or a.get("data-typed") is not None or a.get("translate") == "no"
        if tag not in ("br", "img", "input", "hr", "meta", "link", "use", "path", "circle", "rect", "line", "wbr", "col"):
            self.stack.append((tag, own, hidden or typed))
        if own == self.page and not hidden:
            self.found += [a[name] for name in SPOKEN if a.get(name)]

    def handle_endtag(self, tag):
        while self.stack and self.stack.pop()[0] != tag:
            pass

    def handle_data(self, data):
        own, hidden = (self.stack[-1][1], self.stack[-1][2]) if self.stack else (self.page, False)
        if data.strip() and not hidden and own == self.page:
            self.found.append(" ".join(data.split()))


class Judge:
    def __init__(self, registry):
        self.findings, self.pages, self.seen = collections.OrderedDict(), 0, set()
        # What was typed or loaded before the story: names of accounts, codes of regions, the reason of their profiles.
        self.data = ["ທ້າວ ທົດລອງ", "sign.jpg", "auditor", "helpdesk", "central", "north", "south", "demonstration"]
        for file in sorted(pathlib.Path(registry).glob("*.csv")):
            with file.open(encoding="utf-8", newline="") as lines:
                for row in csv.reader(lines):
                    self.data += row
        self.corpus = "\n".join(self.data)

    def knows(self, values):
        for value in values:
            for text in value if isinstance(value, list) else [value]:
                self.corpus += "\n" + " ".join(str(text).split()) + "\n" + str(text)

    def is_data(self, text):
        return text.strip() in self.corpus

    def foreign(self, language, text):
        rest = NUMBER.sub(" ", text)
        codes = [c for c in CODE.findall(rest) if not self.is_data(c) and c not in ("bpmn.io",)]
        if codes:
            return f"the code {codes[0]}"
        if language == "en":
            runs = [r for r in LAO_RUN.findall(rest) if not self.is_data(r)]
            return f"Lao “{runs[0]}”" if runs else None
        if self.is_data(text):
            return None
        words = [w for w in WORD.findall(rest) if w not in SAME and not self.is_data(w)]
        return f"English “{words[0]}”" if words else None

    def read(self, page, language):
        if not page.html:
            return
        texts = Texts()
        texts.feed(page.html)
        self.pages += 1
        if texts.page != language:
            self.findings.setdefault((page.address, "", ""), f"{page.address}: says it is in {texts.page}, not {language}")
        technical = page.address.startswith("/mis/admin/")   # names of modules, jobs and files, for administrators
        for text in texts.found:
            why = None if technical and re.fullmatch(r"[\w./-]+", text, re.ASCII) else self.foreign(language, text)
            if why:
                where = re.sub(r"\d{3,}", "…", page.address)
                self.findings.setdefault((language, why), f"{language} {where}: {why} in “{text[:120]}”")


class Reader(Person):
    """A person whose every page is also read in the other language."""
    judge = None

    def get(self, address):
        page = super().get(address)
        self.judge.read(page, self.language)
        other = "en" if self.language == "lo" else "lo"
        self.judge.read(self.follow(self.request("GET", address, headers={"Accept-Language": other})), other)
        return page

    def submit(self, page, action_part, values=None, files=None, button=None, expect_errors=False):
        self.judge.knows((values or {}).values())
        self.judge.knows(field["value"] or "" for field in page.form(action_part)["fields"])
        done = super().submit(page, action_part, values, files, button, expect_errors)
        self.judge.read(done, self.language)
        return done


class Walk(Story):
    def __init__(self, base, judge):
        super().__init__(base)
        Reader.judge = judge
        self.judge = judge

    def person(self, login):
        if login not in self.people:
            self.people[login] = Reader(self.base).log_in(login)
        return self.people[login]

    def task(self, login, values, files=None):
        """The form is first sent empty, in both languages: the sentences of its refusals are read too."""
        who = self.person(login)
        page = who.get(self.case(login).link(f"/cases/{self.order}/tasks/"))
        self.refusals(who, page, "/tasks/")
        return super().task(login, values, files)

    def refusals(self, who, page, action_part, language=("lo", "en")):
        form = page.form(action_part)
        empty = {f["name"]: "" for f in form["fields"] if f["type"] not in ("hidden", "file")}
        for own in language:
            was, who.language = who.language, own
            refused = who.submit(page, action_part, dict(empty), expect_errors=True)
            who.language = was
            if refused.status != 422:
                raise Refused(refused.status, page.address, "an empty form is not refused: " + refused.text[:300])

    def record_request(self):
        who = self.person("registration")
        self.refusals(who, self.find_unit(), "/requests/new")
        super().record_request()

    def visit(self):
        super().visit()
        self.hand_over()

    def hand_over(self):
        """Refused without a reason, planned, and carried out as far as it goes."""
        who = self.person("head.01")
        page = who.get("/inspection/handover?person=demo.inspector.01a")
        self.refusals(who, page, "/handover/plan")
        page = who.submit(page, "/handover/plan", {"receiver": "demo.head.01", "reason": "ທົດລອງ"})
        who.get(who.submit(page, "/run", {}).address)

    def everything(self):
        """All addresses that links lead to, for each kind of person."""
        for login in ("registration", "head.01", "inspector.01a", "legal", "director", "admin", "inspector.13a"):
            who, waiting, known = self.person(login), ["/inspection", "/mis"], set()
            while waiting and len(known) < 150:
                address = waiting.pop(0)
                # Of addresses that differ in a number alone a few say as much as all.
                kind = re.sub(r"\d+", "9", address.split("?")[0])
                if address in known or sum(k == kind for k in map(lambda x: re.sub(r"\d+", "9", x.split("?")[0]), known)) >= 4:
                    continue
                known.add(address)
                answer = who.request("GET", address)
                answer = who.follow(answer)
                self.judge.read(answer, who.language)
                if not answer.html:
                    continue
                other = who.follow(who.request("GET", address, headers={"Accept-Language": "en"}))
                self.judge.read(other, "en")
                for href, _ in answer.links:
                    part = href.split("#")[0]
                    if part.startswith(("/inspection", "/mis", "/portal")) and "logout" not in part \
                            and "/mis/language" not in part and not part.endswith(("/pdf", "/file")):
                        waiting.append(part)
            say(f"{login}: {len(known)} addresses read in both languages")


def main():
    judge = Judge(sys.argv[2])
    walk = Walk(sys.argv[1], judge)
    walk.run()
    walk.everything()
    for finding in judge.findings.values():
        print(finding)
    print(f"{judge.pages} pages read, {len(judge.findings)} findings")
    return 1 if judge.findings or not judge.pages else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    try:
        sys.exit(main())
    except Refused as refused:
        sys.exit(f"walk_languages: {refused}")
