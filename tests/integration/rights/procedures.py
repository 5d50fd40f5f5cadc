"""What is planted of procedures: a step that failed, work that was given up, bundles that are proposed, files to be moved."""
import io
import os
import pathlib
import re
import shutil
import sqlite3
import subprocess
import time
import zipfile
from datetime import date

from registry import MARK


class Procedures:
    """A part of the world: people, files and the database are the world's."""

    def operate(self):
        """A step that fails, tried again by the Director; work that was given up, revived by the administrator."""
        build, folder = pathlib.Path(os.environ["SSIIS_BUILD"]), self.data / "failing"
        shutil.copytree(build / "share/ssiis/workflow", folder)
        shutil.copytree(build / "share/ssiis/forms", folder / "forms")
        drawing = folder / "inspection.bpmn"
        sound = drawing.read_text()
        deploy = [build / "bin/ssiis-admin", "--config", self.data / "host.xml", "workflow", "deploy", folder]
        drawing.write_text(sound.replace('topic="register.query"', 'topic="plan.candidates"'))
        subprocess.run(deploy, check=True)
        stuck = self.order("head.01", "LE01", "01", MARK["01"])
        drawing.write_text(sound + "<!-- mended: files from now on -->\n")
        subprocess.run(deploy, check=True)
        director = self.person("director")
        page = director.get("/inspection/operation")
        page = director.get(page.link("/inspection/operation?process=").split("#")[0])
        key = re.search(r'name="incident" id="i([0-9.]+)"', page.html).group(1)
        page = director.submit(page, "/operation/incidents", {"incident": key, "remedy": "retry"})
        assert "workflow.service_failed" in page.html and stuck["order"] in page.html, page.html
        with sqlite3.connect(self.database, timeout=30) as db:
            db.execute("INSERT INTO insp_job (id, kind, state, due_at, payload, attempts, max_attempts, fence, created_at, ended_at, "
                       "last_error) VALUES (1, 'walk.nothing', 'dead', ?, '', 8, 8, 8, ?, ?, 'ZZERROR')", [f"{date.today()}T00:00:00.000000Z"] * 3)
        admin = self.person("admin")
        admin.submit(admin.get("/inspection/operation"), "/operation/work", {})

    def keep_holidays(self):
        """Two notices of days that no open file holds; the first is withdrawn."""
        legal = self.person("legal")
        for day in ("2026-01-05", "2026-01-07"):
            page = legal.submit(legal.get("/inspection/holidays/new"), "/holidays/new", {
                "day": day, "kind": "holiday", "name_lo": "ວັນພັກ", "name_en": "ZZHOLIDAY", "territory": "LA", "notice_no": "ZZNOTICE",
                "notice_day": "2026-01-02"}, button=("act", "preview"))
            page = legal.submit(page, "/holidays/new", {}, button=("act", "enter"))
            address = re.findall(r'href="(/inspection/holidays/\d+)"', page.html)[-1]
            if day == "2026-01-05":
                legal.submit(legal.get(address), "/withdraw", {"reason": "ZZREASON"})
        self.holidays = [{"holiday": address.rsplit("/", 1)[1]}]

    def raise_alerts(self):
        """An alert for the head on a fresh file of each province, as the job would raise it; a third one was seen."""
        self.alerts = []
        with sqlite3.connect(self.database, timeout=30) as db:
            for number, case in enumerate(c for c in self.cases if c["task_for"]):
                row = db.execute("SELECT t.case_id, t.instance, t.id, t.due_day, t.node, t.deadline_key FROM insp_wf_task t JOIN insp_case c "
                                 "ON c.case_id = t.case_id WHERE c.order_number = ? AND t.state = 'open' AND t.due_day IS NOT NULL",
                                 [case["order"]]).fetchone()
                db.execute("INSERT INTO insp_wf_alert (case_id, id, instance, deadline, of_what, level, due_day, node, deadline_key, role, "
                           "territory, confirmed, rule_confirmed, legal_basis, state, raised_at, raised_on) VALUES (?, ?, ?, ?, 'task', 1, ?, ?, ?, "
                           "'head_inspection', ?, 0, 0, 'ZZBASIS', 'open', ?, ?)",
                           [row[0], 900 + number, *row[1:6], case["territory"], f"{date.today()}T00:00:00.000000Z", f"{date.today()}"])
                self.alerts.append({**case, "alert": str(900 + number), "told": ["head", f"head.{case['territory']}"]})
        seen = self.alerts.pop()
        who = self.person(seen["told"][1])
        who.submit(who.get(f"/inspection/cases/{seen['order']}"), "/alerts/", {})

    def stop_a_clock(self):
        """The clocks of two other hosts had jumped; the administrator confirmed the time of the first."""
        with sqlite3.connect(self.database, timeout=30) as db:
            for host in ("aa-host", "zz-host"):
                db.execute("INSERT INTO insp_wf_clock_host (host, state, cause, deviation) VALUES (?, 'halted', 'forward', 1200000000)", [host])
        admin = self.person("admin")
        page = admin.get("/inspection/operation/clock")
        proof = {"proof": "demo"} if 'name="proof"' in page.html else {}   # the login of the last minutes serves as one
        admin.submit(page, "/operation/clock", {"reason": "ZZREASON", **proof})

    def draft_procedures(self):
        """Two drafts: one that is proposed, the other open, with a file that was changed and one that came to it."""
        legal, self.drafts = self.person("legal"), []
        for number in (1, 2):
            page = legal.submit(legal.get("/inspection/procedures/drafts/new"), "/drafts/new", {"label": f"ZZDRAFT{number}"})
            address = page.address
            self.drafts.append(address.rsplit("/", 1)[1])
            legal.submit(page, "/files", {"name": "parameters.xml"}, {"file": ("p.xml", b"<parameters/>")})
            page = legal.get(f"{address}/file?name=risk.dmn")
            content = next(f["value"] for f in page.form("/file?")["fields"] if f["name"] == "content")
            legal.submit(page, "/file?", {"content": f"{content}<!-- {number} -->", "note": "ZZNOTE"}, button=("act", "save"))
        page = legal.get(f"{address}/table?name=risk.dmn")
        cell = next(f["name"] for f in page.form("/table?")["fields"] if f["name"].startswith("cell_"))
        legal.submit(page, "/table?", {cell: "-", "note": "ZZNOTE"}, button=("act", "save"))
        page = legal.get(address)
        page.forms = [f for f in page.forms if ("act", "branch") in f["buttons"]]
        legal.submit(page, "/act", {"label": "ZZDRAFT3"}, button=("act", "branch"))
        legal.submit(legal.get(f"{address}/proposal"), "/proposal", {"legal_reference": "text", "reason": "ZZREASON"})
        self.drafts.pop()   # closed: its form to propose it is gone

    def propose_procedures(self):
        """Two bundles and two plans to move files; of each the Director rejects one. Both plans are tried before anybody asks."""
        legal, director, self.proposals, self.plans = self.person("legal"), self.person("director"), [], []
        files = {f.relative_to(self.data / "failing").as_posix(): f.read_bytes() for f in (self.data / "failing").rglob("*.*")}

        def bundle(number):
            out = io.BytesIO()
            with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as z:
                for name, content in files.items():
                    z.writestr("bundle/" + name, content + (f"<!-- {number} -->\n".encode() if name == "holidays.xml" else b""))
            return out.getvalue()
        self.bundle_zip = bundle(0)
        for number in (1, 2):
            page = legal.submit(legal.get("/inspection/bundles/new"), "/bundles/new", {
                "label": f"ZZBUNDLE{number}", "legal_reference": "text", "reason": "ZZREASON"}, {"file": ("b.zip", bundle(number))})
            self.proposals.append({"proposal": page.address.rsplit("/", 1)[1], "version": "1"})
            page = legal.get("/inspection/moves/new")
            newest = re.search(r'<option value="(\d+)"', page.html.split('name="bundle"')[1]).group(1)
            page = legal.submit(page, "/moves/new", {"bundle": newest, "process": "inspection", "legal_reference": "text",
                                                     "reason": "ZZREASON"})
            self.plans.append({"plan": page.address.rsplit("/", 1)[1], "version": "2"})
        for address in (f"/inspection/bundles/{self.proposals.pop()['proposal']}", f"/inspection/moves/{self.plans.pop()['plan']}"):
            page = director.get(address)
            page.forms = [f for f in page.forms if any(x["name"] == "answer" for x in f["fields"])]
            director.submit(page, "/decision", {"answer": "ZZANSWER"}, button=("act", "reject"))
        proposal = f"/inspection/bundles/{self.proposals[0]['proposal']}"
        page = legal.get(proposal)
        page.forms = [f for f in page.forms if not any(x["name"] == "answer" for x in f["fields"])]
        legal.submit(page, "/decision", {}, button=("act", "try"))
        for _ in range(240):
            if not self.rows("SELECT id FROM insp_wf_plan WHERE state = 'trying'"):
                return
            time.sleep(0.5)
        raise AssertionError("the trials did not end")
