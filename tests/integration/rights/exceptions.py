"""The one exception by right: the team of an open order reads the labour unit's earlier files everywhere."""
import unittest
import uuid

from asking import WORLD, changed, contents, post, refusals_of


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
