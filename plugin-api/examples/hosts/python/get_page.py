#!/usr/bin/env python3
"""Loads a plugin and asks it for one page.

    get_page.py PLUGIN.so [PATH] [--set KEY=VALUE]… [--database FIELD=VALUE]… [--login NAME] [--role ROLE]… …

Without PATH it takes the first menu entry's. The page's body goes to stdout, all else to stderr. Exit 0 when the plugin
answered with the expected status (200) and the expected text, 1 otherwise."""
import argparse
import sys

import lsso_abi as abi
from lsso_host import Host, User


def pair(text):
    key, sign, value = text.partition("=")
    if not sign:
        raise argparse.ArgumentTypeError("KEY=VALUE is wanted")
    return key, value


def arguments():
    p = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    p.add_argument("plugin")
    p.add_argument("path", nargs="?", default="")
    p.add_argument("--set", type=pair, action="append", default=[], metavar="KEY=VALUE", help="a setting of the plugin")
    p.add_argument("--database", type=pair, action="append", default=[], metavar="FIELD=VALUE",
                   help="engine, host, port, database, user, password, tls, pooler, max_connections")
    p.add_argument("--user-id", default="1")
    p.add_argument("--login", default="python")
    p.add_argument("--office", default="")
    p.add_argument("--role", action="append", default=[])
    p.add_argument("--method", default="GET")
    p.add_argument("--query", default="")
    p.add_argument("--language", default="lo")
    p.add_argument("--header", type=pair, action="append", default=[], metavar="NAME=VALUE")
    p.add_argument("--body", default="")
    p.add_argument("--policy", default="staff", choices=["staff", "public", "agency", "asset", "panel"])
    p.add_argument("--expect-status", type=int, default=200)
    p.add_argument("--expect", action="append", default=[], metavar="TEXT", help="a text that the page must hold")
    return p.parse_args()


def main():
    a = arguments()
    user = User(user_id=a.user_id, login=a.login, office=a.office, roles=tuple(a.role))
    with Host(a.plugin, settings=dict(a.set), database=dict(a.database), user=user) as host:
        state, found, expected, reasons = host.health()
        print(f"health {abi.HEALTH_NAMES.get(state, state)}, schema {found} of {expected}", file=sys.stderr)
        for reason in reasons:
            print("  ", *reason, file=sys.stderr)
        for prefix, policy in host.mounts.items():
            print(f"mount {prefix} policy {policy}", file=sys.stderr)
        shown = host.visible_menu()
        for name, entry in host.menu.items():
            print(f"menu {name}{'' if name in shown else ' (not for this user)'}: {entry['lo']} / {entry['en']} -> {entry['href']}", file=sys.stderr)
        if not a.path and not host.menu:
            sys.exit("no path given, and the plugin has no menu entry")
        path = a.path or next(iter(host.menu.values()))["href"]
        mount = getattr(abi, "MOUNT_" + a.policy.upper())
        page = host.request(a.method, path, a.query, a.language, a.header, a.body.encode(), mount)
    print(f"{a.method} {path}: returned {page.status} {page.code}, status {page.http_status}, {len(page.body)} bytes, "
          f"title '{page.title}'", file=sys.stderr)
    sys.stdout.buffer.write(page.body)
    sys.stdout.flush()
    missing = [text for text in a.expect if text.encode() not in page.body]
    for text in missing:
        print(f"the page does not hold '{text}'", file=sys.stderr)
    return 0 if page.status == abi.OK and page.http_status == a.expect_status and not missing else 1


if __name__ == "__main__":
    sys.exit(main())
