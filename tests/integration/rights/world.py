"""What is planted before the walk, by the people whose work it is, over HTTP: in each of two provinces a complaint with a
sealed sender that became a file with a running visit, a closed file, a fresh file, an unscreened complaint; and one
labour unit with a workplace in both provinces, whose earlier file lies in province 13."""
import functools
import pathlib
import re
import sqlite3
import time
import urllib.parse
from datetime import date, timedelta

from http_user import Refused

from changes import Changes
from check_inspection import JPEG
from codes import Codes
from imports import Imports
from links import Links
from procedures import Procedures
from registry import MARK
from watched import Watched

TEAMS = {"01": ["inspector.01a", "inspector.01b"], "13": ["inspector.13a"]}
TODAY = date.today()


class World(Changes, Codes, Imports, Links, Procedures):
    def __init__(self, base, data):
        self.base, self.data, self.people = base, pathlib.Path(data), {}
        self.database = self.data / "mis.sqlite"
        self.done = set()        # (method, path) of writes that were answered with a redirect or a page
        self.periods = []
        self.requests, self.cases, self.visits, self.tasks, self.documents, self.profiles = [], [], [], [], [], []
        self.absences, self.handovers, self.changes, self.batches = [], [], [], []
        self.sheets = []
        self.lists, self.papers, self.links, self.clusters = [], [], [], []

    # ---- people
    def person(self, login):
        if login not in self.people:
            who = Watched(self)
            self.people[login] = who.log_in(login) if login else who
            who.login = login
        return self.people[login]

    @functools.cached_property
    def reading(self):
        """Kept: to open a database of so many tables takes longer than most questions."""
        return sqlite3.connect(f"file:{self.database}?mode=ro", uri=True, timeout=30)

    def rows(self, sql, *arguments):
        return self.reading.execute(sql, arguments).fetchall()

    def add_users(self):
        """Users of the MIS without a profile: one who stays so, one who is given one."""
        with sqlite3.connect(self.database, timeout=30) as db:
            # The walk counts the refusals of each person before and after each question.
            db.execute("CREATE INDEX walk_refusals ON insp_audit_record (user_id, act)")
            for login in ("noprofile", "spare"):
                db.execute("INSERT INTO TB_USER (USR_CODE, USR_LOGIN, USR_PASS, USR_NAME_LO, USR_NAME_EN, OFF_CODE, USR_ACTIVE, "
                           "USR_FAILS) SELECT 'test.' || ?, ?, USR_PASS, ?, ?, OFF_CODE, 1, 0 FROM TB_USER WHERE USR_LOGIN = 'head'",
                           (login, login, login, login))
                db.executemany("INSERT INTO TB_USER_ROLE (USR_CODE, ROLE_CODE) VALUES (?, ?)",
                               [("test." + login, "MIS_USER"), ("test." + login, "SSI")])

    def numbers_of(self, province):
        """Numbers of files, requests and lists that belong to the province alone."""
        things = [*self.cases, *self.papers, *self.requests, *self.lists]
        return [t.get("order") or t["number"] for t in things if t["mark"] == MARK[province]]

    # ---- steps
    def complaint(self, unit, province, mark):
        who = self.person("registration")
        page = who.get(f"/inspection/requests/new?unit={unit}")
        done = who.submit(page, "/requests/new", {
            "kind": "worker", "channel": "counter", "subject": "unregistered", "account": f"ZZACCOUNT{mark}",
            "informant_name": f"ZZSENDER{mark}", "informant_phone": f"ZZPHONE{mark}", "informant_address": f"ZZHOME{mark}",
            "informant_identity": f"ZZCARD{mark}"})
        found = {"number": done.address.rsplit("/", 1)[1], "territory": province, "by": "registration", "mark": mark,
                 "unit": unit, "state": "received"}
        self.requests.append(found)
        return found

    def accept(self, request, login, workplace=None):
        who = self.person(login)
        page = who.get(f"/inspection/requests/{request['number']}")
        page.forms = [f for f in page.forms if any(x["name"] == "verdict" and x["value"] == "accept" for x in f["fields"])]
        values = {"inspection_type": "direct", "subject": f"ZZSUBJECT{request['mark']}"}
        if workplace:
            values["workplace_key"] = workplace
        done = who.submit(page, "/screen", values)
        request["state"] = "accepted"
        return self.case_of(done, request["territory"], request["mark"], login)

    def order(self, login, unit, province, mark, workplace=None):
        who = self.person(login)
        page = who.get(f"/inspection/orders/new?unit={unit}")
        values = {"origin": "regular_plan", "inspection_type": "direct", "subject": f"ZZSUBJECT{mark}"}
        if workplace:
            values["workplace_key"] = workplace
        return self.case_of(who.submit(page, "/orders/new", values), province, mark, login)

    def case_of(self, page, province, mark, manager):
        case = {"order": page.address.rsplit("/", 1)[1], "territory": province, "mark": mark, "team": [], "granted": [],
                "task_for": [], "manager": manager}
        self.cases.append(case)
        return case

    def task(self, case, login, values):
        who = self.person(login)
        page = who.get(f"/inspection/cases/{case['order']}")
        who.submit(who.get(page.link(f"/cases/{case['order']}/tasks/")), "/tasks/", values)

    def assign(self, case, login, chief, *others):
        self.task(case, "registration", {"register_data": "right"})
        self.task(case, login, {"chief": "demo." + chief, "team": ["demo." + o for o in others], "inspection_type": "direct"})
        case["team"] = [chief, *others]

    def send_back(self, case, head, chief, *others):
        """The plan goes back to the order, whose head gives it to the head at headquarters."""
        def opened(login):
            return self.person(login).get(self.person(login).get(f"/inspection/cases/{case['order']}").link(f"/cases/{case['order']}/tasks/"))
        self.person(chief).submit(opened(chief), "/returns/", {
            "return_to": "T03_Order", "return_ground": "incorrect", "return_reason": "ZZRETURN" + case["mark"] * 3})
        self.person(head).submit(opened(head), "/delegations/", {
            "delegate_to": "demo.head", "delegate_reason": "ZZGIVEN" + case["mark"]})
        self.task(case, "head", {"chief": "demo." + chief, "team": ["demo." + o for o in others], "inspection_type": "direct"})
        case["manager"] = "head"  # who gives the order answers for the file

    def plan(self, case, login, approval):
        self.task(case, case["team"][0], {
            "objective": "ກວດກາ", "period_from": (TODAY - timedelta(days=100)).isoformat(), "period_to": TODAY.isoformat(),
            "visit_day": (TODAY + timedelta(days=5)).isoformat(), "prior_notice": "true", "documents_to_request": "ບັນຊີ"})
        for who in (login, "director", "legal", "head"):
            page = self.person(who).get(f"/inspection/cases/{case['order']}")
            if any(f"/cases/{case['order']}/tasks/" in href for href, _ in page.links):
                values = {"approval": approval}
                if approval != "approved":
                    values["approval_reason"] = "ບໍ່ຈຳເປັນ"
                return self.task(case, who, values)
        raise Refused(200, case["order"], "nobody can approve")

    def visit(self, case):
        who, mark = self.person(case["team"][0]), case["mark"]
        page = who.submit(who.get(f"/inspection/cases/{case['order']}/visits/new"), "/visits/new", {"place": f"ZZHERE{mark}"})
        page = who.submit(page, "/roll", {"new_name": f"ZZFOUND{mark}", "new_identity": "0100000001", "new_wage": "2.600.000",
                                          "new_since": "2026-03"})
        item = next(f["name"] for f in page.form("/checklist")["fields"] if f["name"].startswith("item_"))
        page = who.submit(page, "/checklist", {item: "no"})
        page = who.submit(page, "/statement", {"person": f"ZZSPEAKER{mark}", "content": f"ZZSAID{mark}"})
        page = who.submit(page, "/evidence", {"title": f"ZZPHOTO{mark}"}, {"file": ("sign.jpg", JPEG)})
        self.visits.append({**case, "visit": "1", "item": item,
                            "evidence": next(h for h, _ in page.links if "/evidence/" in h).rsplit("/", 1)[1]})
        incoming = who.get(f"/inspection/cases/{case['order']}/documents")
        who.submit(incoming, "/documents", {"kind": "letter", "party": f"ZZPARTY{mark}", "content": f"ZZLETTER{mark}"},
                   {"file": ("letter.jpg", JPEG)})

    def give_profile(self):
        admin = self.person("admin")
        page = admin.get("/inspection/profiles/new")
        done = admin.submit(page, "/profiles/new", {"login": "spare", "role": "inspector", "territory": "01", "reason": "test"})
        one = done.address.rsplit("/", 1)[1]
        page = admin.submit(done, "/transfer", {"territory": "13", "move_reason": "test"})
        moved = page.address.rsplit("/", 1)[1]
        admin.submit(page, "/end", {"reason": "test", "last_day": (TODAY + timedelta(days=40)).isoformat()})
        self.profiles = [{"id": one}, {"id": moved}]

    def name_substitute(self):
        """Inspector 01a will be away and 01b stands in; a substitution before it has been ended."""
        who = self.person("inspector.01a")
        for start in (400, 500):
            page = who.get("/inspection/absences")
            instead = re.search(r'<option value="([^"]+)">[^<]*inspector\.01b</option>', page.html).group(1)
            page = who.submit(page, "/absences", {
                "substitute": instead, "reason": "leave", "first_day": (TODAY + timedelta(days=start)).isoformat(),
                "last_day": (TODAY + timedelta(days=start + 9)).isoformat()})
            number = re.search(r"/absences/(\d+)/end", page.html).group(1)
            if start == 400:
                who.submit(page, f"/absences/{number}/end", {})
        self.absences = [{"id": number, "absent": "inspector.01a"}]

    def hand_over(self):
        """What inspector 01b holds is to go to the head, who does not inspect: carried out, and nothing went."""
        who = self.person("head.01")
        page = who.get("/inspection/handover?person=demo.inspector.01b")
        page = who.submit(page, "/handover/plan", {"receiver": "demo.head.01", "reason": "test"})
        number = page.address.rsplit("/", 1)[1]
        who.submit(page, "/run", {})
        self.handovers = [{"id": number}]

    def take_up_again(self):
        """A closed file: opening it again is asked for and refused; then, with a decision that counts as final, its
        annulment is asked for."""
        case = self.order("head.01", "LF01", "01", MARK["01"])
        self.assign(case, "head.01", *TEAMS["01"])
        self.plan(case, "director", "refused")
        address, asks, decides = f"/inspection/cases/{case['order']}", self.person("head.01"), self.person("head")
        asks.submit(asks.get(address + "/reopening"), "/reopening", {"entry": "T07_Report", "reason": "test"})
        page = decides.get(address + "/reopening")
        page.forms = [f for f in page.forms if f["action"].endswith("/decision")][1:]
        decides.submit(page, "/reopening/decision", {"refusal": "test"})
        with sqlite3.connect(self.database, timeout=30) as db:
            (number,) = db.execute("SELECT case_id FROM insp_case WHERE order_number = ?", (case["order"],)).fetchone()
            db.execute("INSERT INTO insp_decision (case_id, id, number, kind, outcome, content, legal_basis, taken_on, taken_by) "
                       "VALUES (?, 1, NULL, 'first', 'measure', 'test', 'test', '2026-10-01', 'demo.director')", (number,))
            db.execute("INSERT INTO insp_wf_history (case_id, id, instance, at, event, node, actor, data) VALUES "
                       "(?, ?, 1, '2026-10-01T00:00:00.000000Z', 'entered', 'Gw_Final', 'demo.director', '')",
                       (number, (1 << 40) + (1000 << 12) + 1))
        asks.submit(asks.get(address + "/annulment"), "/annulment", {"reason": "test"})

    # ---- all of it
    def plant(self):
        self.add_users()
        for p in ("01", "13"):
            head, team = f"head.{p}", TEAMS[p]
            running = self.accept(self.complaint(f"LA{p}", p, MARK[p]), head)
            self.assign(running, head, *team)
            self.plan(running, "director", "approved")
            self.visit(running)
            closed = self.order(head, f"LB{p}", p, MARK[p])
            self.assign(closed, head, *team)
            self.send_back(closed, head, *team)
            self.plan(closed, "director", "refused")
            fresh = self.order(head, f"LB{p}", p, MARK[p])
            fresh["task_for"] = ["registration"]
            self.tasks.append({**fresh, "fields": {"register_data": "right"}})
            self.complaint(f"LC{p}", p, MARK[p])
            self.reject(self.complaint(f"LC{p}", p, MARK[p]), head)
            self.look_at_sender(self.requests[-1], head)
            self.lists_of(p, head)
            self.paper_file(p, head)
            self.withdrawal(fresh, head)
            self.change_periods(running)
            self.copy(running, head)
        self.earlier_elsewhere()
        self.end_of_a_visit()
        self.order_copy()
        self.give_profile()
        self.name_substitute()
        self.hand_over()
        self.take_up_again()
        self.put_template()
        self.wait_for_pdfs()
        self.operate()
        self.propose_procedures()
        self.draft_procedures()
        self.keep_holidays()
        self.raise_alerts()
        self.stop_a_clock()
        self.review_links()
        self.import_files()
        self.rename_office()
        self.until_copied()
        kinds = dict(self.rows("SELECT verify_code, kind FROM insp_document"))
        for case in self.cases:
            who = self.person("director")
            page = who.get(f"/inspection/cases/{case['order']}/documents")
            links = sorted(h.split("/")[3] for h, _ in page.links if re.match("/inspection/documents/[^/]+/pdf", h))
            for code in links:
                self.documents.append({**case, "code": code, "sealed": kinds[code].startswith("request_")})
        for task in self.tasks:
            page = self.person("registration").get(f"/inspection/cases/{task['order']}")
            task["task"] = page.link(f"/cases/{task['order']}/tasks/").rsplit("/", 1)[1]

    def put_template(self):
        """The delivered template once more, as a version of its own."""
        legal, address = self.person("legal"), "/inspection/templates/lo/approval"
        docx = legal.request("GET", address + "/0").body
        legal.submit(legal.get(address), address, {"note": "test"}, {"file": ("approval.docx", docx)})

    def change_periods(self, case):
        """A period made longer; all of the file that stand still and run again, by two papers."""
        who, mark, address = self.person("legal"), case["mark"], f"/inspection/cases/{case['order']}/deadlines"
        deadline = who.get(address).link("/extension").split("/")[-2]
        scan = {"file": ("scan.jpg", JPEG)}
        page = who.submit(who.get(f"{address}/{deadline}/extension"), "/extension", {
            "days": "3", "article": f"ZZARTICLE{mark}", "reason": f"ZZLONGER{mark}", "sender": f"ZZPARTY{mark}"}, scan)
        document = re.search(r'<option value="(\d+)"', who.get(f"{address}/standstill").html).group(1)
        assert f"ZZLONGER{mark}" in page.html, page.html
        who.submit(who.get(f"{address}/standstill"), "/standstill", {"reason": f"ZZSTILL{mark}", "document": document})
        page = who.submit(who.get(f"{address}/standstill"), "/standstill", {"reason": f"ZZRUNS{mark}", "sender": f"ZZPARTY{mark}"}, scan)
        assert f"ZZSTILL{mark}" in page.html and f"ZZRUNS{mark}" in page.html, page.html
        self.periods.append({**case, "deadline": deadline})

    def withdrawal(self, case, login):
        who = self.person(login)
        page = who.get(f"/inspection/cases/{case['order']}/withdrawal")
        who.submit(page, "/withdrawal", {"withdrawal_ground": "other", "withdrawal_reason": f"ZZWITHDRAW{case['mark']}"})

    def copy(self, case, login):
        who = self.person(login)
        page = who.get(f"/inspection/cases/{case['order']}/documents")
        page.forms = [next(f for f in page.forms if "/copies/" in f["action"])]
        who.submit(page, "/copies/", {})

    def lists_of(self, p, head):
        """One list that became inspections, and one that is still a draft."""
        who, mark = self.person(head), MARK[p]
        made = self.new_list(who, p)
        page = self.put_on(who, made, f"LD{p}")
        page = self.one_form(who, page, "/units/", {"act": "reason", "reason": "ZZREASON" + mark})
        page = self.one_form(who, page, "/state", {"act": "consolidate"})
        page = self.one_form(who, page, "/start", {"inspection_type": "direct"})
        order = page.link("/inspection/cases/").rsplit("/", 1)[1]
        self.cases.append({"order": order, "territory": p, "mark": mark, "team": [], "granted": [], "task_for": ["registration"],
                           "manager": head})
        draft = self.new_list(who, p)
        page = self.put_on(who, draft, f"LC{p}")
        form = next(f for f in page.forms if "/units/" in f["action"])
        self.lists.append({"number": draft, "territory": p, "entry": form["action"].rsplit("/", 1)[1], "mark": mark})

    def new_list(self, who, p):
        page = who.submit(who.get("/inspection/lists/new"), "/lists/new", {
            "origin": "regular_plan", "title": "ZZTITLE" + MARK[p], "territory": p})
        return page.address.rsplit("/", 1)[1]

    def put_on(self, who, number, unit):
        mark = "ZZUNIT" + unit[1] + MARK[unit[2:]]
        page = who.get(f"/inspection/lists/{number}?find={mark}")
        page.forms = [f for f in page.forms if any(x["name"] == "unit" for x in f["fields"])]
        return who.submit(page, "/units", {"unit": unit, "reason": "ZZREASON" + mark})

    def one_form(self, who, page, action, values):
        """The form of that address that does what `act` says; others of the same address do something else."""
        act = values.get("act")
        page.forms = [f for f in page.forms if action in f["action"] and (act is None or any(
            x["name"] == "act" and x["value"] == act for x in f["fields"]))][:1]
        return who.submit(page, action, values)

    def paper_file(self, p, head):
        who = self.person(head)
        page = who.submit(who.get(f"/inspection/cases/import?unit=LA{p}"), "/cases/import", {
            "number": f"OLD/{p}/7", "origin": "regular_plan", "inspection_type": "direct", "opened_on": "2019-03-01",
            "closed_on": "2019-06-01", "subject": "ZZPAPER" + MARK[p], "outcome": "compliant"}, {"scans": ("scan.jpg", JPEG)})
        number = urllib.parse.unquote(page.address.split("/inspection/cases/")[1])
        self.papers.append({"order": number, "territory": p, "mark": MARK[p], "team": [],
                            "granted": [], "task_for": [], "manager": head})

    def reject(self, request, login):
        who = self.person(login)
        page = who.get(f"/inspection/requests/{request['number']}")
        page.forms = [f for f in page.forms if any(x["name"] == "verdict" and x["value"] == "reject" for x in f["fields"])]
        who.submit(page, "/screen", {"reason": "ບໍ່ຢູ່ໃນອຳນາດ"})
        request["state"] = "rejected"

    def look_at_sender(self, request, login):
        who = self.person(login)
        page = who.get(f"/inspection/requests/{request['number']}")
        shown = who.submit(page, "/sender", {"purpose": "call_back"})
        if f"ZZSENDER{request['mark']}" not in shown.html:
            raise Refused(shown.status, shown.address, "the head is not shown the sender")

    def end_of_a_visit(self):
        """A visit that ended, so that its end has been sent for real; its file waits for the findings."""
        case = self.order("head.01", "LC01", "01", MARK["01"])
        self.assign(case, "head.01", *TEAMS["01"])
        self.plan(case, "director", "approved")
        who = self.person("inspector.01a")
        page = who.submit(who.get(f"/inspection/cases/{case['order']}/visits/new"), "/visits/new", {"place": f"ZZHERE{MARK['01']}"})
        who.submit(page, "/end", {"met_name": f"ZZMET{MARK['01']}", "signature": "signed"})
        self.sheet(case)
        self.change_register(case)
        self.send_batch(case)

    def sheet(self, case):
        """A decision that the Director returned from the folder, proposed once more: it waits there."""
        self.task(case, "inspector.01a", {"enquiry": "false", "visit_summary": "ZZSUMMARY"})
        self.task(case, "inspector.01a", {"analysis": "ZZANALYSIS"})
        for _ in range(2):
            self.task(case, "inspector.01a", {"report_text": "ZZREPORT", "infringement": "true", "infringement_text": "ZZBREACH",
                                              "proposed_measure": "warning", "measure_text": "ZZMEASURE"})
            self.task(case, "head.01", {"review": "accepted"})
            director = self.person("director")
            page = director.get(director.get("/inspection/signing").link("/inspection/signing/"))
            if not self.sheets:
                director.submit(page, "/inspection/signing", {"reason": "ZZWHY"}, button=("verdict", "return"))
                self.sheets.append({**case, "task": ""})
            self.sheets[0]["task"] = page.address.rsplit("/", 1)[1]

    def earlier_elsewhere(self):
        """The labour unit of both provinces: a complaint in 13, closed."""
        complaint = self.complaint("LX", "01", "XBOTH")
        self.elsewhere = self.accept(complaint, "head", "LX-13")
        self.elsewhere["territory"] = "13"
        self.assign(self.elsewhere, "head", "inspector.13a")
        self.plan(self.elsewhere, "director", "refused")

    def wait_for_pdfs(self):
        until = time.monotonic() + 150
        while self.rows("SELECT count(*) FROM insp_document WHERE state = 'pending_pdf'")[0][0]:
            if time.monotonic() > until:
                raise Refused(0, "", "PDFs are not ready")
            time.sleep(0.2)
