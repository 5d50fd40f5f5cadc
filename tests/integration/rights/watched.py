"""A person of the world whose every answer is kept."""
import re
import urllib.parse

from http_user import Person


class Watched(Person):
    """Keeps every answer, to be searched for what must not be in it."""

    def __init__(self, world, language="lo"):
        super().__init__(world.base, language)
        self.login = None
        self.world, self.seen, self._token = world, [], None

    def request(self, method, address, body=None, headers=None, timeout=60):
        page = super().request(method, address, body, headers, timeout)
        self.seen.append((method, address, body, page))
        if method != "GET" and page.status in (200, 303) and not page.errors:
            self.world.done.add((method, urllib.parse.urlsplit(address).path))
        return page

    def token(self):
        """A token of this login's own, from any page with a form that this person may see."""
        if self._token is None:
            for address in ("/inspection/requests/new", "/inspection/orders/new", "/inspection/profiles/new", "/inspection/absences",
                            *[f"/inspection/cases/{c['order']}/documents" for c in self.world.cases]):
                found = re.search(r'name="csrf" value="([0-9a-f]{128})"', self.request("GET", address).html)
                if found:
                    self._token = found.group(1)
                    break
            else:
                self._token = ""
        return self._token
