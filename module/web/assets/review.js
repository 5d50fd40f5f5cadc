// Review of links by keyboard: 1 … 4 choose the verdict, Enter saves, J goes to the next pair. The forms work without it.
(() => {
  "use strict";
  const typing = (element) => element && element.matches("input[type=text], input[type=search], textarea, select");
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
    const form = document.querySelector("form[data-review]");
    const next = document.querySelector("form[data-next]");
    if (form && /^[1-9]$/.test(event.key)) {
      const choice = form.querySelectorAll("input[name=verdict]")[Number(event.key) - 1];
      if (!choice) return;
      choice.checked = true;
      choice.focus();
      event.preventDefault();
    } else if (form && event.key === "Enter" && event.target.matches("input[name=verdict]")) {
      form.requestSubmit();
      event.preventDefault();
    } else if (next && event.key.toLowerCase() === "j") {
      next.requestSubmit();
      event.preventDefault();
    }
  });
})();
