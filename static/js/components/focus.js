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
  const active = document.activeElement;
  const line = active?.closest("li");
  before = {
    selector: describe(active),
    holder: active?.closest("[id]")?.id,
    beside: line?.nextElementSibling ?? line?.previousElementSibling, // where to go on when this line goes
    older: event.target.closest?.("[data-focus-new]"),
    reply: event.target.closest?.("[data-reply]"),
  };
  before.entries = new Set(document.querySelectorAll(".entry, .comment, .hit, .pgrid > li"));
});

document.addEventListener("htmx:after:swap", (event) => {
  if (focusSummary()) return;
  if (before?.reply) event.detail.ctx.target?.querySelector?.("[data-submit-keys]")?.focus();
  else if (before?.older) {
    const fresh = [...document.querySelectorAll(".entry, .comment, .hit, .pgrid > li")].find(
      (entry) => !before.entries.has(entry),
    );
    fresh?.setAttribute("tabindex", "-1");
    fresh?.focus({ preventScroll: true });
  } else if (before?.selector && document.activeElement === document.body) {
    const holder = before.holder && document.getElementById(before.holder);
    const choices = [
      document.querySelector(before.selector),
      ...(holder?.querySelectorAll("button, summary, a[href]") ?? []),
      ...(holder ? [] : (before.beside?.querySelectorAll("a[href], button") ?? [])),
      holder ? null : document.getElementById("main"),
    ];
    choices.find((choice) => choice?.checkVisibility())?.focus({ preventScroll: true });
  }
  before = null;
});

focusSummary();
