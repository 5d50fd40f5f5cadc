"""A file that nobody may send fills no disk: it is refused when it begins, not when it has arrived."""
import http.client
import unittest

from attack import PLACE, Wire, head, part, person, quarantined, token

IMPORT = "/inspection/cases/import"
FORM = "multipart/form-data; boundary=XX"
MEGABYTE = 1024 * 1024


def begun(who, *parts, path=IMPORT, length=40 * MEGABYTE, **headers):
    """The head and the parts of a form whose file never ends; what is answered meanwhile, and what lies on the disk."""
    with Wire() as wire:
        wire.send(head("POST", path, who, Content_Type=FORM, Content_Length=str(length), **headers))
        wire.send(b"".join(parts) + part("scans", b"x" * 200_000, "a.pdf")[:-2])
        answer = wire.answer()
        return answer, quarantined()


class Uploads(unittest.TestCase):
    def refused(self, answer_and_files, status, code):
        answer, files = answer_and_files
        self.assertTrue(answer.startswith(f"HTTP/1.1 {status} "), answer[:300])
        self.assertIn(code, answer)
        self.assertEqual(files, [])

    def test_a_file_without_the_token_before_it_is_refused_as_soon_as_it_begins(self):
        who = person("head")
        good, other = token(who), token(person("head.01"))
        for parts in ((), (part("csrf", ""),), (part("csrf", "00" * 64),), (part("csrf", other),), (part("unit_key", "x"),)):
            self.refused(begun(who, *parts), 403, "request.csrf")
        self.refused(begun(who, part("f", b"", ""), part("csrf", good)), 403, "request.csrf")  # an empty file field first

    def test_a_page_of_another_site_is_refused_before_its_body_is_read(self):
        who = person("head")
        good = part("csrf", token(who))
        for headers in ({"Origin": "https://evil.example"}, {"Origin": "null"}, {"Sec_Fetch_Site": "cross-site"}):
            self.refused(begun(who, good, **headers), 403, "request.csrf")

    def test_without_a_session_nothing_is_read(self):
        answer, files = begun(None, part("csrf", "00" * 64))
        self.assertTrue(answer.startswith("HTTP/1.1 401 "), answer[:200])
        self.assertEqual(files, [])

    def test_without_the_right_nothing_is_read(self):
        who = person("helpdesk")
        self.refused(begun(who, part("csrf", "x")), 403, "access.forbidden")

    def test_too_big_a_body_is_refused_announced_or_not(self):
        who = person("head")
        good = part("csrf", token(who))
        self.refused(begun(who, good, length=500 * MEGABYTE), 413, "host.body_too_big")
        with Wire() as wire:
            wire.send(head("POST", IMPORT, who, Content_Type=FORM, Transfer_Encoding="chunked"))
            first = good + part("scans", b"", "a.pdf")[:-2]
            try:
                wire.send(b"%x\r\n%s\r\n" % (len(first), first))
                for _ in range(70):
                    wire.send(b"%x\r\n" % MEGABYTE + b"x" * MEGABYTE + b"\r\n")
            except OSError:
                pass  # the host has closed meanwhile, as it should
            self.assertRegex(wire.answer(), "^HTTP/1.1 413 |^$")
        self.assertEqual(quarantined(), [])

    def test_a_body_cut_short_or_broken_leaves_nothing_and_is_no_fault_of_ours(self):
        who = person("head")
        good = part("csrf", token(who))
        with Wire() as wire:
            wire.send(head("POST", IMPORT, who, Content_Type=FORM, Content_Length=str(MEGABYTE)))
            wire.send(good + part("scans", b"x" * 100_000, "a.pdf"))
            wire.socket.shutdown(1)
            answer = wire.answer()
        self.assertNotRegex(answer, "^HTTP/1.1 (2|3|500)")
        with Wire() as wire:
            wire.send(head("POST", IMPORT, who, Content_Type=FORM, Transfer_Encoding="chunked"))
            wire.send(b"%x\r\n%s\r\nzz\r\n" % (len(good), good))
            answer = wire.answer()
        self.assertTrue(answer.startswith("HTTP/1.1 400 "), answer[:200])
        self.assertIn("host.body_malformed", answer)
        self.assertEqual(quarantined(), [])

    def test_with_the_token_the_form_is_read_and_its_files_do_not_stay(self):
        who = person("head")
        body = part("csrf", token(who)) + part("scans", b"%PDF-1.4 no file", "a.pdf") + b"--XX--\r\n"
        connection = http.client.HTTPConnection(PLACE.hostname, PLACE.port, timeout=60)
        connection.request("POST", IMPORT, body, {"Content-Type": FORM, "Origin": f"http://{PLACE.netloc}",
                                                  "Cookie": "; ".join(f"{k}={v}" for k, v in who.cookies.items())})
        answer = connection.getresponse()
        text = answer.read().decode()
        connection.close()
        self.assertEqual(answer.status, 422, text[:300])  # the form lacks its other fields
        self.assertNotIn("request.csrf", text)
        self.assertEqual(quarantined(), [])


if __name__ == "__main__":
    unittest.main()
