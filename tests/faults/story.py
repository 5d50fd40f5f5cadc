"""One inspection from request to closed file as single forms: who opens which page, fills in what, and how he sees whether it
was done. Every step writes a mark of its own, so that doing it twice leaves two."""
import secrets
import sys
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "packaging/lib"))
from check_inspection import JPEG, Story as Check  # noqa: E402
from http_user import Person, Refused  # noqa: E402,F401


# A valid picture of a megabyte (comments before the image): it is handed out in several pieces.
BIG_JPEG = JPEG[:2] + (b"\xff\xfe\xff\xff" + bytes(range(1, 254)) * 260)[:65537] * 16 + JPEG[2:]


class Step:
    def __init__(self, name, login, page, part, values, files=None, learn=None, done=None):
        self.name, self.login, self.page, self.part = name, login, page, part
        self.values, self.files, self.learn, self.done = values, files, learn, done
        self.mark = f"{name}-{secrets.token_hex(4)}"

    def filled(self, page):
        values = self.values(page, self.mark) if callable(self.values) else self.values
        return {k: v.replace("@", self.mark) if isinstance(v, str) else v for k, v in values.items()}


class Story(Check):
    """`ask(login, address)` reads a page, however often it takes; the campaign gives it."""

    def __init__(self, base, ask):
        super().__init__(base)
        self.ask, self.request, self.visit_address, self.tasks = ask, None, None, {}
        today = date.today()
        self.steps = [
            Step("request", "registration", self.request_form, "/requests/new", {
                "kind": "worker", "channel": "counter", "subject": "unregistered", "account": "ຜູ້ອອກແຮງງານ 3 ຄົນ @",
                "informant_name": "ນາງ ພອນສະຫວັດ ທົດລອງ", "informant_phone": "020 5500 0000"}, learn=self.learn_request),
            Step("accept", "head.01", self.accept_form, "/screen", self.accept_values, learn=self.learn_order),
            self.task("background", "registration", {"register_data": "right"}),
            self.task("assign", "head.01", self.assign_values),
            self.task("plan", "inspector.01a", {
                "objective": "ກວດກາການຂຶ້ນທະບຽນ @", "period_from": (today - timedelta(days=200)).isoformat(),
                "period_to": today.isoformat(), "visit_day": (today + timedelta(days=5)).isoformat(), "prior_notice": "true",
                "documents_to_request": "ບັນຊີເງິນເດືອນ"}),
            self.task("approve", "director", {"approval": "approved"}),
            Step("visit", "inspector.01a", lambda: self.read("inspector.01a", "/visits/new"), "/visits/new",
                 {"place": "ບ້ານ ສີສັດຕະນາກ @"}, learn=self.learn_visit,
                 done=lambda: any("/visits/1" in h for h, _ in self.read("inspector.01a").links)),
            self.on_visit("roll", self.roll_values, shown=True),
            self.on_visit("checklist", self.checklist_values,
                          done=lambda p: any(f["type"] == "radio" and f["on"] for f in p.form("/checklist")["fields"])),
            self.on_visit("statement", {"person": "ທ້າວ ທົດລອງ", "position": "ຫົວໜ້າ", "content": "ຈະຂຶ້ນທະບຽນ @"}, shown=True),
            self.on_visit("evidence", {"title": "ປ້າຍໂຮງງານ @"}, files={"file": ("sign.jpg", JPEG)}, shown=True),
            self.on_visit("end", {"met_name": "ທ້າວ ທົດລອງ @", "met_position": "ຫົວໜ້າ", "signature": "signed"},
                          done=lambda p: not any("/end" in f["action"] for f in p.forms)),
            self.task("findings", "inspector.01a", {"enquiry": "false", "visit_summary": "ພົບຜູ້ອອກແຮງງານ @"}),
            self.task("analysis", "inspector.01a", {"analysis": "ເງິນເດືອນຕ່າງ 1 ຄົນ @"}),
            self.task("report", "inspector.01a", {
                "report_text": "ບົດລາຍງານ @", "infringement": "true", "infringement_text": "ບໍ່ຂຶ້ນທະບຽນ 1 ຄົນ",
                "proposed_measure": "registration", "measure_text": "ໃຫ້ຂຶ້ນທະບຽນ"}),
            self.task("review", "head.01", {"review": "accepted"}),
            self.task("decision", "director", {"decision": "measure"}),
            self.incoming_step("receipt", "receipt"),
            self.incoming_step("allegations", "allegations"),
            self.task("opinion", "legal", {"legal_opinion": "ບໍ່ມີຫຼັກຖານ @", "proposed_outcome": "confirmed"}),
            self.task("outcome", "head.legal", {"outcome": "confirmed", "outcome_text": "ຢືນຢັນຂໍ້ຕົກລົງ @"}),
            self.incoming_step("comply", "compliance_report"),
            self.task("compliance", "inspector.01a",
                      {"compliance": "full", "balance": "0", "compliance_report": "ຈ່າຍຄົບແລ້ວ @"}),
            self.task("close", "head.01", {"closing_summary": "ໄດ້ຂຶ້ນທະບຽນແລ້ວ @", "follow_up_done": "yes"}),
        ]

    # ---- kinds of steps
    def task(self, name, login, values):
        def page():
            address = self.read(login).link(f"/cases/{self.order}/tasks/")
            self.tasks[name] = address
            return self.ask(login, address)
        # The person sees it done when his file no longer offers that very task.
        return Step(name, login, page, "/tasks/", values,
                    done=lambda: all(self.tasks[name] != h for h, _ in self.read(login).links))

    def on_visit(self, name, values, files=None, done=None, shown=False):
        login = "inspector.01a"
        step = Step(name, login, lambda: self.ask(login, self.visit_address), f"/{name}", values, files)
        seen = done or (lambda p: step.mark in p.html)
        step.done = lambda: seen(self.ask(login, self.visit_address))
        assert done or shown
        return step

    def incoming_step(self, name, kind):
        login = "head.01"
        step = Step(name, login, lambda: self.read(login, "/documents"), "/documents",
                    {"kind": kind, "party": "ທ້າວ ທົດລອງ", "content": "ເອກະສານ @"}, {"file": ("paper.jpg", BIG_JPEG)})
        step.done = lambda: step.mark in self.read(login, "/documents").html
        return step

    # ---- pages and what is typed
    def person(self, login):
        return self.people[login]

    def read(self, login, part=""):
        return self.ask(login, f"/inspection/cases/{self.order}{part}")

    def request_form(self):
        for text in ("ບໍລິສັດ", "ໂຮງງານ", "ຮ້ານ"):
            page = self.ask("registration", "/inspection/requests/new?find=" + __import__("urllib.parse").parse.quote(text))
            for href, _ in page.links:
                if "?unit=" in href:
                    chosen = self.ask("registration", href)
                    if "ນະຄອນຫຼວງວຽງຈັນ" in chosen.text:
                        return chosen
        raise Refused(200, "/inspection/requests/new", "no labour unit of Vientiane Capital was found by name")

    def learn_request(self, address):
        self.request = address.rsplit("/", 1)[1]

    def accept_form(self):
        page = self.ask("head.01", f"/inspection/requests/{self.request}")
        page.forms = [f for f in page.forms if any(x["name"] == "verdict" and x["value"] == "accept" for x in f["fields"])]
        return page

    def accept_values(self, page, _mark):
        values = {"inspection_type": "direct"}
        place = next((f for f in page.forms[0]["fields"] if f["name"] == "workplace_key"), None)
        if place:
            values["workplace_key"] = next(o for o in place["options"] if o)
        return values

    def learn_order(self, address):
        self.order = address.rsplit("/", 1)[1]

    def assign_values(self, page, _mark):
        people = [o for o in next(f for f in page.form("/tasks/")["fields"] if f["name"] == "chief")["options"] if o]
        chief = next(p for p in people if p.lower().endswith("01a"))
        other = next(p for p in people if p.lower().endswith("01b"))
        return {"chief": chief, "team": [other], "inspection_type": "direct"}

    def learn_visit(self, address):
        self.visit_address = address.split("#")[0]

    def roll_values(self, page, mark):
        rows = sorted({f["name"].split("_", 1)[1] for f in page.form("/roll")["fields"] if f["name"].startswith("finding_")})
        values = {"new_name": f"ທ້າວ {mark}", "new_identity": "0100000001", "new_wage": "2.600.000", "new_since": "2026-03",
                  "new_position": "ຊ່າງ"}
        for i, row in enumerate(rows):
            values[f"finding_{row}"] = "wage_differs" if i == 0 else "registered"
            if i == 0:
                values[f"wage_{row}"] = "5.200.000"
        return values

    def checklist_values(self, page, _mark):
        names = sorted({f["name"] for f in page.form("/checklist")["fields"] if f["name"].startswith("item_")})
        return {n: "no" if i % 4 == 0 else "yes" for i, n in enumerate(names)}
