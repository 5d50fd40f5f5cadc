"""The world that all these tests ask, what is sent to it, and what its database holds afterwards."""
import os
import re
import uuid

from check_inspection import JPEG
from http_user import Person

from registry import MARK
from world import World

WORLD = World(os.environ["SSIIS_BASE"], os.environ["SSIIS_DATA"])


def routes():
    lines = (WORLD.data / "routes").read_text().split("\n")
    return [tuple(line.split()) for line in lines if line]


def shape(pattern):
    return re.compile(re.sub(r"\\\{\w+\\\}", "[^/]+", re.escape(pattern)) + "$")


# ---- what is sent ------------------------------------------------------------------------------------------------
def things(kind):
    """The objects of a kind, with what fills the pattern."""
    w = WORLD
    bundle = w.person("director").get(f"/inspection/cases/{w.cases[0]['order']}").html.split("/inspection/procedure/")[1].split("/")[0]
    return {
        "page": [{"bundle": bundle, "process": "inspection", "zip": w.bundle_zip, "codelist": "territory", "code": "0101"}],
        "feed": [{"source": "tax_employer"}, {"source": "civil_register"}],
        "portal": [{"code": w.documents[0]["code"]}],
        "asset": [{"file": asset_name()}],
        "case": [*w.cases, *w.papers], "list": w.lists, "panel": [{}], "visit": w.visits, "task": w.tasks, "sheet": w.sheets, "period": w.periods, "request": w.requests,
        "document": [{**d, "form": form} for d in sample(w.documents) for form in ("pdf", "file")],
        "draft": [{"draft": d} for d in w.drafts],
        "change": w.changes, "batch": w.batches,
        "absence": w.absences, "handover": w.handovers, "proposal": w.proposals, "plan": w.plans,
        "holiday": w.holidays, "alert": w.alerts, "link": w.links, "cluster": w.clusters, "load": w.loads, "unmapped": w.unmapped, "way": w.ways,
        "linkrun": w.linkruns,
        "profile": w.profiles, "template": [{"language": "lo", "kind": "approval", "version": "0"}],
        "unit": [{"territory": p, "unit": f"LA{p}", "key": f"LA{p}", "mark": MARK[p]} for p in ("01", "13")],
        "worker": [{"territory": p, "key": f"WLA{p}0", "mark": MARK[p]} for p in ("01", "13")],
        "member": [{"territory": p, "key": f"ZZSELF{p}", "mark": MARK[p]} for p in ("01", "13")],
    }[kind]


def sample(documents):
    """One letter of each file, and one to who asked for the inspection."""
    return list({(d["order"], d["sealed"]): d for d in documents}.values())


def asset_name():
    page = WORLD.person("head").get("/inspection")
    return re.search(r"/inspection/assets/([^\"?]+)", page.html).group(1)


def filled(pattern, thing):
    query = "?purpose=inspection" if "/workers" in pattern or "/members" in pattern else ""
    if re.search(r"\{draft\}/(file|download|table)$", pattern):
        query = "?name=risk.dmn"
    return re.sub(r"\{(\w+)\}", lambda m: thing[m.group(1)], pattern) + query


def fields_of(pattern, thing, lacking):
    """A form as it would be sent by who may; `lacking` leaves out what the service needs, so that nothing comes of it."""
    end = pattern.rsplit("/", 1)[1]
    form, files = {"request_key": uuid.uuid4().hex}, {}
    if pattern.endswith("/requests/new"):
        form |= {"kind": "worker", "received_on": "2026-10-01", "channel": "counter", "subject": "other", "unit_name": "ZZNEW",
                 "territory": "01", "account": "" if lacking else "text", "informant_name": "ZZSENDERNEW"}
    elif pattern.endswith("/orders/new"):
        form |= {"origin": "regular_plan", "inspection_type": "direct", "unit_key": thing["unit"],
                 "subject": "" if lacking else "text"}
    elif "/returns/" in pattern:
        form |= {"rev": "1", "return_to": "T03_Order", "return_ground": "" if lacking else "other", "return_reason": "text text text"}
    elif "/delegations/" in pattern:
        form |= {"rev": "1", "delegate_to": "demo.registration", "delegate_reason": "" if lacking else "text"}
    elif end == "{task}":
        form |= {"rev": "999999" if lacking else "1"} | ({} if lacking else thing["fields"])
    elif end == "screen":
        form |= {"verdict": "accept", "unit_key": thing["unit"], "subject": "text"}
        form |= {} if lacking else {"inspection_type": "direct"}
    elif end == "sender":
        form |= {"purpose": "" if lacking else "call_back"}
    elif pattern.endswith("/visits/new"):
        form |= {"place": "here"}
    elif end == "roll":
        form |= {"new_name": "somebody", "new_since": "never" if lacking else "2026-03"}
    elif end == "checklist":
        form = {} if lacking else form | {thing["item"]: "yes"}
    elif end == "statement":
        form |= {"person": "" if lacking else "somebody", "content": "text"}
    elif end == "evidence":
        form |= {"title": "photo"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x00\xff\xd9")}
    elif pattern.endswith("/drafts/new"):
        form |= {"label": "" if lacking else "text", "bundle": "1"}
    elif "/drafts/" in pattern:
        form |= {"base": "1", "label": "" if lacking else "text", "legal_reference": "text", "reason": "text",
                 "valid_from": "2030-01-01", "name": "risk.dmn"}
        form |= {"act": "branch"} if end == "act" else {"act": "add"} if end == "files" else \
            {"act": "save", "rows_0": "0", "note": "x" * 300 if lacking else ""} if end == "table" else {}
        files = {"file": ("risk.dmn", b"<definitions/>")} if end in ("file", "files") and not lacking else {}
    elif end == "end" and "visits" in pattern:
        form |= {"met_name": "" if lacking else "somebody", "signature": "signed"}
    elif end == "documents":
        form |= {"kind": "letter", "day": "2026-10-01", "party": "" if lacking else "somebody", "content": "text"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x01\xff\xd9")}
    elif pattern.endswith("/cases/import"):
        form |= {"number": "OLD 9", "origin": "regular_plan", "inspection_type": "direct", "opened_on": "2019-03-01",
                 "closed_on": "2019-06-01", "subject": "" if lacking else "text", "outcome": "compliant",
                 "unit_key": thing["unit"]}
        files = {} if lacking else {"scans": ("other.jpg", JPEG[:-2] + b"\x02\xff\xd9")}
    elif "/copies/" in pattern:
        form |= {"language": "" if lacking else "en"}
    elif "/changes/" in pattern:
        form |= {"version": "1", f"{end}_{thing['id']}": "" if lacking else "text"}
    elif end == "changes":
        form |= {"kind": "tax_number", "tin": "" if lacking else "1", "grounds": "text", "evidence": "text"}
    elif pattern.endswith("/amendments/batches"):
        form = {} if lacking else form  # without a key nothing is closed
    elif end == "confirmations":
        files = {} if lacking else {"file": ("answer.csv", b"a,b\n1,2\n")}
    elif "/put_aside/" in pattern:
        form |= {"version": "1", "reason": "" if lacking else "text"}  # it counts already, and stays as it is
    elif end == "{confirmation}":
        pass  # it counts already: nothing comes of it
    elif "/amendments/" in pattern:
        form |= {"verdict": "return", "version": "1", "reason": "" if lacking else "text"}
    elif end == "extension":
        form |= {"rev": "1", "days": "3", "article": "text", "reason": "" if lacking else "text", "sender": "somebody"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x04\xff\xd9")}
    elif end == "standstill":
        form |= {"rev": "1", "act": "suspend", "from": "2026-10-01", "reason": "" if lacking else "text", "sender": "somebody"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x05\xff\xd9")}
    elif end == "withdrawal":
        form |= {"withdrawal_ground": "other", "withdrawal_reason": "" if lacking else "text"}
    elif end in ("annulment", "reopening"):
        form |= {"reason": "" if lacking else "text", "entry": "T07_Report"}
    elif pattern.endswith("/reopening/decision"):
        form |= {"verdict": "refuse" if lacking else "approve"}
    elif pattern.endswith("/lists/new"):
        form |= {"origin": "regular_plan", "title": "" if lacking else "text", "territory": thing["territory"]}
    elif end == "units":
        form |= {"by": "units", "unit": f"LA{thing['territory']}", "reason": "" if lacking else "text"}
    elif end == "{entry}":
        form |= {"act": "remove", "version": "1", "reason": "" if lacking else "text"}
    elif end == "state":
        form |= {"act": "abandon", "version": "1", "reason": "" if lacking else "text"}
    elif end == "start":
        form |= {} if lacking else {"inspection_type": "direct"}
    elif end == "{kind}":
        form |= {"valid_from": "2030-01-01", "note": "" if lacking else "text"}
        files = {} if lacking else {"file": ("other.jpg", JPEG[:-2] + b"\x03\xff\xd9")}
    elif pattern.endswith("/inspection/signing"):
        form |= {"verdict": "sign"} | ({} if lacking else {"sheet": "1.1.SSO-1"})
    elif pattern.endswith("/operation/incidents"):
        form |= {"incident": "1.1", "remedy": "" if lacking else "retry"}
    elif pattern.endswith("/bundles/new"):
        form |= {"label": "text", "valid_from": "2030-01-01", "legal_reference": "text", "reason": "" if lacking else "text"}
        files = {"file": ("bundle.zip", thing["zip"])}
    elif pattern.endswith("/moves/new"):
        form |= {"bundle": "1", "process": "inspection", "legal_reference": "text", "reason": "" if lacking else "text"}
    elif end == "decision" and ("/bundles/" in pattern or "/moves/" in pattern):
        form |= {"act": "reject", "version": thing["version"], "answer": "" if lacking else "text"}
    elif end == "{alert}":
        form |= {"version": "77" if lacking else "1", "back": "file"}
    elif end == "clock":
        form |= {"host": "zz-host", "version": "1", "reason": "" if lacking else "text", "proof": "demo"}
    elif pattern.endswith("/holidays/new"):
        form |= {"day": "2026-01-06", "kind": "holiday", "name_lo": "text", "name_en": "text", "territory": "LA", "act": "enter",
                 "previewed": "2026-01-06 holiday LA", "notice_day": "2026-01-02", "notice_no": "" if lacking else "text"}
    elif pattern.endswith("/{codelist}/change"):
        form |= {"kind": "rename", "act": "preview", "day": "2026-01-02", "codes": "0101", "code": "0101", "name_lo": "text",
                 "name_en": "text", "revision": "1", "reference": "" if lacking else "text"}
    elif pattern.endswith("/imports/new"):
        form |= {"source": "tax_employer", "as_of": "x" if lacking else "2026-01-02"}
        files = {"file": ("tax.csv", b"a,b\n1,2\n")}
    elif pattern.endswith("/imports/{load}/decision"):
        form |= {"act": "withdraw", "version": "77", "reason": "" if lacking else "text"}
    elif pattern.endswith("/imports/{load}/mapping"):
        form |= {"act": "preview" if lacking else "save", "version": "0", "name": "text", "header_row": "1", "column_tin": "ZZTIN"}
    elif pattern.endswith("/profiles/{profile}/change"):
        form |= {"act": "preview" if lacking else "save", "version": "1", "name": "text", "header_row": "1", "column_civil_id": "ZZTIN"}
    elif pattern.endswith("/profiles/{profile}/copy"):
        form |= {"copy_name": "" if lacking else "text"}
    elif pattern.endswith("/profiles/{profile}/retirement"):
        form |= {"act": "retire", "version": "1", "reason": "" if lacking else "text"}
    elif pattern.endswith("/corrections"):
        files = {"file": ("rows.csv", b"a,b\n1,2\n")}
    elif pattern.endswith("/rows/{line}"):
        form |= {"cell": "" if lacking else "1"}
    elif pattern.endswith("/rows/{line}/leave"):
        form |= {"reason": "" if lacking else "text"}
    elif pattern.endswith("/registrycopy"):
        form = {} if lacking else form  # without a key nothing is ordered
    elif pattern.endswith("/linkruns"):
        form = {} if lacking else form  # without a key nothing is ordered
    elif pattern.endswith("/linkruns/{run}/stop"):
        form |= {"version": "99" if lacking else "1"}
    elif pattern.endswith("/links/next"):
        form |= {"part": "worker-tax_payroll", "state": "waiting"}  # no such pair is there to be taken
    elif pattern.endswith("/links/{link}/verdict"):
        form |= {"version": thing["version"], "verdict": "" if lacking else "different"}
    elif pattern.endswith("/links/{link}/groups"):
        form |= {"seen": thing["link"] + ":1", "member_1": "a", "member_2": "b", "group_1": "" if lacking else "1", "group_2": ""}
    elif pattern.endswith("/links/{link}/merges"):
        form |= {"seen": ("1" if lacking else thing["link"]) + ":1", "act": "confirm"}
    elif pattern.endswith("/links/{link}/confirm"):
        form |= {"version": "99" if lacking else thing["version"], "act": "confirm"}
    elif end == "withdraw":
        form |= {"version": "1", "reason": "" if lacking else "text"}
    elif pattern.endswith("/operation/work"):
        form |= {"job": "0" if lacking else "1"}
    elif pattern.endswith("/profiles/new"):
        form |= {"login": "noprofile", "role": "inspector", "territory": "01", "first_day": "x" if lacking else "2026-10-01",
                 "reason": "test"}
    elif pattern.endswith("/absences"):
        form |= {"substitute": "" if lacking else "nobody", "first_day": "x" if lacking else "2030-01-01",
                 "last_day": "2030-01-02", "reason": "test"}
    elif pattern.endswith("/handover/plan"):
        form |= {"person": "nobody", "receiver": "nobody", "reason": "" if lacking else "text"}
    elif pattern.endswith("/handover/{id}/run"):
        pass  # it was carried out: nothing waits
    elif pattern.endswith("/absences/{id}/end"):
        form |= {"version": "99" if lacking else "1"}
    elif end == "end":
        form |= {"last_day": "x" if lacking else "2027-01-01", "version": "1", "reason": "test"}
    elif end == "transfer":
        form |= {"from": "x" if lacking else "2027-01-01", "version": "1", "territory": "13", "move_reason": "test"}
    else:
        raise AssertionError(f"{pattern}: say here what its form sends")
    return form, files


def encoded(form, files):
    kind = {"enctype": "multipart/form-data" if files else ""}
    return Person._encoded(kind, list(form.items()), files)


def post(who, address, form, files, headers=None):
    body, kind = encoded(form, files)
    return who.request("POST", address, body, {"Content-Type": kind, **(headers or {})})


# ---- what the database holds ---------------------------------------------------------------------------------------
UNCOUNTED = ("insp_audit", "insp_id_block", "insp_reg_", "insp_job", "insp_document_scan", "insp_wf_rederivation", "insp_wf_clock")


def contents():
    """Every row of the module's tables, but for the audit trail, reserved ids and background jobs."""
    names = [n for (n,) in WORLD.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE 'insp\\_%' ESCAPE '\\'")
             if not n.startswith(UNCOUNTED)]
    return {n: WORLD.rows(f"SELECT * FROM {n}") for n in names}


def changed(before, after):
    return [n for n in after if before[n] != after[n]]


def refusals_of(login):
    return WORLD.rows("SELECT count(*) FROM insp_audit_record WHERE act = 'refused' AND user_id = ?", user_id(login))[0][0]


def user_id(login):
    return ("test." if login == "noprofile" else "demo.") + login
