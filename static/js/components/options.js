// The listbox under a combobox: which options it holds and which one is active. Says each new list aloud in `said`.

export class Options {
  constructor(input, popup, said) {
    Object.assign(this, { input, popup, said, all: [], at: -1 });
    popup.id = `${input.id}-popup`;
    const roles = { role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": popup.id };
    for (const [name, value] of Object.entries(roles)) input.setAttribute(name, value);
    popup.addEventListener("pointerdown", (event) => event.preventDefault()); // the focus stays in the field
  }

  get isOpen() {
    return !this.popup.hidden;
  }

  get active() {
    return this.isOpen ? this.all[this.at] : undefined;
  }

  // Shows what was put into the popup; nothing when there is nothing to choose.
  open() {
    this.all = [...this.popup.querySelectorAll("[role=option]")];
    this.all.forEach((option, at) => (option.id = `${this.popup.id}-${at}`));
    this.show(this.all.length > 0);
    this.said.textContent = this.popup.firstElementChild?.dataset.said ?? "";
  }

  close() {
    this.show(false);
  }

  show(shown) {
    this.popup.hidden = !shown;
    this.input.setAttribute("aria-expanded", String(shown));
    this.mark(-1);
  }

  mark(at) {
    this.at = at;
    this.all.forEach((option, place) => option.setAttribute("aria-selected", String(place === at)));
    if (!this.active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", this.active.id);
    this.active.scrollIntoView({ block: "nearest" });
  }

  // Moves as the key says; false when this key moves nothing.
  walk(key) {
    const last = this.all.length - 1;
    if (!this.isOpen) return false;
    if (key === "ArrowDown") this.mark(this.at < last ? this.at + 1 : 0);
    else if (key === "ArrowUp") this.mark(this.at > 0 ? this.at - 1 : last);
    else if (key === "Home" && this.active) this.mark(0);
    else if (key === "End" && this.active) this.mark(last);
    else return false;
    return true;
  }
}
