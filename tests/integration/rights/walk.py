"""Each account, logged in or not, at each address of the router; and writes that do not come from our forms."""
import html
import re
import unittest
import urllib.parse

from http_user import Person

from asking import WORLD, changed, contents, fields_of, filled, post, refusals_of, routes, shape, things
from matrix import ACCOUNTS, NOBODY, RULES


class Walk(unittest.TestCase):
    """Each account, logged in or not, at each address."""

    def test_every_address_of_the_router_is_in_the_matrix_and_only_these(self):
        self.assertEqual({(m, p) for m, p, *_ in routes()} ^ set(RULES), set())

    def test_every_write_was_done_for_real_by_who_may(self):
        for method, pattern, *_ in routes():
            if method == "GET":
                continue
            with self.subTest(f"{method} {pattern}"):
                self.assertTrue(any(m == method and shape(pattern).match(p) for m, p in WORLD.done))

    def test_reading(self):
        for method, pattern, mount, _ in routes():
            if method == "GET":
                self.walk(method, pattern, mount)
        self.assertGreater(len(self.followed), 50, "the pages' breadcrumbs were not found")

    def test_writing(self):
        for method, pattern, mount, _ in routes():
            if method == "POST":
                self.walk(method, pattern, mount)

    def walk(self, method, pattern, mount):
        kind, rule = RULES[method, pattern]
        objects = things(kind)
        self.assertTrue(objects, f"nothing planted for {pattern}")
        for thing in objects:
            address = filled(pattern, thing)
            before = contents() if method == "POST" else None
            for login in [*ACCOUNTS, NOBODY]:
                with self.subTest(f"{method} {address} as {login}"):
                    if mount == "panel":  # parts of the host's pages, never an address of their own
                        self.assertIn(WORLD.person(login).request("GET", address).status, (303, 404))
                    elif mount != "staff":
                        self.assertEqual(WORLD.person(login).request("GET", address).status, 200)
                    elif login is NOBODY:
                        self.unknown_person(method, pattern, address, thing)
                    else:
                        self.known_person(method, pattern, address, thing, login, rule(login, thing))
            if before is not None:
                with self.subTest(f"{method} {address} changes nothing"):
                    self.assertEqual(changed(before, contents()), [])

    def unknown_person(self, method, pattern, address, thing):
        form, files = fields_of(pattern, thing, False) if method == "POST" else (None, None)
        who = Person(WORLD.base)
        page = post(who, address, form, files) if form else who.request("GET", address)
        self.assertIn(page.status, (303, 401, 403))
        if page.status == 303:
            self.assertTrue(page.headers["location"].startswith("/mis/login"), page.headers["location"])

    def known_person(self, method, pattern, address, thing, login, may):
        who, refusals = WORLD.person(login), refusals_of(login)
        if method == "GET":
            page = who.request("GET", address)
        else:
            form, files = fields_of(pattern, thing, lacking=may)
            form["csrf"] = who.token()
            refusals = refusals_of(login)
            page = post(who, address, form, files)
        if may and method == "GET":
            self.assertEqual(page.status, 200, page)
            self.lead_only_to_what_opens(who, login, page)
        elif may:
            self.assertIn(page.status, (200, 303, 409, 422), page)
        else:
            self.assertIn(page.status, (403, 404), page)
            self.assertGreater(refusals_of(login), refusals, "the refusal is not in the audit trail")

    followed = set()

    def lead_only_to_what_opens(self, who, login, page):
        """The breadcrumbs of a page that opens open as well."""
        crumbs = re.search(r'<nav class="crumb".*?</nav>', page.html, re.DOTALL)
        for href in re.findall(r'href="([^"]+)"', crumbs.group(0) if crumbs else ""):
            if (login, href) not in self.followed:
                self.followed.add((login, href))
                self.assertEqual(who.request("GET", html.unescape(href)).status, 200, f"{login} is led to {href}")


class Tokens(unittest.TestCase):
    """A write by who may do it, but not from our form."""

    def test_without_the_token_from_elsewhere_or_by_get_nothing_is_written(self):
        able = {"page": "head", "visit": "inspector.01a", "task": "registration", "case": "head", "request": "head", "alert": "head",
                "unit": "head", "list": "head", "document": "head", "absence": "head", "handover": "head", "profile": "admin",
                "template": "legal", "period": "legal"}
        before = contents()
        for method, pattern, mount, _ in routes():
            if method != "POST":
                continue
            kind, rule = RULES[method, pattern]
            login = self.who_writes(pattern) or able[kind]
            thing = next(t for t in things(kind) if rule(login, t))
            self.tried(WORLD.person(login), pattern, thing)
        self.assertEqual(changed(before, contents()), [])

    @staticmethod
    def who_writes(pattern):
        """Where the thing alone does not say who may."""
        writers = (("/imports/{load}/decision$|/links/{link}/(confirm|merges)$|/linkruns|/amendments/batches", "head.registration"),
                   ("/imports/|/amendments/|/links/", "registration"), ("/changes", "inspector.01a"),
                   ("/(profiles|operation|registrycopy|bundles|moves|drafts|holidays|codes)", "admin"), ("/signing", "director"),
                   ("/deadlines/", "legal"))
        return next((login for words, login in writers if re.search(words, pattern)), None)

    def tried(self, who, pattern, thing):
        address, token = filled(pattern, thing), who.token()
        other = WORLD.person("legal" if who is not WORLD.person("legal") else "head").token()
        cases = {"no token": ({}, {}), "an empty token": ({"csrf": ""}, {}), "a made-up token": ({"csrf": "00" * 64}, {}),
                 "another login's token": ({"csrf": other}, {}),
                 "a foreign page": ({"csrf": token}, {"Origin": "http://evil.example"}),
                 "a page without an origin": ({"csrf": token}, {"Origin": "null"}),
                 "a foreign site": ({"csrf": token}, {"Sec-Fetch-Site": "cross-site"})}
        for name, (more, headers) in cases.items():
            form, files = fields_of(pattern, thing, lacking=False)
            with self.subTest(f"{address}: {name}"):
                self.assertEqual(post(who, address, form | more, files, headers).status, 403)
        if pattern not in {p for m, p, *_ in routes() if m == "GET"}:
            with self.subTest(f"{address}: by GET"):
                query = urllib.parse.urlencode(fields_of(pattern, thing, lacking=False)[0] | {"csrf": token})
                self.assertIn(who.request("GET", f"{address}?{query}").status, (404, 405))
