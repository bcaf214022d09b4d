// <kring-menu><details>…: closes on Escape (focus back on its button), on a press outside and when focus leaves it.
// Buttons with data-open="#id" open that dialog.

class KringMenu extends HTMLElement {
  connectedCallback() {
    this.details = this.querySelector("details");
    if (!this.details) return;
    this.outside = (event) => {
      if (this.details.open && !this.contains(event.target)) this.details.open = false;
    };
    document.addEventListener("pointerdown", this.outside);
    this.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !this.contains(event.relatedTarget)) this.details.open = false;
    });
    this.addEventListener("keydown", (event) => this.key(event));
  }

  disconnectedCallback() {
    document.removeEventListener("pointerdown", this.outside);
  }

  key(event) {
    if (!this.details.open) return;
    const items = [...this.details.querySelectorAll("a[href], button:not([disabled])")].filter(
      (item) => item.offsetParent,
    );
    const at = items.indexOf(document.activeElement);
    if (event.key === "Escape") {
      this.details.open = false;
      this.details.querySelector("summary").focus();
    } else if (event.key === "ArrowDown") items[(at + 1) % items.length]?.focus();
    else if (event.key === "ArrowUp") items[(at - 1 + items.length) % items.length]?.focus();
    else return;
    event.preventDefault();
    event.stopPropagation();
  }
}

customElements.define("kring-menu", KringMenu);

document.addEventListener("click", (event) => {
  const opener = event.target.closest("[data-open]");
  if (!opener) return;
  opener.closest("details")?.removeAttribute("open");
  document.querySelector(opener.dataset.open)?.showModal();
});
