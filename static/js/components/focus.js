// Where the focus goes: to the error summary after a failed submit, to the control that caused a swap, and to the
// first new entry after "Show older".

const focusSummary = () => {
  const summary = document.querySelector("[data-focus]:not([data-focused])");
  if (!summary) return false;
  summary.dataset.focused = "";
  summary.focus();
  return true;
};

let before = null;

const describe = (element) => {
  if (!element || element === document.body) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const form = element.closest("form[action]");
  const key = element.dataset.key;
  const holder = element.closest("[id]");
  const within = holder ? `#${CSS.escape(holder.id)} ` : "";
  if (key) return `${within}[data-key="${CSS.escape(key)}"]`;
  if (form) return `form[action="${CSS.escape(form.getAttribute("action"))}"] button[type=submit]`;
  return null;
};

document.addEventListener("htmx:before:swap", (event) => {
  before = { selector: describe(document.activeElement), older: event.target.closest?.("[data-focus-new]") };
  before.entries = new Set(document.querySelectorAll(".entry, .comment, .pgrid > li"));
});

document.addEventListener("htmx:after:swap", () => {
  if (focusSummary()) return;
  if (before?.older) {
    const fresh = [...document.querySelectorAll(".entry, .comment, .pgrid > li")].find(
      (entry) => !before.entries.has(entry),
    );
    fresh?.setAttribute("tabindex", "-1");
    fresh?.focus({ preventScroll: true });
  } else if (document.activeElement === document.body && before?.selector) {
    document.querySelector(before.selector)?.focus({ preventScroll: true });
  }
  before = null;
});

focusSummary();
