// <kring-sheet>: on a narrow screen its form moves into a dialog that comes from below; its button, Escape and the
// button of the form close it. Without JavaScript the link leads to the form, which then shows in its place.

class KringSheet extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.holder = this.querySelector(".refine__form");
    this.addEventListener("click", (event) => {
      const opener = event.target.closest(`a[href="#${this.holder.id}"]`);
      if (opener) {
        event.preventDefault();
        this.open();
      } else if (event.target.closest("[data-close]") || event.target === this.dialog) this.dialog.close();
    });
    this.addEventListener("submit", (event) => {
      if (!this.dialog.open) return;
      event.preventDefault(); // each choice already brought its results
      event.stopPropagation();
      this.dialog.close();
    });
    this.dialog.addEventListener("close", () => {
      this.append(this.holder);
      this.querySelector(".btn").focus();
    });
  }

  open() {
    this.dialog.append(this.holder);
    this.dialog.showModal();
  }
}

customElements.define("kring-sheet", KringSheet);
