"""What is planted of changes of the register: one sent back and answered, one taken back, one sent to the MIS and refused there."""
import re
from datetime import datetime, timedelta, timezone


class Changes:
    """A part of the world: people and files are the world's."""

    def prepared_change(self, case, tin):
        """A change of the register made from the file, borne out by its first document; its id."""
        who, address = self.person(case["team"][0]), f"/inspection/cases/{case['order']}/changes"
        page = who.get(address + "?kind=tax_number")
        known = set(re.findall(r"/changes/(\d+)/withdrawal", page.html))
        evidence = re.search(r'<option value="(document:[^"]+)"', page.html).group(1)
        page.forms = [f for f in page.forms if f["action"].endswith("/changes")]
        page = who.submit(page, "/changes", {"tin": tin, "grounds": f"ZZGROUNDS{case['mark']}", "evidence": evidence})
        return next(n for n in re.findall(r"/changes/(\d+)/withdrawal", page.html) if n not in known)

    def change_register(self, case):
        """One is returned by the registration division and answered; another is taken back."""
        who, clerk = self.person(case["team"][0]), self.person("registration")
        address, first = f"/inspection/cases/{case['order']}/changes", self.prepared_change(case, "101348173700")
        inbox = f"/inspection/amendments/{case['order']}/{first}"
        clerk.submit(clerk.get(inbox), "/amendments/", {"reason": f"ZZRETURNED{case['mark']}"}, button=("verdict", "return"))
        who.submit(who.get(address), f"/{first}/answer", {f"answer_{first}": f"ZZANSWER{case['mark']}"})
        second = self.prepared_change(case, "101348173701")
        who.submit(who.get(address), f"/{second}/withdrawal", {f"withdrawal_{second}": "test"})
        self.changes = [{**case, "id": first}]

    def send_batch(self, case):
        """One is accepted and goes out in a batch; the MIS's refusal is brought in and counts, a file that was no answer is put aside."""
        clerk, head = self.person("registration"), self.person("head.registration")
        third = self.prepared_change(case, "101348173702")
        clerk.submit(clerk.get(f"/inspection/amendments/{case['order']}/{third}"), "/amendments/", {}, button=("verdict", "accept"))
        batch = head.submit(head.get("/inspection/amendments/batches"), "/amendments/batches")
        number = batch.address.rsplit("/", 1)[1]
        manifest = re.search(r">([0-9a-f]{64})</dd>", batch.html).group(1)
        change = re.search(r"amendment-\d+-\d+-\d+", batch.html).group(0)
        day = datetime.now(timezone(timedelta(hours=7))).date().isoformat()
        seen = {}
        for reason in ("ZZMISTAKEN", "ZZREFUSED"):
            answer = f"batch,manifest,change_id,outcome,reference,day,reason\n{number},{manifest},{change},refused,,{day},{reason}{case['mark']}\n"
            seen[reason] = head.submit(batch, "/confirmations", {}, {"file": ("answer.csv", answer.encode())})
        head.submit(seen["ZZMISTAKEN"], "/put_aside/", {"reason": f"ZZASIDE{case['mark']}"})
        head.submit(seen["ZZREFUSED"], "/confirmations/")
        self.batches = [{"batch": number, "confirmation": seen["ZZREFUSED"].address.rsplit("/", 1)[1]}]
