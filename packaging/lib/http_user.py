"""A person at a browser without JavaScript: follows links, fills in forms by their labels' field names, keeps cookies.

Only the Python library. Raises Refused with the page's own words when a page is not what was asked for.
"""
import functools
import html
import http.client
import mimetypes
import re
import urllib.parse
import uuid
from html.parser import HTMLParser


class Refused(Exception):
    def __init__(self, status, address, text):
        super().__init__(f"{status} at {address}: {text}")
        self.status, self.address, self.text = status, address, text


class _Reader(HTMLParser):
    """Collects links, forms with their values, headings and visible text."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.links, self.forms, self.text, self.errors = [], [], [], []
        self._form = self._select = self._textarea = None
        self._link = None
        self._skip = 0
        self._error_depth = 0

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag in ("script", "style", "svg"):
            self._skip += 1
        if self._error_depth:
            self._error_depth += tag not in ("input", "br", "img", "hr", "meta", "link")
        elif a.get("role") == "alert" or "esum" in (a.get("class") or "").split():
            self._error_depth = 1
        if tag == "a" and a.get("href"):
            self._link = [a["href"], ""]
        if tag == "form":
            self._form = {"action": a.get("action", ""), "method": (a.get("method") or "get").lower(),
                          "enctype": a.get("enctype", ""), "id": a.get("id", ""), "fields": [], "buttons": []}
            self.forms.append(self._form)
        if self._form is not None:
            self._control(tag, a)

    def _control(self, tag, a):
        name, fields = a.get("name"), self._form["fields"]
        if tag == "input" and name:
            kind = (a.get("type") or "text").lower()
            if kind in ("submit", "button", "image"):
                self._form["buttons"].append((name, a.get("value", "")))
            else:
                fields.append({"name": name, "type": kind, "value": a.get("value", "on" if kind == "checkbox" else ""),
                               "on": "checked" in a or kind not in ("checkbox", "radio")})
        elif tag == "button" and name:
            self._form["buttons"].append((name, a.get("value", "")))
        elif tag == "textarea" and name:
            self._textarea = {"name": name, "type": "textarea", "value": "", "on": True}
            fields.append(self._textarea)
        elif tag == "select" and name:
            self._select = {"name": name, "type": "select", "value": None, "on": True, "options": []}
            fields.append(self._select)
        elif tag == "option" and self._select is not None:
            self._select["options"].append(a.get("value", ""))
            if "selected" in a or self._select["value"] is None:
                self._select["value"] = a.get("value", "")

    def handle_endtag(self, tag):
        if tag in ("script", "style", "svg") and self._skip:
            self._skip -= 1
        if self._error_depth:
            self._error_depth -= 1
        if tag == "a" and self._link:
            self.links.append(tuple(self._link))
            self._link = None
        if tag == "form":
            self._form = None
        if tag == "select":
            self._select = None
        if tag == "textarea":
            self._textarea = None

    def handle_data(self, data):
        if self._textarea is not None:
            self._textarea["value"] += data
        if self._skip:
            return
        if self._link is not None:
            self._link[1] += data
        if data.strip():
            self.text.append(data.strip())
            if self._error_depth:
                self.errors.append(data.strip())


class Page:
    def __init__(self, address, status, headers, body):
        self.address, self.status, self.headers, self.body = address, status, headers, body
        self.html = body.decode("utf-8", "replace") if "html" in headers.get("content-type", "") else ""

    @functools.cached_property
    def _read(self):
        """Read when somebody asks: most answers are looked at for their status only."""
        reader = _Reader()
        reader.feed(self.html)
        return reader

    links = functools.cached_property(lambda self: self._read.links)
    forms = functools.cached_property(lambda self: self._read.forms)
    errors = functools.cached_property(lambda self: self._read.errors)
    text = functools.cached_property(lambda self: " ".join(self._read.text))

    def __str__(self):
        return self.text[:300]

    def form(self, action_part):
        """The one form whose address contains the text."""
        found = [f for f in self.forms if action_part in f["action"]]
        if len(found) != 1:
            raise Refused(self.status, self.address, f"{len(found)} forms for {action_part}; there are "
                          f"{[f['action'] for f in self.forms]}; the page says: {self.text[:600]}")
        return found[0]

    def link(self, part):
        for href, _ in self.links:
            if part in href:
                return href
        raise Refused(self.status, self.address, f"no link with {part}; there are {[h for h, _ in self.links]}")


class Person:
    def __init__(self, base, language="lo"):
        parts = urllib.parse.urlsplit(base)
        self.host, self.port, self.base = parts.hostname, parts.port, base
        self.cookies, self.language = {}, language

    def request(self, method, address, body=None, headers=None, timeout=60):
        """One exchange, no redirect followed. Returns a Page."""
        connection = http.client.HTTPConnection(self.host, self.port, timeout=timeout)
        send = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Connection": "close",
                "Accept-Language": self.language}
        if method == "POST":
            send["Origin"] = self.base
        send.update(headers or {})
        connection.request(method, address, body=body, headers=send)
        answer = connection.getresponse()
        data = answer.read()
        for name, value in answer.getheaders():
            if name.lower() == "set-cookie":
                pair = value.split(";")[0]
                key, _, content = pair.partition("=")
                if re.search(r"max-age=0", value, re.I) or not content:
                    self.cookies.pop(key, None)
                else:
                    self.cookies[key] = content
        page = Page(address, answer.status, {k.lower(): v for k, v in answer.getheaders()}, data)
        connection.close()
        return page

    def follow(self, page, hops=5):
        while page.status in (301, 302, 303, 307) and hops:
            target = urllib.parse.urljoin(self.base + page.address, page.headers["location"])
            parts = urllib.parse.urlsplit(target)
            page = self.request("GET", parts.path + (f"?{parts.query}" if parts.query else ""))
            hops -= 1
        return page

    def get(self, address):
        page = self.follow(self.request("GET", address))
        if page.status != 200:
            raise Refused(page.status, address, page.text[:600])
        return page

    def filled(self, page, action_part, values=None, files=None, button=None):
        """The form as it would be sent: (address, body, media type). `values` replaces by field name; a list sends several;
        files: name -> (file, bytes)."""
        form, values = page.form(action_part), dict(values or {})
        if any(f["name"] == "proof" for f in form["fields"]):  # a step that is signed, and the login was a while ago
            values.setdefault("proof", self.password)
        pairs = []
        for field in form["fields"]:
            if field["name"] in values or field["type"] == "file" or not field["on"]:
                continue
            pairs.append((field["name"], field["value"] or ""))
        known = {f["name"] for f in form["fields"]}
        for name, value in values.items():
            if name not in known:
                raise Refused(page.status, page.address, f"the form has no field {name}, but {sorted(known)}")
            pairs += [(name, v) for v in (value if isinstance(value, list) else [value])]
        if button:
            pairs.append(button)
        address = urllib.parse.urljoin(page.address, form["action"]) or page.address
        return (address, *self._encoded(form, pairs, files))

    def submit(self, page, action_part, values=None, files=None, button=None, expect_errors=False):
        """Fills the form and sends it."""
        address, body, kind = self.filled(page, action_part, values, files, button)
        done = self.follow(self.request("POST", address, body, {"Content-Type": kind}))
        if expect_errors:
            return done
        if done.status != 200 or done.errors:
            raise Refused(done.status, address, " | ".join(done.errors) or done.text[:600])
        return done

    @staticmethod
    def _encoded(form, pairs, files):
        if form["enctype"] != "multipart/form-data":
            return urllib.parse.urlencode(pairs).encode(), "application/x-www-form-urlencoded"
        boundary = uuid.uuid4().hex
        out = b""
        for name, value in pairs:
            out += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, (file_name, content) in (files or {}).items():
            kind = mimetypes.guess_type(file_name)[0] or "application/octet-stream"
            out += (f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"; filename="{file_name}"\r\n'
                    f"Content-Type: {kind}\r\n\r\n").encode() + content + b"\r\n"
        return out + f"--{boundary}--\r\n".encode(), f"multipart/form-data; boundary={boundary}"

    def log_in(self, login, password="demo"):
        self.password = password
        page = self.get("/mis/login")
        done = self.submit(page, "/mis/login", {"login": login, "password": password})
        if not self.cookies:
            raise Refused(done.status, "/mis/login", "no session: " + done.text[:300])
        return self


def unescaped(text):
    return html.unescape(text)
