"""The menu shows each person the pages that open for them, and all of those."""
import re
import unittest

from attack import BASE
from http_user import Person

ACCOUNTS = ("director", "head", "legal", "registration", "head.01", "head.13", "inspector.01a", "inspector.01b", "inspector.13a",
            "helpdesk", "admin", "auditor")
# Every entry of the module's menu, in its order.
PAGES = ("/inspection", "/inspection/signing", "/inspection/cases", "/inspection/requests", "/inspection/lists",
         "/inspection/register", "/inspection/control", "/inspection/imports", "/inspection/amendments", "/inspection/links",
         "/inspection/absences", "/inspection/handover", "/inspection/profiles", "/inspection/operation", "/inspection/identifiers",
         "/inspection/bundles", "/inspection/holidays", "/inspection/linkruns", "/inspection/templates", "/inspection/codes")
OWN = ("/mis/", "/mis/units", "/mis/contributions", "/mis/admin/modules")


def menu(page):
    """(address, tier) of each entry, as the header of the page has them."""
    header = page.html.split("<header>", 1)[1].split("</header>")[0]
    return re.findall(r'<li><a(?: class="t")? href="([^"]+)"', header)


class Menu(unittest.TestCase):
    def test_every_entry_that_an_account_sees_opens_and_every_page_that_opens_is_in_its_menu(self):
        seen = {}
        for login in ACCOUNTS:
            who = Person(BASE).log_in(login)
            opens = {p for p in PAGES if who.request("GET", p).status == 200}
            home = menu(who.get("/mis/"))
            with self.subTest(login):
                self.assertEqual([a for a in home if a not in OWN], sorted(opens, key=PAGES.index)[:1])
                for address in home:
                    self.assertEqual(who.request("GET", address).status, 200, address)
                for page in opens:
                    self.assertEqual({a for a in menu(who.get(page)) if a in PAGES}, opens, page)
            seen[login] = frozenset(opens)
        self.assertGreater(len(set(seen.values())), 2, "the accounts differ too little for this test to tell anything")
        self.assertEqual(seen["admin"], {"/inspection/control", "/inspection/imports", "/inspection/profiles", "/inspection/operation",
                                         "/inspection/identifiers", "/inspection/linkruns", "/inspection/bundles",
                                         "/inspection/holidays", "/inspection/templates", "/inspection/codes"})
        self.assertEqual({login for login, opens in seen.items() if "/inspection/templates" in opens}, {"admin", "legal"})

    def test_a_refused_page_and_a_page_of_the_host_show_the_same_menu(self):
        who = Person(BASE).log_in("admin")
        refused = who.request("GET", "/inspection/lists")
        self.assertEqual(refused.status, 403)
        self.assertIn("/inspection/control", menu(refused))
        self.assertNotIn("/inspection/lists", menu(refused))


if __name__ == "__main__":
    unittest.main()
