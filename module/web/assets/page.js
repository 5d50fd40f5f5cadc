// Enhancements of every page. Each form works without them.
(() => {
  "use strict";

  // A summary of errors takes the focus, so that a screen reader begins with it.
  const focusSummary = (root) => {
    const summary = root.querySelector("[data-error-summary]");
    if (summary) summary.focus();
  };

  // A second press of the same button is held back; the server refuses a doubled key in any case. The button stays
  // in the form data, so it is not disabled but marked.
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || form.method === "get") return;
    const question = event.submitter && event.submitter.dataset.confirm;
    if (question && !window.confirm(question)) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    if (form.dataset.sent) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sent = "1";
    keep(form);
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form.parentNode || document), 10000);   // an answer that is a file leaves the page as it is
  }, true);

  // What was sent last is kept in this tab until the next form or the logout (the host clears the storage then): when the
  // session had ended, the form is filled again after the login; on the browser's way back it has its key again, so that
  // sending the same once more does nothing twice.
  const kept = "ssiis.sent";
  const here = () => location.pathname + location.search;
  const stored = () => {
    try {
      return JSON.parse(sessionStorage.getItem(kept) || "null");
    } catch (fault) {
      return null;   // no storage in this browser
    }
  };
  const store = (entry) => {
    try {
      sessionStorage.setItem(kept, JSON.stringify(entry));
    } catch (fault) {
      // full or forbidden: the form works without
    }
  };
  const own = (control) => control.name && !["csrf", "rev"].includes(control.name) && !control.name.startsWith("version_")
    && !["file", "password", "submit", "button"].includes(control.type);
  const keep = (form) => {
    const fields = [...form.elements].filter(own)
      .filter((c) => (c.type !== "checkbox" && c.type !== "radio") || c.checked).map((c) => [c.name, c.value]);
    store({ address: here(), action: form.getAttribute("action"), answered: false, fields });
  };
  const refill = (form, fields) => {
    for (const control of [...form.elements].filter(own)) {
      const values = fields.filter(([name]) => name === control.name).map(([, value]) => value);
      if (control.type === "checkbox" || control.type === "radio") control.checked = values.includes(control.value);
      else if (values.length) control.value = values[0];
    }
  };
  const recall = () => {
    const entry = stored();
    if (!entry) return;
    const form = entry.address === here()
      && [...document.forms].find((f) => f.method === "post" && f.getAttribute("action") === entry.action);
    const loggedInAnew = location.hash === "#typed" && !entry.answered;   // the host's login led back here
    const [navigation] = performance.getEntriesByType("navigation");
    const back = navigation && navigation.type === "back_forward";
    if (form && (back || loggedInAnew)) {
      refill(form, entry.fields);
      const notice = form.querySelector("[data-restored]");
      if (notice && loggedInAnew) notice.hidden = false;
    }
    store({ ...entry, answered: true });
  };

  const release = (root) => {
    for (const form of root.querySelectorAll("form[data-sent]")) {
      delete form.dataset.sent;
      for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
    }
  };
  // Back from the browser's own store of pages: the form may be sent anew.
  window.addEventListener("pageshow", () => release(document));

  // Browsers show a date field in the order of their own language; the day in words tells what was meant. Chromium
  // has no Lao month names of its own.
  const months = {
    lo: ["ມັງກອນ", "ກຸມພາ", "ມີນາ", "ເມສາ", "ພຶດສະພາ", "ມິຖຸນາ", "ກໍລະກົດ", "ສິງຫາ", "ກັນຍາ", "ຕຸລາ", "ພະຈິກ", "ທັນວາ"],
    en: ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
      "December"],
  };
  const words = (output) => {
    const field = document.getElementById(output.dataset.dateWords);
    const day = field && /^(\d{4})-(\d\d)-(\d\d)$/.exec(field.value);
    const names = months[document.documentElement.lang === "en" ? "en" : "lo"];
    output.textContent = day ? `${Number(day[3])} ${names[Number(day[2]) - 1]} ${day[1]}` : "";
  };
  document.addEventListener("input", (event) => {
    const output = event.target.id && document.querySelector(`[data-date-words="${CSS.escape(event.target.id)}"]`);
    if (output) words(output);
  });

  // htmx: attributes are not inherited in version 4, so the token is put on each request here. A form carries its
  // own field; a button outside a form stands somewhere inside data-csrf.
  document.addEventListener("htmx:config:request", (event) => {
    const context = event.detail.ctx;
    const holder = context.sourceElement.closest("[data-csrf]");
    if (holder) context.request.headers["X-CSRF"] = holder.dataset.csrf;
  });
  document.addEventListener("htmx:after:swap", () => begin(document));
  document.addEventListener("htmx:finally:request", () => release(document));

  // Fields that are asked only after a certain answer: data-when-field names the field, data-when-values its answers.
  // Without this script all of them stand there, each saying when it applies.
  const answerOf = (form, name) => {
    const controls = [...form.elements].filter((e) => e.name === name);
    if (controls.length === 1 && controls[0].type === "checkbox") return controls[0].checked ? "true" : "false";
    const chosen = controls.find((e) => (e.type === "radio" || e.type === "checkbox" ? e.checked : true));
    return chosen ? chosen.value : "";
  };
  const applyConditions = (form) => {
    for (const field of form.querySelectorAll("[data-when-field]")) {
      const asked = form.elements[field.dataset.whenField];
      const hidden = !asked || (asked.closest && asked.closest("[data-when-field][hidden]"));
      field.hidden = Boolean(hidden) || !field.dataset.whenValues.split(" ").includes(answerOf(form, field.dataset.whenField));
      // What is not asked is not sent; what was typed there stays for another change of mind.
      for (const control of field.querySelectorAll("input, select, textarea")) control.disabled = field.hidden;
      field.querySelectorAll(".when").forEach((words) => { words.hidden = true; });
    }
  };
  document.addEventListener("change", (event) => { if (event.target.form) applyConditions(event.target.form); });

  // The roll call counts along while it is answered, and the wage is asked where it differs.
  const count = (form) => {
    const list = form.parentNode.querySelector("[data-tally]");
    if (!list) return;
    const findings = [...form.elements].filter((e) => e.type === "radio" && e.checked && e.name.startsWith(list.dataset.tally));
    if (!findings.length) return;
    const of = (value) => findings.filter((e) => e.value === value).length;
    const figure = (n) => n.toLocaleString(document.documentElement.lang === "en" ? "en" : "de");
    for (const figures of list.querySelectorAll("[data-tally-of]")) figures.textContent = figure(of(figures.dataset.tallyOf));
    const line = form.querySelector("[data-tally-line]");
    if (line) {
      line.hidden = false;
      line.querySelector("[data-tally-seen]").textContent = `${figure(findings.length - of("open"))} / ${figure(findings.length)}`;
    }
  };
  document.addEventListener("change", (event) => {
    const { target } = event;
    if (!target.form || target.type !== "radio") return;
    count(target.form);
    if (target.value === "wage_differs") {
      const more = target.closest("fieldset").querySelector("details");
      if (more) more.open = true;
    }
  });

  const begin = (root) => {
    focusSummary(root);
    for (const form of root.querySelectorAll("form")) {
      applyConditions(form);
      count(form);
    }
    root.querySelectorAll("[data-date-words]").forEach(words);
  };
  const arrive = () => {
    recall();
    begin(document);
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", arrive);
  } else {
    arrive();
  }
})();
