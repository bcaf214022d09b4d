// <kring-alerts>: the messages on top of the page. Asks about once a minute whether another set is on, and puts it in
// place; what is new is read aloud once. Without scripts the messages come with the next page.
const EVERY = 30_000;
const SAID = "kring-alerts-said";

class KringAlerts extends HTMLElement {
  connectedCallback() {
    this.plan();
    // Screen readers announce what changes, not what a page begins with.
    setTimeout(() => this.say(), 1500);
    this.addEventListener("submit", () => {
      this.left = true;
    });
    this.observer = new MutationObserver(() => {
      if (this.left && document.activeElement === document.body) document.getElementById("main")?.focus();
      this.left = false;
    });
    this.observer.observe(this, { childList: true });
  }

  disconnectedCallback() {
    clearTimeout(this.timer);
    this.observer.disconnect();
  }

  plan(factor = 1) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.ask(), EVERY * factor * (0.7 + Math.random() * 0.4));
  }

  async ask() {
    if (document.visibilityState !== "visible") return this.plan();
    try {
      const known = encodeURIComponent(this.dataset.known);
      const response = await fetch(`${this.dataset.href}?known=${known}`, { credentials: "same-origin" });
      if (response.status === 200 && !response.redirected) this.show(await response.text());
      return this.plan(response.ok ? 1 : 4);
    } catch {
      return this.plan(4);
    }
  }

  show(html) {
    const page = new DOMParser().parseFromString(html, "text/html");
    const fresh = page.querySelector("template[data-known]");
    if (!fresh || this.contains(document.activeElement)) return;
    this.dataset.known = fresh.dataset.known;
    this.replaceChildren(document.importNode(fresh.content, true));
    window.htmx?.process(this);
    this.say();
  }

  say() {
    const said = new Set(JSON.parse(sessionStorage.getItem(SAID) ?? "[]"));
    const fresh = [...this.querySelectorAll("[data-alert] p")].filter((text) => !said.has(text.textContent));
    if (!fresh.length) return;
    const live = document.getElementById("live");
    if (live) live.textContent = fresh.map((text) => text.textContent).join(" ");
    fresh.forEach((text) => said.add(text.textContent));
    sessionStorage.setItem(SAID, JSON.stringify([...said].slice(-50)));
  }
}

customElements.define("kring-alerts", KringAlerts);
