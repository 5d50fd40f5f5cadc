#!/usr/bin/env python3
"""reworked_story.py BASE_URL SSIIS_ADMIN HOST_XML FOLDER: one file begins, the reworked procedure is put into force in
the running system, another file begins; both are taken to their end, each on the procedure it began with. The steps are
found by what the screens show, as check_inspection.py does it.
"""
import pathlib
import re
import subprocess
import sys

from check_inspection import Story, say
from http_user import Refused, unescaped
from rework import STEP_EN, STEP_LO


def expect(true, page, sentence):
    if not true:
        raise Refused(page.status, page.address, f"{sentence}; the page says: {page.text[:800]}")


class Reworked(Story):
    """A file of the new procedure: the head of inspection writes an opinion before the plan is drafted."""

    def assign(self):
        super().assign()
        page = self.case("head.01")
        expect(STEP_LO in page.text, page, "the step put in is not shown by its Lao name")
        english = self.person("head.01").request("GET", f"/inspection/cases/{self.order}",
                                                 headers={"Accept-Language": "en"})
        expect(STEP_EN in english.text, english, "the step put in is not shown by its English name")
        self.task("head.01", {"opinion_text": "ເຫັນດີໃຫ້ກວດກາ"})

    def labels_are_whole(self, old_ids):
        """Nothing of the drawing lost its Lao name, and no id of the shipped drawing is left on the page."""
        page = self.case("head.01")
        for id in old_ids:
            expect(not re.search(rf"\b{re.escape(id)}\b", page.html), page, f"the page still knows {id}")
        address = unescaped(re.search(r'data-bpmn="([^"]*)"', page.html).group(1))
        drawing = self.person("head.01").request("GET", address)
        expect(STEP_LO in drawing.body.decode(), drawing, "the drawing does not show the step put in")


class Before(Story):
    """A file of the shipped procedure that stops where the order is assigned, and goes on after the deployment."""

    def run_to_the_order(self):
        self.record_request()
        self.accept_request()
        self.task("registration", {"register_data": "right"})

    def run_on(self):
        self.assign()
        page = self.case("inspector.01a")
        expect(STEP_LO not in page.text, page, "a file under way got the new step")
        self.skip_beginning = True
        self.run()

    def record_request(self):
        if not getattr(self, "skip_beginning", False):
            super().record_request()

    def accept_request(self):
        if not getattr(self, "skip_beginning", False):
            super().accept_request()

    def assign(self):
        if not getattr(self, "skip_beginning", False):
            super().assign()

    def task(self, login, values, files=None):
        if getattr(self, "skip_beginning", False) and "register_data" in values:
            return None
        return super().task(login, values, files)


def deploy(admin, config, folder):
    done = subprocess.run([admin, "--config", config, "workflow", "deploy", folder], capture_output=True, text=True)
    if done.returncode != 0:
        raise Refused(0, folder, done.stderr)
    say(f"deployed: {done.stdout.strip()}")


def main(base, admin, config, folder):
    before = Before(base)
    before.run_to_the_order()
    deploy(admin, config, folder)
    after = Reworked(base)
    after.people = before.people
    after.passed_over = 1  # the first unit that is found has an open file already
    after.run()
    old = pathlib.Path(folder, "old-ids").read_text(encoding="utf-8").split()
    after.labels_are_whole([id for id in old if re.match(r"(T|S|Gw|Sub|C|B|R|Flow)\d*_", id)])
    before.run_on()


if __name__ == "__main__":
    try:
        main(*sys.argv[1:])
    except Refused as refused:
        sys.exit(f"reworked_story: {refused}")
