// Review of links by keyboard. Every key does what a link, a button or a field of the page does too, the forms work
// without this file, and whoever speaks to the browser or uses other keys can switch them off (WCAG 2.1.4).
//   data-key=x       x presses it, or goes into it when it is a field
//   data-row         J and K go from one to the next
//   data-group       inside: 1 … 9 choose the group, 0 leaves it open, U is not sure, J and K go on
//   form[data-review] 1 … 9 choose the verdict, Enter saves
(() => {
  "use strict";
  const kept = "ssiis.keys";
  const toggle = document.querySelector("[data-keys]");
  let on = true;
  try {
    on = localStorage.getItem(kept) !== "off";
  } catch (_) {
    on = true; // a browser that keeps nothing
  }
  const show = () => toggle && toggle.setAttribute("aria-pressed", String(on));
  if (toggle) {
    toggle.hidden = false;
    show();
    toggle.addEventListener("click", () => {
      on = !on;
      show();
      try {
        localStorage.setItem(kept, on ? "on" : "off");
      } catch (_) {
        return;
      }
    });
  }
  const writes = (element) =>
    element.isContentEditable ||
    element.matches("textarea, select, input:not([type=radio]):not([type=checkbox]):not([type=submit])");
  const move = (selector, from, by) => {
    const all = [...document.querySelectorAll(selector)];
    const at = all.indexOf(from);
    const to = at < 0 ? all[by > 0 ? 0 : all.length - 1] : all[at + by];
    if (to) to.focus();
    return Boolean(to);
  };
  const chosen = (select, value) => {
    if (![...select.options].some((option) => option.value === value)) return false;
    select.value = value;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    return true;
  };
  const pressed = (key) => {
    const element = [...document.querySelectorAll("[data-key]")].find((e) => e.dataset.key === key);
    if (!element) return false;
    if (writes(element)) element.focus();
    else element.click();
    return true;
  };
  const in_group = (select, key) => {
    if (/^[0-9]$/.test(key)) return chosen(select, key === "0" ? "" : key);
    if (key === "u") return chosen(select, "unsure");
    if (key === "j" || key === "k") return move("select[data-group]", select, key === "j" ? 1 : -1);
    return key === "s" && pressed(key);
  };
  const verdict = (form, key, target) => {
    if (/^[1-9]$/.test(key)) {
      const choice = form.querySelectorAll("input[name=verdict]")[Number(key) - 1];
      if (choice) {
        choice.checked = true;
        choice.focus();
      }
      return Boolean(choice);
    }
    if (key !== "enter" || !target.matches("input[name=verdict]")) return false;
    form.requestSubmit();
    return true;
  };
  const done = (key, target) => {
    if (target.matches("select[data-group]")) return in_group(target, key);
    if (writes(target)) return false;
    const form = document.querySelector("form[data-review]");
    if (form && verdict(form, key, target)) return true;
    if (pressed(key)) return true;
    if (key !== "j" && key !== "k") return false;
    const by = key === "j" ? 1 : -1;
    return move("a[data-row]", target, by) || move("select[data-group]", target, by);
  };
  document.addEventListener("keydown", (event) => {
    if (!on || event.ctrlKey || event.altKey || event.metaKey || event.repeat || event.isComposing) return;
    if (done(event.key.toLowerCase(), event.target)) event.preventDefault();
  });
})();
