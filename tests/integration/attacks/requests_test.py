"""Addresses, texts and file names that nobody nice would send, and what every answer carries."""
import csv
import re
import unittest
import urllib.parse
import uuid

from attack import BASE, DATA, Wire, head, part, person, quarantined, token
from check_inspection import JPEG
from http_user import Person

URLENCODED = {"Content-Type": "application/x-www-form-urlencoded"}


def a_unit():
    with (DATA / "registry" / "labour_unit.csv").open(encoding="utf-8") as file:
        return next(csv.DictReader(file))["lu_id"]


class Addresses(unittest.TestCase):
    def test_no_address_leads_out_of_the_folders(self):
        who = person("head")
        asset = re.search(r"(/inspection/assets/[^\"?]+)", who.get("/inspection").html).group(1)
        self.assertEqual(who.request("GET", asset).status, 200)
        for prefix in ("/inspection/assets/", "/mis/assets/", "/inspection/documents/", "/portal/verify/", "/inspection/cases/"):
            for rest in ("../../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%2e%2e/%2e%2e/etc/passwd", "..%5c..%5cetc", "....//etc/passwd",
                         "%252e%252e%252fetc", "%c0%ae%c0%ae/etc/passwd", "manifest.json", "/etc/passwd", "..", ".%00.", "a%00b",
                         "%ff%fe", "%", "%zz", "a%0d%0aX:%20y", "~root", "file:%2f%2f%2fetc%2fpasswd", "A" * 6000):
                page = who.request("GET", prefix + rest)
                with self.subTest(prefix + rest[:40]):
                    self.assertIn(page.status, (400, 403, 404, 503) if "portal" not in prefix else (200, 400, 404, 429))
                    self.assertNotIn(b"root:", page.body)
                    self.assertNotIn("x", page.headers)

    def test_queries_that_are_no_text_are_refused_and_told(self):
        who = person("head")
        for query in ("q=%ff", "q=%00", "q=%c0%af", "q=%ed%a0%80", "%ff=a", "q=%", "q=%z1"):
            for path in ("/inspection/search", "/inspection/cases", "/inspection/lists"):
                page = who.request("GET", f"{path}?{query}")
                with self.subTest(f"{path}?{query}"):
                    self.assertEqual(page.status, 400)
                    self.assertIn("request.bad_text", page.html)


class Texts(unittest.TestCase):
    def test_a_field_that_is_no_text_is_refused_wherever_it_stands(self):
        who = person("head")
        good = token(who)
        forms = {"/inspection/requests/new": ("kind", "received_on", "channel", "subject", "account", "informant_name", "unit_key", "territory"),
                 "/inspection/lists/new": ("origin", "title", "territory"), "/inspection/orders/new": ("origin", "unit_key", "subject"),
                 "/inspection/cases/import": ("number", "subject", "unit_key", "outcome")}
        for address, fields in forms.items():
            for field in (*fields, "request_key", "csrf2", "unheard_of"):
                for bad in ("%ff", "a%00b", "%c0%af", "%ed%a0%80", "%f4%90%80%80"):
                    page = who.request("POST", address, f"csrf={good}&{field}={bad}".encode(), URLENCODED)
                    with self.subTest(f"{address} {field}={bad}"):
                        self.assertEqual(page.status, 400)
                        self.assertIn("request.bad_text", page.html)
                body = part("csrf", good) + part(field, b"\xff\xfe") + b"--XX--\r\n"
                page = who.request("POST", address, body, {"Content-Type": "multipart/form-data; boundary=XX"})
                self.assertEqual(page.status, 400, f"{address} {field} in parts")

    def test_markup_and_quotes_come_back_as_text(self):
        who = person("head")
        evil = "\"'><script>alert(1)</script>{{X}}${7*7}' OR 1=1 --"
        for path in ("/inspection/search?q=", "/inspection/requests/new?find=", "/inspection/orders/new?find=", "/mis/units?q="):
            page = who.request("GET", path + urllib.parse.quote(evil))
            self.assertEqual(page.status, 200, path)
            self.assertNotIn("<script>alert", page.html)
            self.assertNotIn("49", re.findall(r'value="([^"]*49[^"]*)"', page.html))

    def test_a_file_name_reaches_no_header_and_no_folder(self):
        who = person("head")
        for number, name in enumerate(('a%22%0D%0AX-Injected: yes%0D%0A.jpg', '../../../../tmp/evil.jpg', 'C:\\evil\\b.jpg', "x';rm -rf.jpg",
                                       'ຮູບ "ຖ່າຍ".jpg'.replace('"', "%22"), ".jpg", "a" * 300 + ".jpg")):
            fields = {"csrf": token(who), "request_key": uuid.uuid4().hex, "number": f"EVIL {number}", "origin": "regular_plan",
                      "inspection_type": "direct", "opened_on": "2019-03-01", "closed_on": "2019-06-01", "subject": "text",
                      "outcome": "compliant", "unit_key": a_unit()}
            picture = JPEG[:-2] + bytes([number]) + JPEG[-2:]
            body = b"".join(part(k, v) for k, v in fields.items()) + part("scans", picture, name) + b"--XX--\r\n"
            done = who.request("POST", "/inspection/cases/import", body, {"Content-Type": "multipart/form-data; boundary=XX"})
            with self.subTest(name[:40]):
                self.assertIn(done.status, (303, 422), done.text[:300])
                if done.status == 422:
                    continue  # refused for its name: as good
                page = who.get(done.headers["location"].split("?")[0] + "/documents")
                link = [h for h, _ in page.links if h.startswith("/inspection/documents/")][-1]
                file = who.request("GET", link)
                self.assertEqual((file.status, file.body), (200, picture))
                self.assertNotIn("x-injected", file.headers)
                self.assertRegex(file.headers["content-disposition"],
                                 r"^attachment; filename=\"[^\"\\/\x00-\x1f]+\"; filename\*=UTF-8''[A-Za-z0-9%._~-]+$")
                self.assertNotRegex(file.headers["content-disposition"], r"%0[Dd]|%0[Aa]|%00|%2[Ff]|%5[Cc]")
                self.assertEqual(file.headers["x-content-type-options"], "nosniff")
        self.assertEqual(quarantined(), [])


class Answers(unittest.TestCase):
    def policies(self, data):
        text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
        return re.findall(r"(?im)^content-security-policy: (.*?)\r?$", text.split("\r\n\r\n")[0])

    def test_every_answer_forbids_what_it_does_not_need(self):
        who, stranger = person("head"), Person(BASE, "en")
        asset = re.search(r"(/inspection/assets/[^\"?]+)", who.get("/inspection").html).group(1)
        for login, address in ((who, "/inspection"), (who, "/inspection/cases"), (who, "/inspection/none"), (who, "/inspection/profiles"),
                               (who, "/mis/"), (who, "/mis/none"), (who, asset), (who, "/inspection/search?q=%ff"), (stranger, "/portal/verify"),
                               (stranger, "/portal/verify/NONE"), (stranger, "/portal/none"), (stranger, "/inspection"), (stranger, "/mis/login"),
                               (stranger, "/health/live"), (stranger, "/health/ready"), (stranger, "/metrics"), (stranger, "/none"),
                               (stranger, "/a/../b"), (stranger, "/inspection/assets/none")):
            with self.subTest(address), Wire() as wire:
                answer = wire.send(head("GET", address, login if login.cookies else None)).answer()
                found = self.policies(answer)
                self.assertTrue(found, answer[:400])
                self.assertIn("default-src 'none'", found[0])
                self.assertIn("frame-ancestors 'none'", found[0])
                self.assertNotIn("unsafe", " ".join(found))
                lines = answer.split("\r\n\r\n")[0].lower()
                for line in ("x-content-type-options: nosniff", "x-frame-options: deny", "referrer-policy: same-origin"):
                    self.assertIn(line, lines)
                self.assertNotIn("strict-transport-security", lines)  # this installation is reached by http

    def test_a_file_is_opened_in_a_sandbox(self):
        who = person("head")
        page = who.get("/inspection/cases?state=closed")
        order = [h for h, _ in page.links if re.fullmatch(r"/inspection/cases/[^/?]+", h) and "import" not in h]
        if not order:
            Texts("test_a_file_name_reaches_no_header_and_no_folder").debug()
            page = who.get("/inspection/cases?state=closed")
            order = [h for h, _ in page.links if re.fullmatch(r"/inspection/cases/[^/?]+", h) and "import" not in h]
        link = [h for h, _ in who.get(order[0] + "/documents").links if h.startswith("/inspection/documents/")][0]
        with Wire() as wire:
            answer = wire.send(head("GET", link, who)).answer()
        self.assertIn("sandbox; default-src 'none'", self.policies(answer))
        self.assertRegex(answer.lower(), "cache-control: private, no-store|cache-control: no-store")


if __name__ == "__main__":
    unittest.main()
