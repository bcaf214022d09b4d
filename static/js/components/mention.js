// <kring-mention data-href="/posts/people/">: offers colleagues while one types @ and a name in its textarea. Who is
// offered is up to the server, which is told for which place the text is meant.
import { Options } from "kring/options";

const WAIT = 150;
const NAME = /(?:^|[^\p{L}\p{N}_@])@([\p{L}][\p{L}\p{N}'’.-]*(?: [\p{L}\p{N}'’.-]*){0,3})$/u;

class KringMention extends HTMLElement {
  connectedCallback() {
    this.area = this.querySelector("textarea");
    this.popup = this.querySelector("[data-popup]");
    this.options = new Options(this.area, this.popup, this.querySelector("[data-said]"));
    this.area.addEventListener("input", () => this.plan());
    this.area.addEventListener("keydown", (event) => this.key(event), true);
    this.popup.addEventListener("click", (event) => this.choose(event.target.closest("[role=option]")));
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

  get typed() {
    return NAME.exec(this.area.value.slice(0, this.area.selectionStart))?.[1];
  }

  plan() {
    this.stop();
    const place = this.area.form.querySelector("[data-place]")?.value;
    if (this.typed && place) this.timer = setTimeout(() => this.ask(this.typed, place), WAIT);
    else this.options.close();
  }

  async ask(q, place) {
    if (!q) return;
    const asking = (this.asking = new AbortController());
    try {
      const response = await fetch(`${this.dataset.href}?${new URLSearchParams({ q, place })}`, { signal: asking.signal });
      const answer = await response.text();
      if (!response.ok || asking !== this.asking) return;
      this.popup.innerHTML = answer;
      this.options.open();
    } catch {
      if (asking === this.asking) this.options.close(); // a name can be typed in full
    }
  }

  key(event) {
    if (event.isComposing || !this.options.isOpen) return;
    if ((event.key === "Enter" || event.key === "Tab") && this.options.active) this.choose(this.options.active);
    else if (event.key === "Escape") this.close();
    else if (!["ArrowDown", "ArrowUp"].includes(event.key) || !this.options.walk(event.key)) return;
    event.preventDefault();
    event.stopPropagation();
  }

  choose(option) {
    if (!option || this.typed === undefined) return;
    const end = this.area.selectionStart;
    this.area.setRangeText(`${option.dataset.mention} `, end - this.typed.length - 1, end, "end");
    this.close();
    this.area.focus();
    this.area.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

customElements.define("kring-mention", KringMention);
