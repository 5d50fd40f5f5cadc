#!/usr/bin/env python3
"""Takes one complaint from its recording to a closed file over HTTP, each step by the person whose step it is.

Usage: check_inspection.py BASE_URL. Exit 0 when the file is closed and a stranger is refused; 1 with the reason.
"""
import sys
import time
from datetime import date, timedelta

from http_user import Person, Refused

JPEG = bytes.fromhex(
    "ffd8ffe000104a46494600010100000100010000ffdb004300080606070605080707070909080a0c140d0c0b0b0c1912130f141d1a1f1e1d1a"
    "1c1c20242e2720222c231c1c2837292c30313434341f27393d38323c2e333432ffc0000b080001000101011100ffc4001f00000105010101010"
    "10100000000000000000102030405060708090a0bffc400b5100002010303020403050504040000017d01020300041105122131410613516107"
    "227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435363738393a434445464748494a535455565758595a6"
    "36465666768696a737475767778797a838485868788898a92939495969798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8"
    "c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4f5f6f7f8f9faffda0008010100003f00fbd3ffd9")


def say(text):
    print(f"   {text}", flush=True)


class Story:
    # What the request says; a story of another kind says it differently.
    asked = {"kind": "worker", "channel": "counter", "subject": "unregistered",
             "account": "ຜູ້ອອກແຮງງານ 3 ຄົນ ບໍ່ໄດ້ຂຶ້ນທະບຽນປະກັນສັງຄົມ ມາແຕ່ເດືອນ 3",
             "informant_name": "ນາງ ພອນສະຫວັດ ທົດລອງ", "informant_phone": "020 5500 0000"}

    # Whom the file is referred to, at the same time.
    REFERRED = ("tax", "labour_inspectorate")

    def __init__(self, base):
        self.base, self.people, self.order = base, {}, None
        self.passed_over = 0  # of the labour units found, so many are left to other stories

    def person(self, login):
        if login not in self.people:
            self.people[login] = Person(self.base).log_in(login)
        return self.people[login]

    def case(self, login, part=""):
        return self.person(login).get(f"/inspection/cases/{self.order}{part}")

    def task(self, login, values, files=None):
        """Does the open task of the file that is this person's."""
        who = self.person(login)
        page = self.case(login)
        address = page.link(f"/cases/{self.order}/tasks/")
        form_page = who.get(address)
        done = who.submit(form_page, "/tasks/", values, files)
        say(f"{login}: {form_page.text.split(' – ')[0][:60]}")
        return done

    # ---- the steps -------------------------------------------------------------------------------------------
    def find_unit(self):
        """A labour unit of Vientiane Capital with workers, through the search box."""
        who = self.person("registration")
        for text in ("ບໍລິສັດ", "ໂຮງງານ", "ຮ້ານ", "Co", "Sole"):
            page = who.get("/inspection/requests/new?find=" + __import__("urllib.parse").parse.quote(text))
            for href, _ in page.links:
                if "?unit=" not in href:
                    continue
                chosen = who.get(href)
                if "ນະຄອນຫຼວງວຽງຈັນ" in chosen.text and not self.pass_over():
                    return chosen
        raise Refused(200, "/inspection/requests/new", "no labour unit of Vientiane Capital was found by name")

    def pass_over(self):
        self.passed_over -= 1
        return self.passed_over >= 0

    def record_request(self):
        who = self.person("registration")
        page = self.find_unit()
        done = who.submit(page, "/requests/new", self.asked)
        self.request = done.address.rsplit("/", 1)[1]
        say(f"registration: recorded {self.request}")

    def accept_request(self):
        who = self.person("head.01")
        page = who.get(f"/inspection/requests/{self.request}")
        if "ພອນສະຫວັດ" in page.text:
            raise Refused(200, page.address, "the sender's name stands open on the request")
        values = {"inspection_type": "direct"}
        form = page.form("/screen") if len([f for f in page.forms if "/screen" in f["action"]]) == 1 else None
        accept = next(f for f in page.forms if any(x["name"] == "verdict" and x["value"] == "accept" for x in f["fields"]))
        if form is None:
            page.forms = [accept]
        place = next((f for f in accept["fields"] if f["name"] == "workplace_key"), None)
        if place:
            values["workplace_key"] = next(o for o in place["options"] if o)
        done = who.submit(page, "/screen", values)
        self.order = done.address.rsplit("/", 1)[1]
        say(f"head.01: opened {self.order}")

    def assign(self):
        who = self.person("head.01")
        form_page = who.get(self.case("head.01").link(f"/cases/{self.order}/tasks/"))
        form = form_page.form("/tasks/")
        chief = next(f for f in form["fields"] if f["name"] == "chief")
        people = [o for o in chief["options"] if o]
        if len(people) < 2:
            raise Refused(200, form_page.address, f"only {people} can be assigned")
        names = dict(zip(people, people))
        a = next((p for p in names if p.lower().endswith("01a")), people[0])
        b = next((p for p in names if p.lower().endswith("01b")), people[1])
        who.submit(form_page, "/tasks/", {"chief": a, "team": [b], "inspection_type": "direct"})
        say(f"head.01: service order to {a}, {b}")

    def visit(self):
        who = self.person("inspector.01a")
        page = who.get(f"/inspection/cases/{self.order}/visits/new")
        page = who.submit(page, "/visits/new", {"place": "ບ້ານ ສີສັດຕະນາກ"})
        here = page.address
        say("inspector.01a: visit started")
        rows = sorted({f["name"].split("_", 1)[1] for f in page.form("/roll")["fields"] if f["name"].startswith("finding_")})
        values = {"new_name": "ທ້າວ ທົດລອງ ພົບໃໝ່", "new_identity": "0100000001", "new_wage": "2.600.000",
                  "new_since": "2026-03", "new_position": "ຊ່າງ"}
        for i, row in enumerate(rows):
            values[f"finding_{row}"] = "wage_differs" if i == 0 else "registered"
            if i == 0:
                values[f"wage_{row}"] = "5.200.000"
        page = who.submit(page, "/roll", values)
        answers = {f["name"]: ("no" if i % 4 == 0 else "yes") for i, f in enumerate(page.form("/checklist")["fields"])
                   if f["name"].startswith("item_")}
        page = who.submit(page, "/checklist", answers)
        page = who.submit(page, "/statement", {"person": "ທ້າວ ທົດລອງ", "position": "ຫົວໜ້າບຸກຄະລາກອນ",
                                               "content": "ຈະຂຶ້ນທະບຽນ ພາຍໃນເດືອນໜ້າ"})
        page = who.submit(page, "/evidence", {"title": "ປ້າຍໂຮງງານ"}, {"file": ("sign.jpg", JPEG)})
        who.submit(page, "/end", {"met_name": "ທ້າວ ທົດລອງ", "met_position": "ຫົວໜ້າບຸກຄະລາກອນ", "signature": "signed"})
        say(f"inspector.01a: {here.rsplit('/', 1)[1]} ended, {len(rows) + 1} people on the roll")

    def incoming(self, login, kind, content="", institution=""):
        who = self.person(login)
        page = self.case(login, "/documents")
        who.submit(page, "/documents", {"kind": kind, "party": "ທ້າວ ທົດລອງ", "content": content, "institution": institution})
        say(f"{login}: recorded {kind}")

    # ---- the tasks, in the order of the procedure
    def background(self):
        self.task("registration", {"register_data": "right"})

    def plan(self):
        today = date.today()
        self.task("inspector.01a", {"objective": "ກວດກາການຂຶ້ນທະບຽນ ແລະ ເງິນເດືອນທີ່ແຈ້ງ",
                                    "period_from": (today - timedelta(days=200)).isoformat(),
                                    "period_to": today.isoformat(),
                                    "visit_day": (today + timedelta(days=5)).isoformat(), "prior_notice": "true",
                                    "documents_to_request": "ບັນຊີເງິນເດືອນ\nສັນຍາແຮງງານ"})

    def visit_results(self):
        self.task("inspector.01a", {"enquiry": "false", "visit_summary": "ພົບຜູ້ອອກແຮງງານ 1 ຄົນ ບໍ່ຂຶ້ນທະບຽນ"})

    def analysis(self):
        self.task("inspector.01a", {"analysis": "ເງິນເດືອນຕ່າງ 1 ຄົນ"})

    def report(self):
        self.task("inspector.01a", {"report_text": "ບົດລາຍງານສະບັບເຕັມ", "infringement": "true",
                                    "infringement_text": "ບໍ່ຂຶ້ນທະບຽນ 1 ຄົນ", "proposed_measure": "registration",
                                    "register_workers": "true", "measure_text": "ໃຫ້ຂຶ້ນທະບຽນ ແລະ ຈ່າຍເງິນສົມທົບ"})

    def review(self):
        self.task("head.01", {"review": "accepted"})

    def decision(self):
        self.task("director", {"decision": "measure"})

    def receipt(self):
        self.incoming("head.01", "receipt")

    def allegations(self):
        self.incoming("head.01", "allegations", "ຂໍໃຫ້ພິຈາລະນາໃໝ່ ຍ້ອນຜູ້ກ່ຽວເຂົ້າໃໝ່")

    def opinion(self):
        self.task("legal", {"legal_opinion": "ຄຳຊີ້ແຈງບໍ່ມີຫຼັກຖານ", "proposed_outcome": "confirmed"})

    def outcome(self):
        self.task("head.legal", {"outcome": "confirmed", "outcome_text": "ຢືນຢັນຂໍ້ຕົກລົງ"})

    def document(self):
        self.incoming("head.01", "institution_document", "ຂໍ້ມູນການຈົດທະບຽນ ສະບັບໃໝ່", "enterprise_register")
        self.task("inspector.01a", {"document_note": "ບໍ່ປ່ຽນແປງຜົນການກວດກາ"})

    def decide_changes(self, login):
        """Accepts what of this file waits in the registration division's inbox, as far as this person may."""
        who = self.person(login)
        page = who.get(f"/inspection/amendments?q={self.order}")
        waiting = sorted({h for h, _ in page.links if h.startswith(f"/inspection/amendments/{self.order}/")})
        for address in waiting:
            who.submit(who.get(address), "/amendments/", {}, button=("verdict", "accept"))
        say(f"{login}: accepted {len(waiting)} changes of the register")
        return len(waiting)

    def changes_arrive(self, expected):
        """The MIS writes what was accepted, and the file shows that the register shows it."""
        address, until = f"/inspection/cases/{self.order}/changes", time.monotonic() + 60
        while (seen := self.person("inspector.01a").request("GET", address).html.count("k-ok mb-1")) < expected:
            if time.monotonic() > until:
                raise Refused(200, address, f"the register shows {seen} of {expected} changes that were accepted")
            time.sleep(1)
        self.person("inspector.01a").get(address)
        say(f"inspector.01a: the register shows {expected} changes")

    def registration(self):
        accepted = self.decide_changes("registration")
        self.decide_changes("head.registration")
        self.changes_arrive(accepted)
        self.task("registration", {"registration": "done", "workers_entered": "1"})

    def compliance(self):
        self.incoming("head.01", "compliance_report", "ຂຶ້ນທະບຽນແລ້ວ, ຍັງຄ້າງຈ່າຍ")
        self.task("inspector.01a", {"compliance": "part", "balance": "1.200.000", "compliance_report": "ຍັງຄ້າງ 1.200.000 ກີບ",
                                    "compliance_next": "referral", "institutions": list(self.REFERRED)})

    def referral(self):
        for _ in self.REFERRED:
            self.task("head.legal", {"referral": "signed", "referral_request": "ຂໍໃຫ້ຊ່ວຍທວງ ຍອດຄ້າງຈ່າຍ"})

    def answers(self):
        for institution in reversed(self.REFERRED):
            self.incoming("head.01", "institution_answer", "ຫົວໜ່ວຍ ຈ່າຍແລ້ວ", institution)
            self.task("legal", {"institution_result": "acted", "institution_outcome": "ຫົວໜ່ວຍ ຈ່າຍແລ້ວ",
                                "institution_day": date.today().isoformat()})

    def carried_out(self):
        self.task("inspector.01a", {"compliance": "full", "balance": "0", "compliance_report": "ຈ່າຍຄົບແລ້ວ"})

    def closing(self):
        self.task("head.01", {"closing_summary": "ຫົວໜ່ວຍໄດ້ຂຶ້ນທະບຽນແລ້ວ", "follow_up_done": "yes"})

    STEPS = ("record_request", "accept_request", "background", "assign", "plan", "approve", "visit", "visit_results",
             "analysis", "report", "review", "decision", "document", "receipt", "allegations", "opinion", "outcome",
             "registration", "compliance", "referral", "answers", "carried_out", "closing")

    def play(self, until="closing"):
        """The steps up to and with `until`."""
        for step in self.STEPS[:self.STEPS.index(until) + 1]:
            getattr(self, step)()

    def run(self):
        self.play()
        self.closed()
        self.stranger()
        self.letters()
        self.told()

    def approve(self):
        for login in ("head", "director", "head.legal", "head.01", "legal"):
            page = self.case(login)
            if any(f"/cases/{self.order}/tasks/" in href for href, _ in page.links):
                self.task(login, {"approval": "approved"})
                return
        raise Refused(200, self.order, "nobody can approve")

    def closed(self):
        page = self.person("head.01").get("/inspection/cases?state=closed")
        if self.order not in page.text:
            raise Refused(200, page.address, f"{self.order} is not among the closed files")
        say(f"{self.order} is closed")

    def stranger(self):
        page = self.person("inspector.13a").request("GET", f"/inspection/cases/{self.order}")
        if page.status != 403:
            raise Refused(page.status, page.address, "an inspector of another province is not refused")
        say("inspector.13a: refused")

    def letters(self):
        """Every letter of the file becomes a PDF, and its code is verified on the public page."""
        who, deadline = self.person("head.01"), time.monotonic() + 180
        while True:
            page = who.get(f"/inspection/cases/{self.order}/documents")
            pdfs = [h for h, _ in page.links if h.endswith("/pdf")]
            codes = {h.split("/")[3] for h, _ in page.links if h.startswith("/inspection/documents/")}
            if len(pdfs) >= 8 and len(pdfs) == len([c for c in codes]):
                break
            if time.monotonic() > deadline:
                raise Refused(200, page.address, f"{len(pdfs)} of {len(codes)} PDFs after three minutes")
            time.sleep(1)
        pdf = who.request("GET", pdfs[0])
        if pdf.status != 200 or not pdf.body.startswith(b"%PDF-"):
            raise Refused(pdf.status, pdfs[0], "not a PDF")
        public = Person(self.base).get("/portal/verify/" + pdfs[0].split("/")[3])
        say(f"{len(pdfs)} letters as PDF; {public.address} answers")

    def told(self):
        """Who asked was told that the request came and that the inspection is over; inspectors do not read these letters."""
        page = self.case("head.01", "/documents")
        codes = [h.split("/")[3] for h, _ in page.links if h.startswith("/inspection/documents/") and h.endswith("/pdf")]
        kinds = {code: str(Person(self.base).get("/portal/verify/" + code).text) for code in codes}
        receipt, outcome = ([c for c, text in kinds.items() if word in text] for word in
                            ("ໜັງສືຢັ້ງຢືນການຮັບຄຳຮ້ອງ", "ແຈ້ງການສິ້ນສຸດການກວດກາ ຕາມຄຳຮ້ອງ"))
        if len(receipt) != 1 or len(outcome) != 1:
            raise Refused(200, page.address, f"{len(receipt)} acknowledgements and {len(outcome)} outcomes to the requester")
        refused = self.person("inspector.01a").request("GET", f"/inspection/documents/{receipt[0]}/pdf")
        if refused.status != 403:
            raise Refused(refused.status, refused.address, "an inspector of the file reads a letter to who complained")
        say("the requester got an acknowledgement and the outcome; inspector.01a may not read them")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    try:
        Story(sys.argv[1]).run()
    except Refused as refused:
        sys.exit(f"check_inspection: {refused}")
