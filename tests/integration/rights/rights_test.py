"""The walk: every address of the router with every account, the exception by right, and who complained.

What may be is in matrix.py, typed by hand. Started by run.sh with SSIIS_BASE and SSIIS_DATA."""
import io
import os
import re
import subprocess
import unittest
import zipfile
import urllib.parse
import uuid

from check_inspection import JPEG
from http_user import Person

from matrix import ACCOUNTS, NOBODY, RULES
from registry import MARK
from world import World

WORLD = None


def setUpModule():
    global WORLD
    WORLD = World(os.environ["SSIIS_BASE"], os.environ["SSIIS_DATA"])
    WORLD.plant()


def routes():
    lines = (WORLD.data / "routes").read_text().split("\n")
    return [tuple(line.split()) for line in lines if line]


def shape(pattern):
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)) + "$")


# ---- what is sent ------------------------------------------------------------------------------------------------
def things(kind):
    """The objects of a kind, with what fills the pattern."""
    w = WORLD
    bundle = w.person("director").get(f"/inspection/cases/{w.cases[0]['order']}").html.split("/inspection/procedure/")[1].split("/")[0]
    return {
        "page": [{"bundle": bundle, "process": "inspection"}],
        "portal": [{"code": w.documents[0]["code"]}],
        "asset": [{"file": asset_name()}],
        "case": [*w.cases, *w.papers], "list": w.lists, "panel": [{}], "visit": w.visits, "task": w.tasks, "request": w.requests,
        "document": [{**d, "form": form} for d in sample(w.documents) for form in ("pdf", "file")],
        "profile": w.profiles, "template": [{"language": "lo", "kind": "approval", "version": "0"}],
        "unit": [{"territory": p, "unit": f"LA{p}", "key": f"LA{p}", "mark": MARK[p]} for p in ("01", "13")],
        "worker": [{"territory": p, "key": f"WLA{p}0", "mark": MARK[p]} for p in ("01", "13")],
    }[kind]


def sample(documents):
    """One letter of each file."""
    return list({d["order"]: d for d in documents}.values())


def asset_name():
    page = WORLD.person("head").get("/inspection")
    return re.search(r"/inspection/assets/([^\"?]+)", page.html).group(1)


def filled(pattern, thing):
    query = "?purpose=inspection" if "/workers" in pattern else ""
    return re.sub(r"\{(\w+)\}", lambda m: thing[m.group(1)], pattern) + query


def fields_of(pattern, thing, lacking):
    """A form as it would be sent by who may; `lacking` leaves out what the service needs, so that nothing comes of it."""
    end = pattern.rsplit("/", 1)[1]
    form, files = {"request_key": uuid.uuid4().hex}, {}
    if pattern.endswith("/requests/new"):
        form |= {"kind": "worker", "received_on": "2026-10-01", "channel": "counter", "subject": "other", "unit_name": "ZZNEW",
                 "territory": "01", "account": "" if lacking else "text", "informant_name": "ZZSENDERNEW"}
    elif pattern.endswith("/orders/new"):
        form |= {"origin": "regular_plan", "inspection_type": "direct", "unit_key": thing["unit"],
                 "subject": "" if lacking else "text"}
    elif end == "{task}":
        form |= {"rev": "999999" if lacking else "1"} | ({} if lacking else thing["fields"])
    elif end == "screen":
        form |= {"verdict": "accept", "unit_key": thing["unit"], "subject": "text"}
        form |= {} if lacking else {"inspection_type": "direct"}
    elif end == "sender":
        form |= {"purpose": "" if lacking else "call_back"}
    elif pattern.endswith("/visits/new"):
        form |= {"place": "here"}
    elif end == "roll":
        form |= {"new_name": "somebody", "new_since": "never" if lacking else "2026-03"}
    elif end == "checklist":
        form = {} if lacking else form | {thing["item"]: "yes"}
    elif end == "statement":
        form |= {"person": "" if lacking else "somebody", "content": "text"}
    elif end == "evidence":
        form |= {"title": "photo"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x00\xff\xd9")}
    elif end == "end" and "visits" in pattern:
        form |= {"met_name": "" if lacking else "somebody", "signature": "signed"}
    elif end == "documents":
        form |= {"kind": "letter", "day": "2026-10-01", "party": "" if lacking else "somebody", "content": "text"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x01\xff\xd9")}
    elif pattern.endswith("/cases/import"):
        form |= {"number": "OLD 9", "origin": "regular_plan", "inspection_type": "direct", "opened_on": "2019-03-01",
                 "closed_on": "2019-06-01", "subject": "" if lacking else "text", "outcome": "compliant",
                 "unit_key": thing["unit"]}
        files = {} if lacking else {"scans": ("other.jpg", JPEG[:-2] + b"\x02\xff\xd9")}
    elif pattern.endswith("/lists/new"):
        form |= {"origin": "regular_plan", "title": "" if lacking else "text", "territory": thing["territory"]}
    elif end == "units":
        form |= {"by": "units", "unit": f"LA{thing['territory']}", "reason": "" if lacking else "text"}
    elif end == "{entry}":
        form |= {"act": "remove", "version": "1", "reason": "" if lacking else "text"}
    elif end == "state":
        form |= {"act": "abandon", "version": "1", "reason": "" if lacking else "text"}
    elif end == "start":
        form |= {} if lacking else {"inspection_type": "direct"}
    elif end == "{kind}":
        form |= {"valid_from": "2030-01-01", "note": "" if lacking else "text"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x03\xff\xd9")}
    elif pattern.endswith("/profiles/new"):
        form |= {"login": "noprofile", "role": "inspector", "territory": "01", "first_day": "x" if lacking else "2026-10-01",
                 "reason": "test"}
    elif end == "end":
        form |= {"last_day": "x" if lacking else "2027-01-01", "version": "1", "reason": "test"}
    elif end == "transfer":
        form |= {"from": "x" if lacking else "2027-01-01", "version": "1", "territory": "13", "move_reason": "test"}
    else:
        raise AssertionError(f"{pattern}: say here what its form sends")
    return form, files


def encoded(form, files):
    kind = {"enctype": "multipart/form-data" if files else ""}
    return Person._encoded(kind, list(form.items()), files)


def post(who, address, form, files, headers=None):
    body, kind = encoded(form, files)
    return who.request("POST", address, body, {"Content-Type": kind, **(headers or {})})


# ---- what the database holds ---------------------------------------------------------------------------------------
UNCOUNTED = ("insp_audit", "insp_id_block", "insp_reg_", "insp_job", "insp_document_scan")


def contents():
    """Every row of the module's tables, but for the audit trail, reserved ids and background jobs."""
    names = [n for (n,) in WORLD.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'insp\\_%' ESCAPE '\\'")
             if not n.startswith(UNCOUNTED)]
    return {n: WORLD.rows(f"SELECT * FROM {n}") for n in names}


def changed(before, after):
    return [n for n in after if before[n] != after[n]]


def refusals_of(login):
    return WORLD.rows("SELECT count(*) FROM insp_audit_record WHERE act = 'refused' AND user_id = ?", user_id(login))[0][0]


def user_id(login):
    return ("test." if login == "noprofile" else "demo.") + login


class Walk(unittest.TestCase):
    """Each account, logged in or not, at each address."""

    def test_every_address_of_the_router_is_in_the_matrix_and_only_these(self):
        self.assertEqual({(m, p) for m, p, *_ in routes()} ^ set(RULES), set())

    def test_every_write_was_done_for_real_by_who_may(self):
        for method, pattern, *_ in routes():
            if method == "GET":
                continue
            with self.subTest(f"{method} {pattern}"):
                self.assertTrue(any(m == method and shape(pattern).match(p) for m, p in WORLD.done))

    def test_reading(self):
        for method, pattern, mount, _ in routes():
            if method == "GET":
                self.walk(method, pattern, mount)

    def test_writing(self):
        for method, pattern, mount, _ in routes():
            if method == "POST":
                self.walk(method, pattern, mount)

    def walk(self, method, pattern, mount):
        kind, rule = RULES[method, pattern]
        objects = things(kind)
        self.assertTrue(objects, f"nothing planted for {pattern}")
        for thing in objects:
            address = filled(pattern, thing)
            before = contents() if method == "POST" else None
            for login in [*ACCOUNTS, NOBODY]:
                with self.subTest(f"{method} {address} as {login}"):
                    if mount == "panel":  # parts of the host's pages, never an address of their own
                        self.assertIn(WORLD.person(login).request("GET", address).status, (303, 404))
                    elif mount != "staff":
                        self.assertEqual(WORLD.person(login).request("GET", address).status, 200)
                    elif login is NOBODY:
                        self.unknown_person(method, pattern, address, thing)
                    else:
                        self.known_person(method, pattern, address, thing, login, rule(login, thing))
            if before is not None:
                with self.subTest(f"{method} {address} changes nothing"):
                    self.assertEqual(changed(before, contents()), [])

    def unknown_person(self, method, pattern, address, thing):
        form, files = fields_of(pattern, thing, False) if method == "POST" else (None, None)
        who = Person(WORLD.base)
        page = post(who, address, form, files) if form else who.request("GET", address)
        self.assertIn(page.status, (303, 401, 403))
        if page.status == 303:
            self.assertTrue(page.headers["location"].startswith("/mis/login"), page.headers["location"])

    def known_person(self, method, pattern, address, thing, login, may):
        who, refusals = WORLD.person(login), refusals_of(login)
        if method == "GET":
            page = who.request("GET", address)
        else:
            form, files = fields_of(pattern, thing, lacking=may)
            form["csrf"] = who.token()
            refusals = refusals_of(login)
            page = post(who, address, form, files)
        if may and method == "GET":
            self.assertEqual(page.status, 200, page.text[:300])
        elif may:
            self.assertIn(page.status, (200, 303, 409, 422), page.text[:300])
        else:
            self.assertIn(page.status, (403, 404), page.text[:300])
            self.assertGreater(refusals_of(login), refusals, "the refusal is not in the audit trail")


class Tokens(unittest.TestCase):
    """A write by who may do it, but not from our form."""

    def test_without_the_token_from_elsewhere_or_by_get_nothing_is_written(self):
        able = {"page": "head", "visit": "inspector.01a", "task": "registration", "case": "head", "request": "head",
                "unit": "head", "list": "head", "profile": "admin",
                "template": "legal"}
        before = contents()
        for method, pattern, mount, _ in routes():
            if method != "POST":
                continue
            kind, rule = RULES[method, pattern]
            login = "admin" if "/profiles" in pattern else able[kind]
            thing = next(t for t in things(kind) if rule(login, t))
            self.tried(WORLD.person(login), pattern, thing)
        self.assertEqual(changed(before, contents()), [])

    def tried(self, who, pattern, thing):
        address, token = filled(pattern, thing), who.token()
        other = WORLD.person("legal" if who is not WORLD.person("legal") else "head").token()
        cases = {"no token": ({}, {}), "an empty token": ({"csrf": ""}, {}), "a made-up token": ({"csrf": "00" * 64}, {}),
                 "another login's token": ({"csrf": other}, {}),
                 "a foreign page": ({"csrf": token}, {"Origin": "http://evil.example"}),
                 "a page without an origin": ({"csrf": token}, {"Origin": "null"}),
                 "a foreign site": ({"csrf": token}, {"Sec-Fetch-Site": "cross-site"})}
        for name, (more, headers) in cases.items():
            form, files = fields_of(pattern, thing, lacking=False)
            with self.subTest(f"{address}: {name}"):
                self.assertEqual(post(who, address, form | more, files, headers).status, 403)
        if pattern not in {p for m, p, *_ in routes() if m == "GET"}:
            with self.subTest(f"{address}: by GET"):
                query = urllib.parse.urlencode(fields_of(pattern, thing, lacking=False)[0] | {"csrf": token})
                self.assertIn(who.request("GET", f"{address}?{query}").status, (404, 405))


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


class OpenOrderElsewhere(unittest.TestCase):
    """The one exception to the place: the team of an open order reads the labour unit's earlier files everywhere."""

    def test_from_the_assignment_until_the_closure_and_only_reading(self):
        earlier, team = WORLD.elsewhere, WORLD.person("inspector.01a")
        address = f"/inspection/cases/{earlier['order']}"
        self.assertEqual(team.request("GET", address).status, 403)
        mine = WORLD.order("head.01", "LX", "01", "XBOTH", "LX-01")
        self.assertEqual(team.request("GET", address).status, 403)
        WORLD.assign(mine, "head.01", "inspector.01a")
        self.opened(team, earlier, mine, address)
        for other in ("inspector.01b", "head.01"):
            self.assertEqual(WORLD.person(other).request("GET", address).status, 403, other)
        self.only_reading(team, address)
        WORLD.plan(mine, "director", "refused")
        self.assertEqual(team.request("GET", address).status, 403)
        self.assertEqual(team.request("GET", address + "/documents").status, 403)

    def opened(self, team, earlier, mine, address):
        self.assertIn(earlier["order"], team.get(f"/inspection/cases/{mine['order']}").text)
        page = team.request("GET", address)
        self.assertEqual(page.status, 200)
        complaint = next(r for r in WORLD.requests if r["mark"] == "XBOTH")
        for sealed in (complaint["number"], "ZZSENDERXBOTH", "ZZACCOUNTXBOTH", "ZZPHONEXBOTH"):
            self.assertNotIn(sealed, page.html)
        self.assertIn(team.request("GET", f"/inspection/requests/{complaint['number']}").status, (403, 404))
        documents = team.get(address + "/documents")
        letter = next(h for h, _ in documents.links if h.startswith("/inspection/documents/"))
        self.assertEqual(team.request("GET", letter).status, 200)
        purpose = WORLD.rows("SELECT body FROM insp_audit_record WHERE act = 'read' AND user_id = ? AND object = ? ORDER BY at_time",
                             "demo.inspector.01a", f"case:{earlier['order']}")[-1][0]
        under = WORLD.rows("SELECT case_id FROM insp_case WHERE order_number = ?", mine["order"])[0][0]
        self.assertIn(f"open_order:{under}", purpose)

    def only_reading(self, team, address):
        before, token = contents(), team.token()
        key = uuid.uuid4().hex
        for end, form in (("/documents", {"kind": "letter", "day": "2026-10-01", "party": "x", "content": "x"}),
                          ("/visits/new", {"place": "x"}), ("/visits/1/statement", {"person": "x", "content": "x"}),
                          ("/visits/1/end", {"met_name": "x", "signature": "signed"})):
            refusals = refusals_of("inspector.01a")
            page = post(team, address + end, form | {"csrf": token, "request_key": key}, {})
            self.assertIn(page.status, (403, 404), end)
            self.assertGreater(refusals_of("inspector.01a"), refusals, end)
        self.assertEqual(changed(before, contents()), [])


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
                    self.assertIn(document["order"], text)
                    self.assertIsNone(self.SEALED.search(text))
                    self.assertNotRegex(text, r"REQ-\d|ZZACCOUNT|ZZSUBJECT|ຄຳຮ້ອງ|ຮ້ອງທຸກ|(?i:complain|request(ed)? (of|by))")
        self.assertLessEqual({"service_order", "inspection_plan", "approval", "inspection_notice"}, read)


def text_of(body):
    if body.startswith(b"%PDF-"):
        return subprocess.run(["pdftotext", "-", "-"], input=body, stdout=subprocess.PIPE, check=True).stdout.decode()
    parts = zipfile.ZipFile(io.BytesIO(body))
    return "\n".join(re.sub(r"<[^>]+>", "", parts.read(n).decode()) for n in parts.namelist() if n.startswith("word/") and n.endswith(".xml"))


def load_tests(loader, standard, pattern):
    """What was ever answered is searched when all has been asked."""
    order = (Walk, Tokens, OpenOrderElsewhere, Leaks, Informants)
    return unittest.TestSuite(loader.loadTestsFromTestCase(c) for c in order)


if __name__ == "__main__":
    unittest.main()
