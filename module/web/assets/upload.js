// A form with a large file tells how far it came, and says clearly when the connection broke: nothing was stored then, and the
// file that was chosen stays chosen. Without this script the browser sends the form as any other.
(() => {
  "use strict";
  let sending = null;   // the request that is on its way

  const mib = (bytes, language) => (bytes / 1048576).toLocaleString(language === "en" ? "en" : "de", { maximumFractionDigits: 1 });
  const filled = (words, values) => values.reduce((text, value, i) => text.replace(`{${i + 1}}`, value), words);

  // What the page says beside the form. Screen readers hear it at each tenth.
  const board = (form) => {
    const box = form.querySelector("[data-upload-state]");
    const [bar, line, heard, again, stop] = ["bar", "line", "heard", "again", "stop"].map((name) => box.querySelector(`[data-upload-${name}]`));
    let tenth = -1;
    const say = (text) => { line.textContent = text; };
    return {
      begin() { box.hidden = false; bar.hidden = stop.hidden = false; again.hidden = true; bar.value = 0; tenth = -1; box.classList.remove("k-bad"); },
      at(sent, all) {
        const share = all ? Math.floor(sent * 100 / all) : 0;
        bar.value = share;
        const language = document.documentElement.lang;
        say(sent < all ? filled(box.dataset.sending, [mib(sent, language), mib(all, language), share]) : box.dataset.looking);
        if (Math.floor(share / 10) !== tenth) {
          tenth = Math.floor(share / 10);
          heard.textContent = line.textContent;
        }
      },
      end(words) { bar.hidden = stop.hidden = true; again.hidden = false; box.classList.add("k-bad"); say(words); heard.textContent = words; },
      stop, words: box.dataset,
    };
  };

  const release = (form) => {
    delete form.dataset.sent;
    for (const button of form.querySelectorAll("button[aria-disabled]")) button.removeAttribute("aria-disabled");
  };

  // A refused form comes back as a page: its contents take the place of ours, and the chosen file stays.
  const replace = (form, html) => {
    const fresh = new DOMParser().parseFromString(html, "text/html");
    const [ours, theirs] = [document.querySelector("main"), fresh.querySelector("main")];
    if (!ours || !theirs) return false;
    const files = [...form.querySelectorAll("input[type=file]")].map((input) => [input.id, input.files]);
    ours.replaceChildren(...theirs.childNodes);
    document.title = fresh.title;
    for (const [id, chosen] of files) {
      const input = document.getElementById(id);
      if (input && chosen.length) input.files = chosen;
    }
    const summary = ours.querySelector("[data-error-summary]");
    if (summary) summary.focus();
    return true;
  };

  const send = (form, submitter) => {
    const shown = board(form);
    const request = new XMLHttpRequest();
    const data = new FormData(form);
    if (submitter && submitter.name) data.append(submitter.name, submitter.value);
    const over = (words) => { sending = null; release(form); shown.end(words); };
    request.open("POST", form.action);
    request.upload.addEventListener("progress", (event) => shown.at(event.loaded, event.total));
    request.addEventListener("error", () => over(shown.words.broken));
    request.addEventListener("abort", () => over(shown.words.stopped));
    request.addEventListener("load", () => {
      sending = null;
      // Led on: to the load, or to the login.
      if (request.responseURL && new URL(request.responseURL).pathname !== new URL(form.action).pathname) return location.assign(request.responseURL);
      release(form);
      if (!replace(form, request.responseText)) shown.end(shown.words.broken);
    });
    shown.stop.onclick = () => request.abort();
    shown.begin();
    sending = request;
    request.send(data);
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (event.defaultPrevented || !form.matches("form[data-upload]")) return;
    if (sending) return event.preventDefault();
    if (![...form.querySelectorAll("input[type=file]")].some((input) => input.files.length)) return;   // the server says what is missing
    event.preventDefault();
    send(form, event.submitter);
  });
  // Whoever leaves the page now breaks it off: the browser asks.
  window.addEventListener("beforeunload", (event) => { if (sending) event.preventDefault(); });
})();
