"""A host in Python: loads a plugin, lends it every service, and asks it for pages.

    with Host("liblsso_hello.so", settings={"greeting": "Hello"}) as host:
        page = host.request("GET", "/hello", language="lo")
        print(page.http_status, page.body.decode())
"""
import ctypes
import datetime
import sys
import threading
import time
from dataclasses import dataclass, field

import lsso_abi as abi


class PluginFailed(Exception):
    def __init__(self, where, status, error):
        super().__init__(f"{where} failed with {status}: {error.code.decode()}: {error.message.decode()}")
        self.status, self.code = status, error.code.decode()


@dataclass
class User:
    user_id: str = "1"
    login: str = "python"
    name_lo: str = "ຜູ້ທົດລອງ"
    name_en: str = "Python Host"
    office: str = ""
    roles: tuple = ()
    session_secret: str = "python-host-session-secret"


@dataclass
class Answer:
    status: int = abi.OK          # what handle returned
    code: str = ""
    message: str = ""
    begun: bool = False
    kind: int = 0
    http_status: int = 0
    content_type: str = ""
    title: str = ""
    headers: list = field(default_factory=list)
    crumbs: list = field(default_factory=list)
    stylesheets: list = field(default_factory=list)
    scripts: list = field(default_factory=list)
    body: bytes = b""


class Kept:
    """Texts for the plugin; they live as long as this object."""

    def __init__(self):
        self.alive = []

    def text(self, value):
        raw = value if isinstance(value, bytes) else value.encode("utf-8")
        buffer = ctypes.create_string_buffer(raw, len(raw)) if raw else None
        self.alive.append(buffer)
        return abi.Text(ctypes.cast(buffer, ctypes.c_void_p) if raw else None, len(raw))

    def array(self, kind, values):
        made = (kind * max(1, len(values)))(*values)
        self.alive.append(made)
        return ctypes.cast(made, ctypes.POINTER(kind)), len(values)


def sized(struct):
    struct.struct_size = ctypes.sizeof(struct)
    return struct


class Host:
    def __init__(self, path, settings=None, database=None, user=None, log=None):
        self.settings, self.database, self.user = dict(settings or {}), dict(database or {}), user or User()
        self.log = log or (lambda line: print(line, file=sys.stderr))
        self.mounts, self.menu, self.panels, self.jobs, self.audit, self.log_lines = {}, {}, {}, {}, [], []
        self.kept, self.in_start, self.threads = Kept(), False, []
        self.library = ctypes.CDLL(path)
        entry_point = self.library.lsso_plugin_entry_point
        entry_point.restype, entry_point.argtypes = ctypes.POINTER(abi.PluginEntry), [ctypes.c_uint32]
        found = entry_point(abi.ABI_MAJOR)
        if not found:
            raise RuntimeError(f"{path} has no table for ABI {abi.ABI_MAJOR}")
        self.entry = found.contents
        if self.entry.struct_size < ctypes.sizeof(abi.PluginEntry):
            raise RuntimeError(f"{path} has too small a table")
        self.services = self._services()
        self.get_service = abi.GetService(self._get_service)
        self.struct = sized(abi.Host(abi_major=abi.ABI_MAJOR, name=self.kept.text("python"), version=self.kept.text("1"),
                                     instance=1, get_service=self.get_service))
        self.plugin = ctypes.c_void_p()

    # ---- life ----

    def _checked(self, where, function, *arguments):
        error = sized(abi.Error())
        status = function(*arguments, ctypes.byref(error))
        if status != abi.OK:
            raise PluginFailed(where, status, error)

    def __enter__(self):
        self._checked("create", self.entry.create, ctypes.byref(self.struct), ctypes.byref(self.plugin))
        self.in_start = True
        try:
            self._checked("start", self.entry.start, self.plugin)
        except PluginFailed:
            self.entry.destroy(self.plugin)
            raise
        finally:
            self.in_start = False
        return self

    def __exit__(self, *_):
        self._checked("stop", self.entry.stop, self.plugin, 30000)
        self.entry.destroy(self.plugin)
        for thread in self.threads:
            thread.join()

    # ---- calls ----

    def _identity(self, kept, service=False):
        who = sized(abi.Identity(principal=abi.PRINCIPAL_SERVICE if service else abi.PRINCIPAL_USER))
        if not service:
            for name in ("user_id", "login", "name_lo", "name_en", "office", "session_secret"):
                setattr(who, name, kept.text(getattr(self.user, name)))
            who.roles, who.role_count = kept.array(abi.Text, [kept.text(role) for role in self.user.roles])
            who.authenticated_at_us = time.time_ns() // 1000
        return who

    def _call(self, kept, service=False):
        who = self._identity(kept, service)
        kept.alive.append(who)
        call = sized(abi.Call(instance=1, correlation_id=kept.text(f"python-{time.monotonic_ns()}"),
                              identity=ctypes.pointer(who), cancelled=abi.Cancelled(lambda _: 0),
                              deadline_monotonic_us=time.monotonic_ns() // 1000 + 60_000_000))
        return call

    def request(self, method, path, query="", language="lo", headers=(), body=b"", mount=abi.MOUNT_STAFF, chunk=65536):
        kept, answer, rest = Kept(), Answer(), memoryview(body)
        position = [0]

        def read(_, buffer, capacity, got):
            piece = bytes(rest[position[0]:position[0] + min(capacity, chunk)])
            ctypes.memmove(buffer, piece, len(piece))
            position[0] += len(piece)
            got[0] = len(piece)
            return abi.OK

        def begin(_, head):
            return self._begin(answer, head.contents)

        def write(_, data, size):
            if not answer.begun:
                return abi.E_INVALID
            answer.body += ctypes.string_at(data, size) if size else b""
            return abi.OK

        request = sized(abi.Request(mount=mount, instance=1, content_length=len(body), read=abi.Read(read)))
        for name, value in (("method", method), ("path", path), ("query", query), ("language", language),
                            ("client_address", "127.0.0.1"), ("public_base_url", "http://localhost")):
            setattr(request, name, kept.text(value))
        pairs = [abi.Pair(kept.text(name), kept.text(value)) for name, value in headers]
        request.headers, request.header_count = kept.array(abi.Pair, pairs)
        response = sized(abi.Response(instance=1, begin=abi.Begin(begin), write=abi.Write(write)))
        error = sized(abi.Error())
        answer.status = self.entry.handle(self.plugin, ctypes.byref(self._call(kept)), ctypes.byref(request),
                                          ctypes.byref(response), ctypes.byref(error))
        if answer.status != abi.OK:
            answer.code, answer.message = error.code.decode(), error.message.decode()
        return answer

    def _begin(self, answer, head):
        pairs = [(str(head.headers[i].name), str(head.headers[i].value)) for i in range(head.header_count)]
        if answer.begun or any(c in name + value for name, value in pairs for c in "\r\n\0"):
            return abi.E_INVALID
        answer.begun, answer.kind, answer.http_status, answer.headers = True, head.kind, head.http_status, pairs
        answer.content_type, answer.title = str(head.content_type), str(head.title)
        answer.crumbs = [(str(head.crumbs[i].label), str(head.crumbs[i].href)) for i in range(head.crumb_count)]
        answer.stylesheets = [str(head.stylesheets[i]) for i in range(head.stylesheet_count)]
        answer.scripts = [str(head.scripts[i]) for i in range(head.script_count)]
        return abi.OK

    def visible_menu(self):
        """The entries that the user may use: by required_role, and by what the plugin says if it says it."""
        shown = [i for i, e in self.menu.items() if not e["role"] or e["role"] in self.user.roles]
        table = self.entry.get_extension(self.plugin, b"lsso.plugin.menu/1")
        if not table:
            return shown
        extension, kept, said = ctypes.cast(table, ctypes.POINTER(abi.ExtensionMenu)).contents, Kept(), []
        self._checked("visible", extension.visible, self.plugin, ctypes.byref(self._call(kept)), None,
                      abi.Show(lambda _, i: said.append(str(i))))
        return [i for i in shown if i in said]

    def run_job(self, name):
        kept = Kept()
        job = sized(abi.Job(name=kept.text(name)))
        self._checked("job_run", self.entry.job_run, self.plugin, ctypes.byref(self._call(kept, service=True)),
                      ctypes.byref(job))

    def health(self):
        reasons = []
        take = abi.Reason(lambda _, state, code, lo, en: reasons.append((state, str(code), str(lo), str(en))))
        health = sized(abi.Health(reason=take))
        self._checked("health", self.entry.health, self.plugin, ctypes.byref(health))
        return health.state, health.schema_version, health.schema_expected, reasons

    # ---- services ----

    def _get_service(self, _, name):
        table = self.services.get(name.decode())
        return ctypes.addressof(table) if table is not None else None

    def _services(self):
        def table(kind, **slots):
            signatures = dict(kind._fields_)
            return sized(kind(**{name: signatures[name](function) for name, function in slots.items()}))

        made = {"lsso.host.log/1": table(abi.ServiceLog, write=self._log),
                "lsso.host.config/1": table(abi.ServiceConfig, get=self._config),
                "lsso.host.database/1": table(abi.ServiceDatabase, connection=self._connection, generation=lambda _: 1),
                "lsso.host.identity/1": table(abi.ServiceIdentity, users=self._users, prove=lambda *_: abi.E_REFUSED),
                "lsso.host.menu/1": table(abi.ServiceMenu, add=self._add_menu),
                "lsso.host.panel/1": table(abi.ServicePanel, add=self._add_panel),
                "lsso.host.mount/1": table(abi.ServiceMount, add=self._add_mount),
                "lsso.host.scheduler/1": table(abi.ServiceScheduler, every=self._every, wake=self._wake),
                "lsso.host.clock/1": table(abi.ServiceClock, utc_us=lambda _: time.time_ns() // 1000,
                                           monotonic_us=lambda _: time.monotonic_ns() // 1000, civil_date=self._today),
                "lsso.host.audit/1": table(abi.ServiceAudit, record=self._record),
                "lsso.host.threads/1": table(abi.ServiceThreads, run=self._run)}
        made["lsso.host.threads/1"].max_concurrent = 4
        return made

    def _log(self, _, severity, correlation_id, message, fields, count):
        pairs = "".join(f" {fields[i].name}={fields[i].value}" for i in range(count))
        self.log_lines.append(f"[{severity}] {correlation_id} {message}{pairs}")
        self.log(self.log_lines[-1])

    def _config(self, _, key, sink, take):
        if str(key) not in self.settings:
            return abi.E_NOT_FOUND
        kept = Kept()
        take(sink, kept.text(self.settings[str(key)]))
        return abi.OK

    def _connection(self, _, sink, take):
        if not self.database:
            return abi.E_UNAVAILABLE
        kept = Kept()
        fields = sized(abi.DatabaseFields())
        for name in ("engine", "host", "database", "user", "password", "tls"):
            setattr(fields, name, kept.text(self.database.get(name, "off" if name == "tls" else "")))
        for name in ("port", "pooler", "max_connections"):
            setattr(fields, name, int(self.database.get(name, 0)))
        take(sink, ctypes.pointer(fields))
        return abi.OK

    def _users(self, _, sink, take):
        kept = Kept()
        who = self._identity(kept)
        who.session_secret = kept.text("")
        take(sink, ctypes.pointer(who))
        return abi.OK

    def _keep(self, into, key, value):
        if not self.in_start:
            return abi.E_INVALID
        if key in into:
            return abi.E_CONFLICT
        into[key] = value
        return abi.OK

    def _add_menu(self, _, entry):
        e = entry.contents
        return self._keep(self.menu, str(e.id), {"parent": str(e.parent_id), "lo": str(e.label_lo), "en": str(e.label_en),
                                                 "href": str(e.href), "role": str(e.required_role), "order": e.order})

    def _add_panel(self, _, panel):
        p = panel.contents
        return self._keep(self.panels, str(p.id), {"screen": str(p.screen), "lo": str(p.title_lo), "en": str(p.title_en),
                                                   "path": str(p.path)})

    def _add_mount(self, _, prefix, policy):
        return self._keep(self.mounts, str(prefix), policy)

    def _every(self, _, name, period_ms):
        return self._keep(self.jobs, str(name), period_ms) if period_ms else abi.E_INVALID

    def _wake(self, _, name):
        return abi.OK if str(name) in self.jobs else abi.E_NOT_FOUND

    def _today(self, _, out):
        today = (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(hours=7)).date()
        out.contents.year, out.contents.month, out.contents.day = today.year, today.month, today.day

    def _record(self, _, correlation_id, user_id, event, fields, count):
        self.audit.append((str(user_id), str(event), [(str(fields[i].name), str(fields[i].value)) for i in range(count)]))
        return abi.OK

    def _run(self, _, context, work):
        thread = threading.Thread(target=lambda: work(context))
        self.threads.append(thread)
        thread.start()
        return abi.OK
