// <kring-shortcuts>: Ctrl/Cmd+Enter posts; / j k l b r, g h/n/c and ? when single keys are on (per device, WCAG 2.1.4).

const OFF = "kring-single-keys-off";
const PLACES = { h: "/", n: "/news/", c: "/people/" };
const typing = (element) => element.closest("input, textarea, select, [contenteditable]");

class KringShortcuts extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.choice = this.querySelector("[data-switch]");
    this.choice.checked = !localStorage.getItem(OFF);
    this.choice.addEventListener("change", () => {
      if (this.choice.checked) localStorage.removeItem(OFF);
      else localStorage.setItem(OFF, "1");
    });
    this.addEventListener("click", (event) => {
      if (event.target.closest("[data-close]") || event.target === this.dialog) this.dialog.close();
    });
    this.listener = (event) => this.key(event);
    document.addEventListener("keydown", this.listener);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.listener);
  }

  key(event) {
    if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      const area = event.target.closest("[data-submit-keys]");
      if (area) area.form.requestSubmit();
      return;
    }
    if (event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey) {
      this.search();
      event.preventDefault();
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
    if (!this.choice.checked || typing(event.target) || document.querySelector("dialog[open]")) return;
    const places = this.going;
    this.going = event.key === "g";
    if (places && PLACES[event.key]) location.assign(PLACES[event.key]);
    else if (event.key === "/") this.search();
    else if (event.key === "?") this.dialog.showModal();
    else if (event.key === "j" || event.key === "k") this.walk(event.key === "j" ? 1 : -1);
    else if (event.key === "l") this.here().querySelector(".react[data-key]")?.click();
    else if (event.key === "b") this.here().querySelector("[data-keep]")?.click();
    else if (event.key === "r") this.reply();
    else return;
    event.preventDefault();
  }

  here() {
    return document.activeElement.closest(".entry, .comment") ?? document.getElementById("main") ?? document;
  }

  search() {
    const field = [...document.querySelectorAll("[data-search]")].find((candidate) => candidate.checkVisibility());
    if (!field) return document.querySelector(".m-search")?.click();
    field.focus();
    return field.select();
  }

  walk(step) {
    const stops = [...document.querySelectorAll(".entry, .thread > .comment")];
    const at = stops.indexOf(document.activeElement.closest(".entry, .thread > .comment"));
    const next = stops[at < 0 ? (step > 0 ? 0 : stops.length - 1) : at + step];
    next?.focus({ preventScroll: true });
    next?.scrollIntoView({ block: "start" });
  }

  reply() {
    const area = this.here().querySelector("[data-submit-keys]");
    if (area) area.focus();
    else (this.here().querySelector("[data-reply]") ?? this.here().querySelector(".react--link.end[href]"))?.click();
  }
}

customElements.define("kring-shortcuts", KringShortcuts);
