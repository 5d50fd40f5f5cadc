"""The plugin ABI v1 as ctypes sees it: include/lsso in Python. A test compares every row with the golden list."""
from ctypes import (CFUNCTYPE, POINTER, Structure, c_char, c_char_p, c_int32, c_int64, c_uint32, c_uint64, c_void_p)

ABI_MAJOR = 1
OK, E_INVALID, E_UNSUPPORTED, E_REFUSED, E_NOT_FOUND, E_CONFLICT, E_TIMEOUT, E_CANCELLED, E_UNAVAILABLE, E_INTERNAL = range(10)
PRINCIPAL_NOBODY, PRINCIPAL_USER, PRINCIPAL_SERVICE = 0, 1, 2
MOUNT_STAFF, MOUNT_PUBLIC, MOUNT_AGENCY, MOUNT_ASSET, MOUNT_PANEL = 1, 2, 3, 4, 5
RESPONSE_DOCUMENT, RESPONSE_FRAGMENT = 1, 2
HEALTH_NAMES = {0: "ok", 1: "degraded", 2: "failed"}
UNKNOWN_LENGTH = 2 ** 64 - 1

u32, u64, i32, i64, ptr = c_uint32, c_uint64, c_int32, c_int64, c_void_p
Status = c_int32


class Text(Structure):
    _fields_ = [("data", ptr), ("size", u64)]

    def bytes(self):
        from ctypes import string_at
        return string_at(self.data, self.size) if self.size else b""

    def __str__(self):
        return self.bytes().decode("utf-8")


class Pair(Structure):
    _fields_ = [("name", Text), ("value", Text)]


class Error(Structure):
    _fields_ = [("struct_size", u32), ("status", Status), ("code", c_char * 64), ("message", c_char * 256)]


class Identity(Structure):
    _fields_ = [("struct_size", u32), ("principal", u32), ("user_id", Text), ("login", Text), ("name_lo", Text),
                ("name_en", Text), ("office", Text), ("roles", POINTER(Text)), ("role_count", u64),
                ("session_secret", Text), ("authenticated_at_us", i64)]


GetService = CFUNCTYPE(ptr, ptr, c_char_p)


class Host(Structure):
    _fields_ = [("struct_size", u32), ("abi_major", u32), ("abi_minor", u32), ("reserved", u32), ("name", Text),
                ("version", Text), ("instance", ptr), ("get_service", GetService)]


Cancelled = CFUNCTYPE(i32, ptr)
Read = CFUNCTYPE(Status, ptr, ptr, u64, POINTER(u64))


class Call(Structure):
    _fields_ = [("struct_size", u32), ("reserved", u32), ("instance", ptr), ("correlation_id", Text),
                ("identity", POINTER(Identity)), ("deadline_monotonic_us", i64), ("cancelled", Cancelled)]


class Request(Structure):
    _fields_ = [("struct_size", u32), ("mount", u32), ("instance", ptr), ("method", Text), ("path", Text),
                ("query", Text), ("language", Text), ("client_address", Text), ("public_base_url", Text),
                ("headers", POINTER(Pair)), ("header_count", u64), ("peer_certificate", Text),
                ("content_length", u64), ("read", Read)]


class Crumb(Structure):
    _fields_ = [("label", Text), ("href", Text)]


class ResponseHead(Structure):
    _fields_ = [("struct_size", u32), ("kind", u32), ("http_status", u32), ("reserved", u32), ("content_type", Text),
                ("headers", POINTER(Pair)), ("header_count", u64), ("content_length", u64), ("title", Text),
                ("menu_id", Text), ("crumbs", POINTER(Crumb)), ("crumb_count", u64), ("stylesheets", POINTER(Text)),
                ("stylesheet_count", u64), ("scripts", POINTER(Text)), ("script_count", u64)]


Begin = CFUNCTYPE(Status, ptr, POINTER(ResponseHead))
Write = CFUNCTYPE(Status, ptr, ptr, u64)


class Response(Structure):
    _fields_ = [("struct_size", u32), ("reserved", u32), ("instance", ptr), ("begin", Begin), ("write", Write)]


Reason = CFUNCTYPE(None, ptr, u32, Text, Text, Text)


class Health(Structure):
    _fields_ = [("struct_size", u32), ("state", u32), ("schema_version", i64), ("schema_expected", i64),
                ("sink", ptr), ("reason", Reason)]


class Job(Structure):
    _fields_ = [("struct_size", u32), ("reserved", u32), ("name", Text)]


class PluginEntry(Structure):
    _fields_ = [("struct_size", u32), ("abi_major", u32), ("abi_minor", u32), ("reserved", u32), ("id", Text),
                ("name_lo", Text), ("name_en", Text), ("version", Text),
                ("create", CFUNCTYPE(Status, POINTER(Host), POINTER(ptr), POINTER(Error))),
                ("start", CFUNCTYPE(Status, ptr, POINTER(Error))),
                ("handle", CFUNCTYPE(Status, ptr, POINTER(Call), POINTER(Request), POINTER(Response), POINTER(Error))),
                ("job_run", CFUNCTYPE(Status, ptr, POINTER(Call), POINTER(Job), POINTER(Error))),
                ("health", CFUNCTYPE(Status, ptr, POINTER(Health), POINTER(Error))),
                ("stop", CFUNCTYPE(Status, ptr, u32, POINTER(Error))),
                ("destroy", CFUNCTYPE(None, ptr)),
                ("get_extension", CFUNCTYPE(ptr, ptr, c_char_p))]


Show = CFUNCTYPE(None, ptr, Text)


class ExtensionMenu(Structure):
    _fields_ = [("struct_size", u32), ("reserved", u32),
                ("visible", CFUNCTYPE(Status, ptr, POINTER(Call), ptr, Show, POINTER(Error)))]


# ---- services -------------------------------------------------------------------------------------------

class MenuEntry(Structure):
    _fields_ = [("struct_size", u32), ("order", i32), ("id", Text), ("parent_id", Text), ("label_lo", Text),
                ("label_en", Text), ("href", Text), ("required_role", Text)]


class Panel(Structure):
    _fields_ = [("struct_size", u32), ("time_limit_ms", u32), ("id", Text), ("screen", Text), ("title_lo", Text),
                ("title_en", Text), ("path", Text)]


class DatabaseFields(Structure):
    _fields_ = [("struct_size", u32), ("port", u32), ("engine", Text), ("host", Text), ("database", Text),
                ("user", Text), ("password", Text), ("tls", Text), ("pooler", u32), ("max_connections", u32)]


class CivilDate(Structure):
    _fields_ = [("year", i32), ("month", i32), ("day", i32)]


class RegistryLine(Structure):
    _fields_ = [("field", Text), ("period", Text), ("before", Text), ("after", Text)]


class RegistryChange(Structure):
    _fields_ = [("struct_size", u32), ("reserved", u32), ("key", Text), ("kind", Text), ("unit_key", Text),
                ("subject_key", Text), ("reference", Text), ("accepted_by", Text), ("lines", POINTER(RegistryLine)),
                ("line_count", u64)]


class RegistryAnswer(Structure):
    _fields_ = [("struct_size", u32), ("outcome", u32), ("reference", Text), ("reason_lo", Text), ("reason_en", Text)]


def _service(name, *slots, second="reserved"):
    fields = [("struct_size", u32), (second, u32)] + [(slot, CFUNCTYPE(*signature)) for slot, signature in slots]
    return type(name, (Structure,), {"_fields_": fields})


TakeText = CFUNCTYPE(None, ptr, Text)
TakeFields = CFUNCTYPE(None, ptr, POINTER(DatabaseFields))
TakeIdentity = CFUNCTYPE(None, ptr, POINTER(Identity))
TakeAnswer = CFUNCTYPE(None, ptr, POINTER(RegistryAnswer))
Work = CFUNCTYPE(None, ptr)

ServiceLog = _service("ServiceLog", ("write", (None, ptr, u32, Text, Text, POINTER(Pair), u64)))
ServiceConfig = _service("ServiceConfig", ("get", (Status, ptr, Text, ptr, TakeText)))
ServiceDatabase = _service("ServiceDatabase", ("connection", (Status, ptr, ptr, TakeFields)), ("generation", (u64, ptr)))
ServiceIdentity = _service("ServiceIdentity", ("users", (Status, ptr, ptr, TakeIdentity)),
                           ("prove", (Status, ptr, Text, Text)))
ServiceMenu = _service("ServiceMenu", ("add", (Status, ptr, POINTER(MenuEntry))))
ServicePanel = _service("ServicePanel", ("add", (Status, ptr, POINTER(Panel))))
ServiceMount = _service("ServiceMount", ("add", (Status, ptr, Text, u32)))
ServiceRegistryWrite = _service("ServiceRegistryWrite",
                                ("apply", (Status, ptr, POINTER(RegistryChange), ptr, TakeAnswer)))
ServiceRegistryWrite2 = _service("ServiceRegistryWrite2",
                                 ("apply", (Status, ptr, POINTER(RegistryChange), ptr, TakeAnswer)),
                                 ("take_back", (Status, ptr, Text, POINTER(RegistryChange), ptr, TakeAnswer)))
ServiceScheduler = _service("ServiceScheduler", ("every", (Status, ptr, Text, u32)), ("wake", (Status, ptr, Text)))
ServiceClock = _service("ServiceClock", ("utc_us", (i64, ptr)), ("monotonic_us", (i64, ptr)),
                        ("civil_date", (None, ptr, POINTER(CivilDate))))
ServiceAudit = _service("ServiceAudit", ("record", (Status, ptr, Text, Text, Text, POINTER(Pair), u64)))
ServiceThreads = _service("ServiceThreads", ("run", (Status, ptr, ptr, Work)), second="max_concurrent")

# The C name of each struct, for the test against the golden list.
C_NAMES = {"lsso_text": Text, "lsso_pair": Pair, "lsso_error": Error, "lsso_identity": Identity, "lsso_host": Host,
           "lsso_call": Call, "lsso_request": Request, "lsso_crumb": Crumb, "lsso_response_head": ResponseHead,
           "lsso_response": Response, "lsso_health": Health, "lsso_job": Job, "lsso_plugin_entry": PluginEntry,
           "lsso_extension_menu": ExtensionMenu, "lsso_menu_entry": MenuEntry, "lsso_panel": Panel, "lsso_database_fields": DatabaseFields,
           "lsso_civil_date": CivilDate, "lsso_service_log": ServiceLog, "lsso_service_config": ServiceConfig,
           "lsso_service_database": ServiceDatabase, "lsso_service_identity": ServiceIdentity,
           "lsso_service_menu": ServiceMenu, "lsso_service_panel": ServicePanel, "lsso_service_mount": ServiceMount,
           "lsso_service_scheduler": ServiceScheduler, "lsso_service_clock": ServiceClock,
           "lsso_service_audit": ServiceAudit, "lsso_service_threads": ServiceThreads,
           "lsso_registry_line": RegistryLine, "lsso_registry_change": RegistryChange,
           "lsso_registry_answer": RegistryAnswer, "lsso_service_registry_write": ServiceRegistryWrite,
           "lsso_service_registry_write_2": ServiceRegistryWrite2}
