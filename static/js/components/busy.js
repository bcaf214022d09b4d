// Submit once: a second press on the same form does nothing until the answer is there.
// Buttons keep their width and say that they are busy; coming back with the Back button frees them again.

const free = (form) => {
  form.removeAttribute("aria-busy");
  for (const button of form.querySelectorAll("[data-was-busy]")) {
    button.removeAttribute("aria-busy");
    button.removeAttribute("data-was-busy");
  }
};

document.addEventListener(
  "submit",
  (event) => {
    const form = event.target;
    if (form.method !== "post") return;
    if (form.getAttribute("aria-busy") === "true") {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.setAttribute("aria-busy", "true");
    const button = event.submitter ?? form.querySelector("button[type=submit]");
    button?.setAttribute("aria-busy", "true");
    button?.setAttribute("data-was-busy", "");
  },
  true,
);

document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) free(form);
});

addEventListener("pageshow", (event) => {
  if (event.persisted) document.querySelectorAll("form[aria-busy]").forEach(free);
});
