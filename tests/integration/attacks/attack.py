"""What the attacks share: people who are logged in, and a socket on which one can send what no client would."""
import os
import pathlib
import re
import socket
import urllib.parse

from http_user import Person

BASE, DATA = os.environ["SSIIS_BASE"], pathlib.Path(os.environ["SSIIS_DATA"])
PLACE = urllib.parse.urlsplit(BASE)
PEOPLE = {}


def person(login):
    if login not in PEOPLE:
        PEOPLE[login] = Person(BASE, "en").log_in(login)
    return PEOPLE[login]


def token(who, page="/inspection/lists/new"):
    return re.search(r'name="csrf" value="([0-9a-f]{128})"', who.get(page).html).group(1)


def head(method, path, who=None, **more):
    """The head of a request as bytes, with what a browser would say of itself."""
    lines = {"Host": PLACE.netloc, "Origin": BASE, "Connection": "close", "Accept-Language": "en"}
    if who:
        lines["Cookie"] = "; ".join(f"{k}={v}" for k, v in who.cookies.items())
    lines |= {k.replace("_", "-"): v for k, v in more.items()}
    return (f"{method} {path} HTTP/1.1\r\n" + "".join(f"{k}: {v}\r\n" for k, v in lines.items() if v is not None) + "\r\n").encode()


class Wire:
    """A connection on which one writes bytes and reads until the other side ends it."""

    def __init__(self):
        self.socket = socket.create_connection((PLACE.hostname, PLACE.port), timeout=30)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.socket.close()

    def send(self, data):
        self.socket.sendall(data)
        return self

    def answer(self):
        out = b""
        try:
            while piece := self.socket.recv(65536):
                out += piece
        except ConnectionResetError:
            pass
        return out.decode("utf-8", "replace")


def part(name, content, file_name=None):
    named = f'; filename="{file_name}"' if file_name is not None else ""
    value = content if isinstance(content, bytes) else content.encode()
    return f'--XX\r\nContent-Disposition: form-data; name="{name}"{named}\r\n\r\n'.encode() + value + b"\r\n"


def quarantined():
    return list((DATA / "quarantine").iterdir())
