"""Who may do what: typed by hand from the description of the roles, never read from the program or its configuration.

A rule is asked with the account and the object at an address, and answers "open" or "refused". An address of the router
that has no rule here fails the walk: whoever adds an address says here who may use it.
"""
NATION = "LA"
# login -> (role, territory)
ACCOUNTS = {
    "director": ("director", NATION), "head": ("head", NATION), "legal": ("legal", NATION),
    "registration": ("registration", NATION), "head.registration": ("head_registration", NATION), "head.01": ("head", "01"), "head.13": ("head", "13"),
    "inspector.01a": ("inspector", "01"), "inspector.01b": ("inspector", "01"), "inspector.13a": ("inspector", "13"),
    "helpdesk": ("helpdesk", NATION), "admin": ("admin", NATION), "auditor": ("auditor", NATION),
    "noprofile": (None, None),
}
NOBODY = None  # not logged in

# permission -> the roles that hold it
HOLDERS = {
    "dashboard.use": "director head legal registration inspector head_registration",
    "search.use": "director head legal registration inspector auditor head_registration",
    "registry.update": "registration head_registration",
    "amendment.propose": "inspector",
    "amendment.export": "head_registration",
    "registry.read": "director head legal registration inspector head_registration",
    "worker.read": "director head legal registration inspector head_registration",
    "case.read": "director head legal registration inspector auditor head_registration",
    "document.read": "director head legal registration inspector auditor head_registration",
    "case.work": "director head legal registration inspector",
    "request.register": "director head registration",
    "informant.read": "head",
    "order.create": "director head legal",
    "order.withdraw": "director head",
    "deadline.extend": "legal",   # and the head of the Legal Division
    "deadline.suspend": "legal",
    "letter.write": "director head legal registration inspector",
    "plan.approve": "director head legal",
    "decision.take": "director",  # and the head of the Legal Division, who has no account here
    "visit.record": "head inspector",
    "incoming": "head legal inspector",           # allegation.record or decision.notify
    "case.import": "head",
    "audit.read": "director auditor",
    "planning.read": "director head legal inspector",
    "planning.manage": "director head",
    "profile.manage": "admin",
    "absence.manage": "director head",
    "annulment.ask": "director head legal",
    "case.reopen": "director head",
    "template.manage": "legal admin",
    "workflow.incident": "director admin",
    "workflow.read": "director legal admin",
    "workflow.propose": "legal admin",
    "workflow.deploy": "director admin",
    "module.manage": "admin",
    "code.read": "director head legal registration inspector auditor head_registration admin",
    "code.manage": "admin",
    "calendar.manage": "legal admin",
    "control.read": "director head registration head_registration admin",
    "link.review": "registration head_registration",
    "link.confirm": "head_registration",
    "link.run": "head_registration admin",
    "registry.copy": "admin",
    "import.load": "registration",
    "import.release": "head_registration",
    "import.read": "registration head_registration admin",
}


def holds(login, permission, territory=None):
    """Holds it at the territory; somewhere, when none is named."""
    role, place = ACCOUNTS.get(login, (None, None))
    if role not in HOLDERS[permission].split():
        return False
    return territory is None or place in (NATION, territory)


def sees(login, case):
    """May read a file: by its place, as one of its team, or as a team elsewhere on the same labour unit."""
    if not holds(login, "case.read"):
        return False
    return holds(login, "case.read", case["territory"]) or login in case["team"] or login in case["granted"]


def unsealed(login, document):
    """A letter to who asked for the inspection is read by who may read the request."""
    return not document["sealed"] or any(holds(login, p, document["territory"]) for p in ("request.register", "order.create"))


def somewhere(permission):
    return lambda login, thing: holds(login, permission)


def both(*rules):
    return lambda login, thing: all(rule(login, thing) for rule in rules)


def at(permission):
    return lambda login, thing: holds(login, permission, thing["territory"])


def own_absence(login, absence):
    """Of an inspector of province 01: he himself, and who manages absences there."""
    return login == absence["absent"] or login in ("director", "head", "head.01")


def hands_over(login, handover):
    """Of somebody of province 01: who manages absences there."""
    return login in ("director", "head", "head.01")


def proposes(login, case):
    """The team of the file, of whom the inspectors may propose changes of the register."""
    return login in case["team"] and holds(login, "amendment.propose")


def in_team(login, case):
    return login in case["team"]


def request_seen(login, request):
    return (holds(login, "request.register", request["territory"]) or holds(login, "order.create", request["territory"])
            or (request["by"] == login and holds(login, "request.register")))


def records_incoming(login, case):
    return holds(login, "incoming", case["territory"]) or login in case["team"]


def writes_letters(login, case):
    return holds(login, "letter.write", case["territory"]) or login in case["team"]


def looks_at_access(login, case):
    """Who read a file: auditors, the Director, and the head in charge."""
    return holds(login, "audit.read", case["territory"]) or login == case["manager"]


def told(login, alert):
    """The head of inspection of the place, and of headquarters."""
    return login in alert["told"]


def does_task(login, case):
    return login in case["task_for"]


def gives_task(login, case):
    """Who may do it, and who manages absences there."""
    return login in case["task_for"] or holds(login, "absence.manage", case["territory"])


# (method, pattern) -> (what stands at the address, rule)
RULES = {
    ("GET", "/inspection/assets/{file}"): ("asset", None),
    ("GET", "/portal/verify"): ("portal", None),
    ("GET", "/portal/verify/{code}"): ("portal", None),
    ("GET", "/inspection"): ("page", somewhere("dashboard.use")),
    ("GET", "/inspection/search"): ("page", somewhere("search.use")),
    ("GET", "/inspection/registry/candidates"): ("page", somewhere("search.use")),
    ("GET", "/inspection/cases"): ("page", somewhere("case.read")),
    ("GET", "/inspection/procedure/{bundle}/{process}"): ("page", somewhere("case.read")),
    ("GET", "/inspection/cases/{order}"): ("case", sees),
    ("GET", "/inspection/signing"): ("page", somewhere("decision.take")),
    ("POST", "/inspection/signing"): ("page", somewhere("decision.take")),
    ("GET", "/inspection/signing/{order}/{task}"): ("sheet", both(sees, somewhere("decision.take"))),
    ("GET", "/inspection/operation"): ("page", somewhere("workflow.incident")),
    ("POST", "/inspection/operation/incidents"): ("page", somewhere("workflow.incident")),
    ("POST", "/inspection/operation/work"): ("page", somewhere("module.manage")),
    ("GET", "/inspection/cases/{order}/tasks/{task}"): ("task", sees),
    ("POST", "/inspection/cases/{order}/tasks/{task}"): ("task", both(sees, somewhere("case.work"), does_task)),
    ("POST", "/inspection/cases/{order}/returns/{task}"): ("task", both(sees, somewhere("case.work"), does_task)),
    ("POST", "/inspection/cases/{order}/delegations/{task}"): ("task", both(sees, somewhere("case.work"), gives_task)),
    ("GET", "/inspection/requests"): ("page", somewhere("request.register")),
    ("GET", "/inspection/requests/new"): ("page", somewhere("request.register")),
    ("POST", "/inspection/requests/new"): ("page", somewhere("request.register")),
    ("GET", "/inspection/requests/{number}"): ("request", both(somewhere("request.register"), request_seen)),
    ("GET", "/inspection/requests/{number}/slip"): ("request", both(somewhere("request.register"), request_seen)),
    ("POST", "/inspection/requests/{number}/screen"): ("request", both(request_seen, at("order.create"))),
    ("POST", "/inspection/requests/{number}/sender"): ("request", both(request_seen, at("informant.read"))),
    ("GET", "/inspection/orders/new"): ("page", somewhere("order.create")),
    ("POST", "/inspection/orders/new"): ("unit", at("order.create")),
    ("GET", "/inspection/cases/{order}/visits/new"): ("case", both(sees, somewhere("visit.record"))),
    ("POST", "/inspection/cases/{order}/visits/new"): ("visit", both(sees, somewhere("visit.record"), in_team)),
    ("GET", "/inspection/cases/{order}/visits/{visit}"): ("visit", sees),
    ("GET", "/inspection/cases/{order}/visits/{visit}/candidates"): ("visit", both(somewhere("visit.record"), in_team)),
    ("POST", "/inspection/cases/{order}/visits/{visit}/roll"): ("visit", both(somewhere("visit.record"), in_team)),
    ("POST", "/inspection/cases/{order}/visits/{visit}/checklist"): ("visit", both(somewhere("visit.record"), in_team)),
    ("POST", "/inspection/cases/{order}/visits/{visit}/statement"): ("visit", both(somewhere("visit.record"), in_team)),
    ("POST", "/inspection/cases/{order}/visits/{visit}/evidence"): ("visit", both(somewhere("visit.record"), in_team)),
    ("POST", "/inspection/cases/{order}/visits/{visit}/end"): ("visit", both(somewhere("visit.record"), in_team)),
    ("GET", "/inspection/cases/{order}/documents"): ("case", both(sees, somewhere("document.read"))),
    ("POST", "/inspection/cases/{order}/documents"): ("case", both(sees, somewhere("case.work"), records_incoming)),
    ("POST", "/inspection/cases/{order}/copies/{code}"): ("document", both(sees, writes_letters, unsealed)),
    ("GET", "/inspection/cases/{order}/changes"): ("case", sees),
    ("GET", "/inspection/cases/{order}/changes/candidates"): ("case", both(sees, proposes)),
    ("POST", "/inspection/cases/{order}/changes"): ("case", both(sees, proposes)),
    ("POST", "/inspection/cases/{order}/changes/{id}/answer"): ("change", both(sees, proposes)),
    ("POST", "/inspection/cases/{order}/changes/{id}/withdrawal"): ("change", both(sees, proposes)),
    ("GET", "/inspection/amendments"): ("page", somewhere("registry.update")),
    ("GET", "/inspection/amendments/{order}/{id}"): ("change", at("registry.update")),
    ("POST", "/inspection/amendments/{order}/{id}"): ("change", at("registry.update")),
    ("GET", "/inspection/amendments/batches"): ("page", somewhere("amendment.export")),
    ("POST", "/inspection/amendments/batches"): ("page", somewhere("amendment.export")),
    ("GET", "/inspection/amendments/batches/{batch}"): ("batch", somewhere("amendment.export")),
    ("GET", "/inspection/amendments/batches/{batch}/archive"): ("batch", somewhere("amendment.export")),
    ("POST", "/inspection/amendments/batches/{batch}/confirmations"): ("batch", somewhere("amendment.export")),
    ("GET", "/inspection/amendments/batches/{batch}/confirmations/{confirmation}"): ("batch", somewhere("amendment.export")),
    ("POST", "/inspection/amendments/batches/{batch}/confirmations/{confirmation}"): ("batch", somewhere("amendment.export")),
    ("POST", "/inspection/amendments/batches/{batch}/put_aside/{confirmation}"): ("batch", somewhere("amendment.export")),
    ("GET", "/inspection/register"): ("page", somewhere("document.read")),
    ("GET", "/inspection/register/export"): ("page", somewhere("document.read")),
    ("GET", "/inspection/cases/{order}/evidence/{evidence}"): ("visit", both(sees, somewhere("document.read"))),
    ("GET", "/inspection/documents/{code}/{form}"): ("document", both(sees, somewhere("document.read"), unsealed)),
    ("GET", "/inspection/cases/{order}/withdrawal"): ("case", both(sees, at("order.withdraw"))),
    ("POST", "/inspection/cases/{order}/withdrawal"): ("case", both(sees, at("order.withdraw"))),
    ("GET", "/inspection/cases/{order}/deadlines"): ("case", sees),
    ("GET", "/inspection/cases/{order}/deadlines/{deadline}/extension"): ("period", both(sees, at("deadline.extend"))),
    ("POST", "/inspection/cases/{order}/deadlines/{deadline}/extension"): ("period", both(sees, at("deadline.extend"))),
    ("GET", "/inspection/cases/{order}/deadlines/standstill"): ("case", both(sees, at("deadline.suspend"))),
    ("POST", "/inspection/cases/{order}/deadlines/standstill"): ("case", both(sees, at("deadline.suspend"))),
    ("GET", "/inspection/cases/{order}/annulment"): ("case", both(sees, at("annulment.ask"))),
    ("POST", "/inspection/cases/{order}/annulment"): ("case", both(sees, at("annulment.ask"))),
    ("GET", "/inspection/cases/{order}/reopening"): ("case", both(sees, at("case.reopen"))),
    ("POST", "/inspection/cases/{order}/reopening"): ("case", both(sees, at("case.reopen"))),
    ("POST", "/inspection/cases/{order}/reopening/decision"): ("case", both(sees, at("case.reopen"))),
    ("GET", "/inspection/cases/{order}/access"): ("case", both(somewhere("case.read"), looks_at_access)),
    ("GET", "/inspection/cases/import"): ("page", somewhere("case.import")),
    ("POST", "/inspection/cases/import"): ("unit", at("case.import")),
    ("GET", "/inspection/units/{key}"): ("unit", at("registry.read")),
    ("GET", "/inspection/units/{key}/workers"): ("unit", at("worker.read")),
    ("GET", "/inspection/workers/{key}"): ("worker", at("worker.read")),
    ("GET", "/inspection/members/{key}"): ("member", at("worker.read")),
    ("GET", "/inspection/lists"): ("page", somewhere("planning.read")),
    ("GET", "/inspection/lists/new"): ("page", somewhere("planning.manage")),
    ("POST", "/inspection/lists/new"): ("unit", at("planning.manage")),
    ("GET", "/inspection/lists/{number}"): ("list", at("planning.read")),
    ("POST", "/inspection/lists/{number}/units"): ("list", at("planning.manage")),
    ("POST", "/inspection/lists/{number}/units/{entry}"): ("list", at("planning.manage")),
    ("POST", "/inspection/lists/{number}/state"): ("list", at("planning.manage")),
    ("POST", "/inspection/lists/{number}/start"): ("list", both(at("planning.manage"), at("order.create"))),
    ("GET", "/inspection/panel/unit"): ("panel", None),
    ("GET", "/inspection/panel/home"): ("panel", None),
    ("GET", "/inspection/bundles"): ("page", somewhere("workflow.read")),
    ("GET", "/inspection/bundles/new"): ("page", somewhere("workflow.propose")),
    ("POST", "/inspection/bundles/new"): ("page", somewhere("workflow.propose")),
    ("GET", "/inspection/bundles/{proposal}"): ("proposal", somewhere("workflow.read")),
    ("GET", "/inspection/bundles/{proposal}/report"): ("proposal", somewhere("workflow.read")),
    ("POST", "/inspection/bundles/{proposal}/decision"): ("proposal", somewhere("workflow.deploy")),
    ("GET", "/inspection/moves/new"): ("page", somewhere("workflow.propose")),
    ("POST", "/inspection/moves/new"): ("page", somewhere("workflow.propose")),
    ("GET", "/inspection/moves/{plan}"): ("plan", somewhere("workflow.read")),
    ("GET", "/inspection/moves/{plan}/report"): ("plan", somewhere("workflow.read")),
    ("POST", "/inspection/moves/{plan}/decision"): ("plan", somewhere("workflow.deploy")),
    ("GET", "/inspection/procedures/drafts"): ("page", somewhere("workflow.read")),
    ("GET", "/inspection/procedures/drafts/new"): ("page", somewhere("workflow.propose")),
    ("POST", "/inspection/procedures/drafts/new"): ("page", somewhere("workflow.propose")),
    ("GET", "/inspection/procedures/drafts/{draft}"): ("draft", somewhere("workflow.read")),
    ("POST", "/inspection/procedures/drafts/{draft}/act"): ("draft", somewhere("workflow.propose")),
    ("POST", "/inspection/procedures/drafts/{draft}/files"): ("draft", somewhere("workflow.propose")),
    ("GET", "/inspection/procedures/drafts/{draft}/file"): ("draft", somewhere("workflow.read")),
    ("POST", "/inspection/procedures/drafts/{draft}/file"): ("draft", somewhere("workflow.propose")),
    ("GET", "/inspection/procedures/drafts/{draft}/table"): ("draft", somewhere("workflow.read")),
    ("POST", "/inspection/procedures/drafts/{draft}/table"): ("draft", somewhere("workflow.propose")),
    ("GET", "/inspection/procedures/drafts/{draft}/download"): ("draft", somewhere("workflow.read")),
    ("GET", "/inspection/procedures/drafts/{draft}/check"): ("draft", somewhere("workflow.read")),
    ("GET", "/inspection/procedures/drafts/{draft}/simulation"): ("draft", somewhere("workflow.read")),
    ("GET", "/inspection/procedures/drafts/{draft}/proposal"): ("draft", somewhere("workflow.propose")),
    ("POST", "/inspection/procedures/drafts/{draft}/proposal"): ("draft", somewhere("workflow.propose")),
    ("GET", "/inspection/operation/clock"): ("page", somewhere("module.manage")),
    ("POST", "/inspection/operation/clock"): ("page", somewhere("module.manage")),
    ("POST", "/inspection/cases/{order}/alerts/{alert}"): ("alert", both(sees, somewhere("case.work"), told)),
    ("GET", "/inspection/procedures/drafts/{draft}/zip"): ("draft", somewhere("workflow.read")),
    ("GET", "/inspection/identifiers"): ("page", somewhere("module.manage")),
    ("GET", "/inspection/parameters"): ("page", somewhere("workflow.read")),
    ("GET", "/inspection/parameters/unconfirmed"): ("page", somewhere("workflow.propose")),
    ("GET", "/inspection/parameters/unconfirmed/list"): ("page", somewhere("workflow.propose")),
    ("GET", "/inspection/imports"): ("page", somewhere("import.read")),
    ("GET", "/inspection/imports/dictionary"): ("page", somewhere("import.read")),
    ("GET", "/inspection/imports/new"): ("page", somewhere("import.load")),
    ("POST", "/inspection/imports/new"): ("page", somewhere("import.load")),
    ("GET", "/inspection/imports/profiles"): ("page", somewhere("import.read")),
    ("GET", "/inspection/imports/profiles/{profile}"): ("way", somewhere("import.load")),
    ("POST", "/inspection/imports/profiles/{profile}/change"): ("way", somewhere("import.load")),
    ("POST", "/inspection/imports/profiles/{profile}/copy"): ("way", somewhere("import.load")),
    ("POST", "/inspection/imports/profiles/{profile}/retirement"): ("way", somewhere("import.load")),
    ("GET", "/inspection/imports/{load}"): ("load", somewhere("import.read")),
    ("POST", "/inspection/imports/{load}/decision"): ("load", somewhere("import.release")),
    ("GET", "/inspection/imports/{load}/mapping"): ("unmapped", somewhere("import.load")),
    ("POST", "/inspection/imports/{load}/mapping"): ("unmapped", somewhere("import.load")),
    ("GET", "/inspection/imports/{load}/rejects"): ("load", somewhere("import.load")),
    ("POST", "/inspection/imports/{load}/corrections"): ("load", somewhere("import.load")),
    ("GET", "/inspection/imports/{load}/rows/{line}"): ("load", somewhere("import.load")),
    ("POST", "/inspection/imports/{load}/rows/{line}"): ("load", somewhere("import.load")),
    ("POST", "/inspection/imports/{load}/rows/{line}/leave"): ("load", somewhere("import.load")),
    ("GET", "/inspection/codes"): ("page", somewhere("code.read")),
    ("GET", "/inspection/codes/{codelist}/entries/{code}"): ("page", somewhere("code.read")),
    ("GET", "/inspection/codes/unknown"): ("page", somewhere("code.manage")),
    ("GET", "/inspection/codes/{codelist}/change"): ("page", somewhere("code.manage")),
    ("POST", "/inspection/codes/{codelist}/change"): ("page", somewhere("code.manage")),
    ("GET", "/inspection/holidays"): ("page", somewhere("calendar.manage")),
    ("GET", "/inspection/holidays/new"): ("page", somewhere("calendar.manage")),
    ("POST", "/inspection/holidays/new"): ("page", somewhere("calendar.manage")),
    ("GET", "/inspection/holidays/{holiday}"): ("holiday", somewhere("calendar.manage")),
    ("POST", "/inspection/holidays/{holiday}/withdraw"): ("holiday", somewhere("calendar.manage")),
    ("GET", "/inspection/control"): ("page", somewhere("control.read")),
    ("GET", "/inspection/control/{source}"): ("feed", somewhere("control.read")),
    ("GET", "/inspection/links"): ("page", somewhere("link.review")),
    ("POST", "/inspection/links/next"): ("page", somewhere("link.review")),
    ("GET", "/inspection/links/{link}"): ("link", at("link.review")),
    ("POST", "/inspection/links/{link}/verdict"): ("link", at("link.review")),
    ("POST", "/inspection/links/{link}/confirm"): ("link", both(somewhere("link.confirm"), at("link.review"))),
    ("GET", "/inspection/links/{link}/cluster"): ("cluster", at("link.review")),
    ("POST", "/inspection/links/{link}/groups"): ("cluster", at("link.review")),
    ("POST", "/inspection/links/{link}/merges"): ("cluster", both(somewhere("link.confirm"), at("link.review"))),
    ("GET", "/inspection/linkquality"): ("page", somewhere("link.review")),
    ("GET", "/inspection/linkruns"): ("page", somewhere("link.run")),
    ("POST", "/inspection/linkruns"): ("page", somewhere("link.run")),
    ("GET", "/inspection/registrycopy"): ("page", somewhere("registry.copy")),
    ("POST", "/inspection/registrycopy"): ("page", somewhere("registry.copy")),
    ("POST", "/inspection/linkruns/{run}/stop"): ("linkrun", somewhere("link.run")),
    ("GET", "/inspection/templates"): ("page", somewhere("template.manage")),
    ("GET", "/inspection/templates/{language}/{kind}"): ("template", somewhere("template.manage")),
    ("POST", "/inspection/templates/{language}/{kind}"): ("template", somewhere("template.manage")),
    ("GET", "/inspection/templates/{language}/{kind}/{version}"): ("template", somewhere("template.manage")),
    ("GET", "/inspection/absences"): ("page", somewhere("dashboard.use")),
    ("POST", "/inspection/absences"): ("page", somewhere("dashboard.use")),
    ("POST", "/inspection/absences/{id}/end"): ("absence", own_absence),
    ("GET", "/inspection/handover"): ("page", somewhere("absence.manage")),
    ("POST", "/inspection/handover/plan"): ("page", somewhere("absence.manage")),
    ("GET", "/inspection/handover/{id}"): ("handover", hands_over),
    ("POST", "/inspection/handover/{id}/run"): ("handover", hands_over),
    ("GET", "/inspection/profiles"): ("page", somewhere("profile.manage")),
    ("GET", "/inspection/profiles/new"): ("page", somewhere("profile.manage")),
    ("POST", "/inspection/profiles/new"): ("page", somewhere("profile.manage")),
    ("GET", "/inspection/profiles/{id}"): ("profile", somewhere("profile.manage")),
    ("POST", "/inspection/profiles/{id}/end"): ("profile", somewhere("profile.manage")),
    ("POST", "/inspection/profiles/{id}/transfer"): ("profile", somewhere("profile.manage")),
}
