"""What nobody is told: the other province's matters, in whatever words, and who complained."""
import io
import re
import subprocess
import unittest
import urllib.parse
import zipfile

from http_user import Person

from asking import WORLD
from matrix import ACCOUNTS
from registry import MARK


def searched(login, text):
    return WORLD.person(login).request("GET", "/inspection/search?q=" + urllib.parse.quote(text))


def told(page, *typed):
    """The page without what the person typed, and without what differs from answer to answer."""
    text = page.html
    for t in typed:
        text = text.replace(t, "TYPED").replace(urllib.parse.quote(t), "TYPED")
    text = re.sub(r'(csrf|request_key)" value="[0-9a-f]*"', r"\1", text)
    return re.sub(r"\b[0-9a-f]{32}\b", "ID", text)


class Leaks(unittest.TestCase):
    """What belongs to one province is told to nobody of the other, in whatever words."""
    STRANGERS = {"13": ("head.01", "inspector.01a", "inspector.01b"), "01": ("head.13", "inspector.13a")}

    def foreign_words(self, province):
        words = [w for t in ("UNITA", "UNITB", "UNITC", "WORKERA0", "FAMILY", "BOSSA", "FOUND", "SAID", "LETTER") for w in [f"ZZ{t}{MARK[province]}"]]
        return words + [f"{province}990000"]

    def test_searching_for_a_foreign_name_or_number_reads_like_searching_for_nothing(self):
        for province, logins in self.STRANGERS.items():
            numbers = WORLD.numbers_of(province)
            for login in logins:
                for text in self.foreign_words(province) + numbers:
                    nothing = "QQ" + "X" * (len(text) - 2)
                    with self.subTest(f"{login} searches {text}"):
                        self.assertEqual(told(searched(login, text), text), told(searched(login, nothing), nothing))

    def test_an_auditor_finds_files_but_neither_workers_nor_units_whose_data_he_may_not_read(self):
        for text in ("ZZWORKERA0" + MARK["01"], "ZZUNITA" + MARK["13"], "0199000"):
            self.assertNotEqual(told(searched("head", text), text), told(searched("head", "QQ" + "X" * 9), "QQ" + "X" * 9))
            self.assertEqual(told(searched("auditor", text), text), told(searched("auditor", "QQ" + "X" * 9), "QQ" + "X" * 9))
        order = WORLD.cases[0]["order"]
        self.assertIn(f'href="/inspection/cases/{order}"', searched("auditor", order).html)

    def test_a_foreign_object_and_one_that_is_not_there_are_refused_in_the_same_words(self):
        for province, logins in self.STRANGERS.items():
            case = next(c for c in WORLD.cases if c["territory"] == province)["order"]
            request = next(r for r in WORLD.requests if r["mark"] == MARK[province])["number"]
            for login in logins:
                for path, real, none in (("/inspection/cases/{}", case, "SSO-1999-00001"),
                                         ("/inspection/cases/{}/documents", case, "SSO-1999-00001"),
                                         ("/inspection/requests/{}", request, "REQ-1999-00001")):
                    who = WORLD.person(login)
                    a, b = (who.request("GET", path.format(n)) for n in (real, none))
                    with self.subTest(f"{login} at {path.format(real)}"):
                        self.assertEqual((a.status, told(a, real)), (b.status, told(b, none)))

    def test_lists_in_every_state_and_unit_choices(self):
        for logins in self.STRANGERS.values():
            for login in logins:
                who = WORLD.person(login)
                for state in ("in_course", "under_review", "completed", "closed"):
                    who.request("GET", f"/inspection/cases?state={state}")
                for state in ("received", "accepted", "rejected"):
                    who.request("GET", f"/inspection/requests?state={state}")
                for p in ("01", "13"):
                    for page in ("requests", "orders"):
                        who.request("GET", f"/inspection/{page}/new?unit=LA{p}")
                        who.request("GET", f"/inspection/{page}/new?find=ZZUNIT")
                        who.request("GET", f"/inspection/{page}/new?find=99000")

    def test_panels_in_the_hosts_pages_tell_files_of_ones_own_places_only(self):
        page = WORLD.person("inspector.01a").get("/mis/units/LA01")
        self.assertIn(WORLD.cases[0]["order"], page.html)
        for province, logins in self.STRANGERS.items():
            for login in (*logins, "helpdesk", "noprofile"):
                bare = Person(WORLD.base).log_in(login)  # the host's own part of the page follows the host's rules
                for address in (f"/mis/units/LA{province}", "/mis/"):
                    shown = bare.request("GET", address).html
                    with self.subTest(f"{address} as {login}"):
                        self.assertEqual([n for n in WORLD.numbers_of(province) if n in shown], [])
                        self.assertNotIn("ZZSUBJECT", shown)

    def test_zz_no_answer_held_a_word_of_the_other_province(self):
        """After all other tests of this class: everything that was ever answered to these people."""
        for province, logins in self.STRANGERS.items():
            numbers = WORLD.numbers_of(province)
            for login in logins:
                for method, address, body, page in WORLD.person(login).seen:
                    asked = urllib.parse.unquote_plus(address) + (body or b"").decode("utf-8", "replace")
                    words = set(re.findall(rf"zz[a-z0-9]*{MARK[province].lower()}", page.html.lower())) - set(re.findall(r"zz[a-z0-9]*", asked.lower()))
                    shown = {n for n in numbers if n in page.html and n not in asked}
                    with self.subTest(f"{method} {address} as {login}"):
                        self.assertEqual((words, shown), (set(), set()))


class Informants(unittest.TestCase):
    """Who complained stands in one sealed table, and is shown to who may see it, on one page."""
    SEALED = re.compile(r"zz(sender|phone|home|card)[a-z0-9]*", re.I)

    def test_no_page_ever_showed_a_sender_but_the_one_for_it(self):
        for login in ACCOUNTS:
            for method, address, body, page in WORLD.person(login).seen:
                if login.startswith("head") and address.endswith("/sender"):
                    continue
                typed = (body or b"").decode("utf-8", "replace") + urllib.parse.unquote(address)
                shown = {m.group(0) for m in self.SEALED.finditer(page.html)} - {m.group(0) for m in self.SEALED.finditer(typed)}
                with self.subTest(f"{method} {address} as {login}"):
                    self.assertEqual(shown, set())

    def test_no_table_but_the_sealed_one_and_no_log_holds_a_sender(self):
        for (name,) in WORLD.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name <> 'insp_informant'"):
            with self.subTest(name):
                self.assertIsNone(self.SEALED.search(str(WORLD.rows(f"SELECT * FROM {name}"))))
        for log in [*(WORLD.data / "log").iterdir(), WORLD.data / "host.out"]:
            with self.subTest(log.name):
                self.assertIsNone(self.SEALED.search(log.read_text("utf-8", "replace")))

    def test_no_letter_names_the_sender_and_none_for_the_labour_unit_tells_of_a_complaint(self):
        kinds = dict(WORLD.rows("SELECT verify_code, kind FROM insp_document WHERE direction <> 'incoming'"))
        read = set()
        for document in WORLD.documents:
            kind = kinds.get(document["code"])
            if kind is None:
                continue
            read.add(kind)
            for form in ("file", "pdf"):
                text = text_of(WORLD.person("director").request("GET", f"/inspection/documents/{document['code']}/{form}").body)
                with self.subTest(f"{kind} of {document['order']}, {form}"):
                    self.assertIsNone(self.SEALED.search(text))
                    if document["sealed"]:  # written to who asked: nothing of the labour unit or its file
                        self.assertRegex(text, r"REQ-\d")
                        self.assertNotRegex(text, r"ZZUNIT|ZZACCOUNT|ZZSUBJECT|SSO-\d")
                        continue
                    self.assertIn(document["order"], text)
                    if kind == "inspection_report":
                        continue  # written for who decides; it does not leave the house
                    self.assertNotRegex(text, r"REQ-\d|ZZACCOUNT|ZZSUBJECT|ຄຳຮ້ອງ|ຮ້ອງທຸກ|(?i:complain|request(ed)? (of|by))")
        self.assertLessEqual({"service_order", "inspection_plan", "approval", "inspection_notice", "request_receipt"}, read)


def text_of(body):
    if body.startswith(b"%PDF-"):
        return subprocess.run(["pdftotext", "-", "-"], input=body, stdout=subprocess.PIPE, check=True).stdout.decode()
    parts = zipfile.ZipFile(io.BytesIO(body))
    return "\n".join(re.sub(r"<[^>]+>", "", parts.read(n).decode()) for n in parts.namelist() if n.startswith("word/") and n.endswith(".xml"))
