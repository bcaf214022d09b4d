// Reactions and follows show their new state at once; a failure puts the old state back (the toast says why).

const toggles = new WeakMap();

const flip = (button) => {
  button.setAttribute("aria-pressed", button.getAttribute("aria-pressed") === "true" ? "false" : "true");
};

document.addEventListener("htmx:before:request", (event) => {
  const button = event.target.querySelector?.("button[aria-pressed]");
  if (!button || event.detail.ctx.request.method !== "POST") return;
  flip(button);
  toggles.set(event.target, button);
});

const undo = (event) => {
  const button = toggles.get(event.target);
  if (button?.isConnected) flip(button);
  toggles.delete(event.target);
};

document.addEventListener("htmx:response:error", undo);
document.addEventListener("htmx:error", undo);
document.addEventListener("htmx:after:swap", (event) => toggles.delete(event.target));
