"""What the campaigns share: a ledger on disk, people who come back after a failure, the check of the books."""
import http.client
import json
import os
import re
import subprocess
import sys
import time
import urllib.parse
from pathlib import Path

from installation import Installation  # noqa: F401
from story import Person, Refused, Story

HERE = Path(__file__).resolve().parent


class Interrupted(Exception):
    """The connection ended without an answer, or the answer was that the system is away, under a code that the page shows."""

    def __init__(self, what, code=None):
        super().__init__(what)
        self.code = code


class Ledger:
    """What people sent and what they were told, on disk before anything is sent and as soon as something is answered."""

    def __init__(self, file):
        self.path, self.file = file, file.open("a", encoding="utf-8")

    def write(self, **event):
        self.file.write(json.dumps(event) + "\n")
        self.file.flush()
        os.fsync(self.file.fileno())


class Client(Person):
    """A person whose browser may be led to another host, and whose connection may break."""

    def __init__(self, base, to):
        super().__init__(base)
        self.to = to  # says host and port for each exchange

    def request(self, method, address, body=None, headers=None, timeout=120):
        self.port = self.to()
        try:
            page = super().request(method, address, body, dict(headers or {}, Host=urllib.parse.urlsplit(self.base).netloc),
                                   timeout)
        except (OSError, http.client.HTTPException) as broken:
            raise Interrupted(f"{method} {address}: {broken!r}") from broken
        if page.status in (502, 503, 504):
            code = re.search(r'class="mono"[^>]*>([a-z]+\.[a-z_]+)<', page.html)
            raise Interrupted(f"{method} {address}: {page.status} {page.text[:300]}", code.group(1) if code else None)
        return page


class Campaign:
    """One story on one installation. `mend()` brings the system back after an interruption."""

    def __init__(self, installation, mend, to=None, patience=30):
        self.at, self.mend, self.patience = installation, mend, patience
        self.ledger = Ledger(installation.folder / "ledger")
        self.to = to or (lambda: installation.hosts[0].port)
        self.story = Story(installation.base, self.ask)
        self.people = self.story.people

    def again(self, work):
        """What a person does: reload until it works."""
        for _ in range(self.patience):
            try:
                return work()
            except Interrupted as why:
                self.mend(why)
        raise Refused(0, "", f"still interrupted after {self.patience} tries")

    def log_in_all(self):
        for login in ("registration", "head.01", "director", "inspector.01a", "legal", "head.legal"):
            self.people[login] = Client(self.at.base, self.to)
            self.again(lambda who=self.people[login], login=login: who.log_in(login))

    def ask(self, login, address):
        return self.again(lambda: self.people[login].get(address))

    def fill(self, step):
        """The form of the step, filled in: what is sent now or sent again."""
        page = step.page()
        address, body, kind = self.people[step.login].filled(page, step.part, step.filled(page), step.files)
        key = next(f["value"] for f in page.form(step.part)["fields"] if f["name"] == "request_key")
        return address, body, kind, key

    def send(self, step, form):
        """Sends the form once. Raises Interrupted when no answer came; Refused when the answer was no."""
        address, body, kind, key = form
        self.ledger.write(event="sent", step=step.name, mark=step.mark, key=key)
        answer = self.people[step.login].request("POST", address, body, {"Content-Type": kind})
        if answer.status != 303:
            raise Refused(answer.status, address, f"{step.name}: " + (" | ".join(answer.errors) or answer.text[:400]))
        self.acknowledged(step, key, "answered", answer.headers["location"])

    def acknowledged(self, step, key, how, location=None):
        self.ledger.write(event="acknowledged", step=step.name, mark=step.mark, key=key, how=how)
        if step.learn and location:
            step.learn(location)

    def finish(self, step, form, resend):
        """After an interruption: the form is sent again as it was, or the page is loaded anew and looked at."""
        key = form[3]
        if resend or step.done is None:
            self.again(lambda: self.send(step, form))
            return "sent again"
        if step.done():
            location = f"/inspection/cases/{self.story.order}/visits/1" if step.name == "visit" else None
            self.acknowledged(step, key, "seen", location)
            return "seen done"
        self.again(lambda: self.send(step, self.fill(step)))
        return "new form"

    def pdfs(self, seconds=180):
        """Waits until every letter of the file has its PDF; how many have."""
        deadline = time.monotonic() + seconds
        while True:
            page = self.story.read("head.01", "/documents")
            links = [(h.split("/")[3], text) for h, text in page.links if h.startswith("/inspection/documents/")]
            letters, ready = ({code for code, text in links if text.strip() == kind} for kind in ("DOCX", "PDF"))
            if (len(ready) >= 10 and letters == ready) or time.monotonic() > deadline:
                return len(ready)
            time.sleep(0.5)

    def books(self, over=False, like=None, counts=None):
        """The breaches that the separate program finds, and what of the story it found done."""
        command = [sys.executable, HERE / "books.py", "--at", self.at.where(), "--ledger", self.ledger.path]
        command += ["--over"] if over else []
        command += ["--like", like] if like else []
        command += ["--counts", counts] if counts else []
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode not in (0, 1) or not done.stdout:
            raise RuntimeError(f"books.py: {done.stderr}")
        found = json.loads(done.stdout)
        broken = self.at.verify_audit()
        return found["breaches"] + ([f"audit: {broken}"] if broken else []), found["done"]
