"""The module is replaced, switched off and on while fifty people use it."""
import re
import threading
import unittest

from attack import BASE, person
from http_user import Person

CLIENTS = 50


class Crowd:
    """Fifty clients of one login that ask without a pause until they are stopped."""

    def __init__(self, login):
        self.seen, self.lock, self.over = [], threading.Lock(), threading.Event()
        self.threads = [threading.Thread(target=self.ask, args=(dict(login.cookies), n)) for n in range(CLIENTS)]

    def ask(self, cookies, number):
        who = Person(BASE, "en")
        who.cookies = cookies
        address = ("/inspection/cases", "/inspection", "/mis/", "/inspection/lists")[number % 4]
        while not self.over.is_set():
            try:
                page = who.request("GET", address)
                found = (page.status, "host.module_off" in page.html, page.html.rstrip().endswith("</html>"))
            except OSError as e:
                found = (0, repr(e), False)
            with self.lock:
                self.seen.append((address, *found))

    def count(self):
        with self.lock:
            return len(self.seen)

    def __enter__(self):
        for t in self.threads:
            t.start()
        return self

    def __exit__(self, *_):
        self.over.set()
        for t in self.threads:
            t.join()


def act(verb, **fields):
    admin = person("admin")
    secret = re.search(r'name="csrf" value="([0-9a-f]{64})"', admin.get("/mis/admin/modules").html).group(1)
    body = "&".join(f"{k}={v}" for k, v in {"csrf": secret, **fields}.items()).encode()
    return admin.request("POST", f"/mis/admin/modules/ssiis/{verb}", body, {"Content-Type": "application/x-www-form-urlencoded"})


class Swaps(unittest.TestCase):
    def test_reloading_under_load_loses_no_request(self):
        with Crowd(person("head")) as crowd:
            for _ in range(4):
                before = crowd.count()
                self.assertEqual(act("reload").status, 303)
                while crowd.count() < before + 2 * CLIENTS:
                    crowd.over.wait(0.05)
        self.assertGreater(len(crowd.seen), 8 * CLIENTS)
        self.assertEqual({(s, whole) for _, s, _, whole in crowd.seen}, {(200, True)})

    def test_switched_off_it_says_so_and_on_again_it_answers(self):
        with Crowd(person("head")) as crowd:
            while crowd.count() < CLIENTS:
                crowd.over.wait(0.05)
            self.assertEqual(act("disable", confirm="ssiis", reason="test").status, 303)
            before = crowd.count()
            while crowd.count() < before + 3 * CLIENTS:
                crowd.over.wait(0.05)
            self.assertEqual(act("enable").status, 303)
            before = crowd.count()
            while crowd.count() < before + 2 * CLIENTS:
                crowd.over.wait(0.05)
        self.assertEqual({(s, off) for a, s, off, _ in crowd.seen if a == "/mis/"}, {(200, False)})
        self.assertEqual({(s, off) for a, s, off, _ in crowd.seen if a != "/mis/"}, {(200, False), (503, True)})
        self.assertTrue(all(whole for *_, whole in crowd.seen))
        self.assertEqual(person("head").request("GET", "/inspection").status, 200)


if __name__ == "__main__":
    unittest.main()
