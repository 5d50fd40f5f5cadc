#!/usr/bin/env python3
"""python_host_test.py EXAMPLES_DIR GOLDEN.txt liblsso_hello.so: the host in Python keeps to the ABI and gets pages."""
import ctypes
import sys
import unittest
from pathlib import Path

EXAMPLES, GOLDEN, PLUGIN = sys.argv[1:4]
sys.path.insert(0, str(Path(EXAMPLES) / "hosts" / "python"))
import lsso_abi as abi  # noqa: E402
from lsso_host import Host, PluginFailed, User  # noqa: E402


def host(**kwargs):
    return Host(PLUGIN, log=lambda line: None, **kwargs)


class Mirror(unittest.TestCase):
    def test_every_row_of_the_golden_list_holds_in_python(self):
        seen = 0
        for line in Path(GOLDEN).read_text().splitlines():
            name, *numbers = line.split()
            if "." not in name:
                if len(numbers) == 2 and numbers[0] == "frozen":
                    self.assertEqual(ctypes.sizeof(abi.C_NAMES[name]), int(numbers[1]), name)
                continue
            struct, field = name.split(".", 1)
            place = getattr(abi.C_NAMES[struct], field)
            self.assertEqual([place.offset, place.size], [int(n) for n in numbers], name)
            seen += 1
        self.assertGreater(seen, 130)


class Hello(unittest.TestCase):
    def test_a_page_in_each_language(self):
        with host() as h:
            lo, en = h.request("GET", "/hello", language="lo"), h.request("GET", "/hello", language="en")
        self.assertEqual((lo.status, lo.http_status, lo.kind, lo.title), (0, 200, abi.RESPONSE_FRAGMENT, "ສະບາຍດີ"))
        self.assertIn("ຜູ້ທົດລອງ", lo.body.decode())
        self.assertIn("Hello, Python Host", en.body.decode())
        self.assertEqual(en.crumbs, [("Hello", "")])

    def test_the_greeting_comes_from_the_configuration(self):
        with host(settings={"greeting": "<Sabaidee>"}) as h:
            self.assertIn(b"&lt;Sabaidee&gt;", h.request("GET", "/hello").body)

    def test_a_name_is_never_markup(self):
        with host(user=User(name_en="<script>alert(1)</script>")) as h:
            page = h.request("GET", "/hello", language="en").body
        self.assertNotIn(b"<script>", page)
        self.assertIn(b"&lt;script&gt;", page)

    def test_what_it_registers(self):
        with host() as h:
            self.assertEqual(h.mounts, {"/hello": abi.MOUNT_STAFF})
            self.assertEqual((h.menu["hello"]["lo"], h.menu["hello"]["href"]), ("ສະບາຍດີ", "/hello"))
            self.assertEqual(h.panels["hello"]["screen"], "labour_unit")
            self.assertEqual(h.jobs, {"hello.tick": 60000})

    def test_the_menu_is_what_the_plugin_says_the_user_may_use(self):
        with host() as h:
            self.assertEqual(h.visible_menu(), ["hello"])
            h._identity = lambda kept, service=False: Host._identity(h, kept, service=True)
            self.assertEqual(h.visible_menu(), [])

    def test_the_panel_shows_the_subject(self):
        with host() as h:
            panel = h.request("GET", h.panels["hello"]["path"], "subject=LU-7", mount=abi.MOUNT_PANEL)
        self.assertIn(b"subject=LU-7", panel.body)

    def test_a_body_streams_through(self):
        body = bytes(range(256)) * 1000
        with host() as h:
            self.assertEqual(h.request("POST", "/hello/echo", body=body, chunk=777).body, body)

    def test_the_job_runs_and_an_unknown_one_does_not(self):
        with host() as h:
            h.run_job("hello.tick")
            self.assertIn("1 times", h.request("GET", "/hello", language="en").body.decode())
            with self.assertRaises(PluginFailed) as failure:
                h.run_job("unheard.of")
        self.assertEqual(failure.exception.status, abi.E_NOT_FOUND)

    def test_an_unknown_page_is_told_before_anything_is_sent(self):
        with host() as h:
            page = h.request("GET", "/hello/none")
        self.assertEqual((page.status, page.begun, page.code), (abi.E_NOT_FOUND, False, "hello.page.unknown"))

    def test_health_gives_its_reasons_in_both_languages(self):
        with host() as h:
            state, _, _, reasons = h.health()
        self.assertEqual((state, reasons[0][1]), (0, "hello.greeting.missing"))
        self.assertTrue(all(reasons[0][2:]))

    def test_a_host_of_another_major_version_is_refused(self):
        h = host()
        h.struct.abi_major = 2
        with self.assertRaises(PluginFailed) as failure:
            h.__enter__()
        self.assertEqual(failure.exception.status, abi.E_UNSUPPORTED)


if __name__ == "__main__":
    unittest.main(argv=[sys.argv[0], "-v"])
