// <kring-typeahead data-href="/search/suggest/">: a search form that offers a listbox while one types (WAI-ARIA combobox
// with aria-activedescendant). The server writes the options; what was looked for before is known to this browser.
import { Options } from "kring/options";
import { placeOf, recent, remember } from "kring/recent";

const WAIT = 120;

class KringTypeahead extends HTMLElement {
  connectedCallback() {
    this.input = this.querySelector("input");
    this.popup = this.querySelector("[data-popup]");
    this.options = new Options(this.input, this.popup, this.querySelector("p[data-said]"));
    this.input.addEventListener("input", () => this.plan());
    this.input.addEventListener("focus", () => this.input.value.trim() || this.offerRecent());
    this.input.addEventListener("keydown", (event) => this.key(event));
    this.input.form.addEventListener("submit", () => this.remember({ text: this.input.value.trim() }));
    this.popup.addEventListener("click", (event) => this.chosen(event.target.closest("[role=option]")));
    this.addEventListener("focusout", (event) => this.contains(event.relatedTarget) || this.close());
  }

  disconnectedCallback() {
    this.stop();
  }

  stop() {
    clearTimeout(this.timer);
    this.asking?.abort();
  }

  close() {
    this.stop();
    this.options.close();
  }

  plan() {
    this.stop();
    const text = this.input.value.trim();
    if (text) this.timer = setTimeout(() => this.ask(text), WAIT);
    else this.offerRecent();
  }

  async ask(text) {
    const asking = (this.asking = new AbortController());
    try {
      const address = `${this.dataset.href}?${new URLSearchParams({ q: text })}`;
      const response = await fetch(address, { signal: asking.signal });
      const answer = await response.text();
      // Of no use any more when another question was asked since, or the field was left.
      if (!response.ok || asking !== this.asking || this.input !== document.activeElement) return;
      this.popup.innerHTML = answer;
      this.options.open();
    } catch {
      if (asking === this.asking) this.options.close(); // the field is still a form
    }
  }

  offerRecent() {
    const list = recent(this, this.dataset.person);
    if (!list) return this.close();
    this.popup.replaceChildren(list);
    this.options.open();
  }

  key(event) {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !this.options.isOpen) this.plan();
    else if (event.key === "Enter" && this.options.active) this.options.active.click();
    else if (event.key === "Escape" && this.options.isOpen) this.close();
    else if (!this.options.walk(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  chosen(option) {
    if (!option) return;
    const text = option.querySelector(".t > span, .t").textContent.trim();
    const all = option.matches(".choice--all");
    this.remember(all ? { text: this.input.value.trim() } : { text, href: placeOf(option) });
  }

  remember(entry) {
    remember(this.dataset.person, entry);
  }
}

customElements.define("kring-typeahead", KringTypeahead);
