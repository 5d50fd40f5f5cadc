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
    if (event.submitter) event.submitter.setAttribute("aria-disabled", "true");
    setTimeout(() => release(form.parentNode || document), 10000);   // an answer that is a file leaves the page as it is
  }, true);

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

  const begin = (root) => {
    focusSummary(root);
    root.querySelectorAll("[data-date-words]").forEach(words);
  };
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", () => begin(document));
  } else {
    begin(document);
  }
})();
