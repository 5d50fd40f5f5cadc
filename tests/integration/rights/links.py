"""What is planted of links between registers: pairs for people to decide, a merge that two have made, a run that was stopped."""
import sqlite3
import time

from http_user import Refused

from registry import MARK


class Links:
    """A part of the world: people and the database are the world's."""

    def review_links(self):
        """Pairs that a run would have left to people: one of each province, and a merge that two people have made."""
        with sqlite3.connect(self.database, timeout=30) as db:
            for n, (part, own, other, place) in enumerate([
                    ("labour_unit-tax_employer", "LA01", "T-01", "01"), ("labour_unit-tax_employer", "LA13", "T-13", "13"),
                    ("labour_unit-tax_employer", "LB01", "T-02", "01"), ("labour_unit_dup-labour_unit", "LA01", "LB01", "01"),
                    ("labour_unit_dup-labour_unit", "LC01", "LD01", "01"), ("labour_unit_dup-labour_unit", "LC13", "LD13", "13"),
                    ("labour_unit_dup-labour_unit", "LE01", "LF01", "01")]):
                db.execute("INSERT INTO insp_link (link_id, part, kind, lsso_id, register, register_id, band, probability_ppm, weight_milli, "
                           "evidence, verdict, contradicted, counts, urgency, debt, province_code, district_code, version) VALUES "
                           "(?, ?, ?, ?, ?, ?, 'review', 600000, 600, '', 'none', 0, 0, ?, 0, ?, '', 1)",
                           (770001 + n, part, part.split("-")[0], own, part.split("-")[1], other, n, place))
        clerk, head = self.person("registration"), self.person("head.registration")
        self.linkruns = [{"run": self.ordered_and_stopped(head)}]
        clerk.submit(clerk.get("/inspection/links"), "/links/next", {})
        clerk.submit(clerk.get("/inspection/links/770003"), "/verdict", {"verdict": "different"})
        clerk.submit(clerk.get("/inspection/links/770004"), "/770004/verdict", {"verdict": "same"})
        page = head.get("/inspection/links/770004")
        page.forms = [f for f in page.forms if f["action"].endswith("/confirm")]
        head.submit(page, "/confirm", {}, button=("act", "confirm"))
        cluster = "/inspection/links/770007/cluster"
        clerk.submit(clerk.get(cluster), "/groups", {"group_1": "1", "group_2": "1"})
        head.submit(head.get(cluster), "/merges", {}, button=("act", "confirm"))
        self.clusters = [{"link": "770005", "territory": "01"}, {"link": "770006", "territory": "13"}]
        self.links = [{"link": "770001", "territory": "01", "version": "1", "mark": MARK["01"]},
                      {"link": "770002", "territory": "13", "version": "1", "mark": MARK["13"]}]

    def ordered_and_stopped(self, head):
        """Runs of linking: one that is stopped. The module may be quicker than the stop; then the next is tried."""
        for _ in range(20):
            page = head.submit(head.get("/inspection/linkruns"), "/linkruns", {})
            if any(f["action"].endswith("/stop") for f in page.forms):
                number = next(f["action"] for f in page.forms if f["action"].endswith("/stop")).split("/")[-2]
                done = head.submit(page, "/stop", {}, expect_errors=True)
                if not done.errors and done.status == 200:
                    self.until_over()
                    return number
            self.until_over()
        raise Refused(0, "/inspection/linkruns", "no run could be stopped")

    def until_over(self):
        until = time.monotonic() + 150
        while self.rows("SELECT count(*) FROM insp_link_run WHERE open_slot = 1")[0][0]:
            if time.monotonic() > until:
                raise Refused(0, "/inspection/linkruns", "a run does not end")
            time.sleep(0.2)
