// <kring-gallery>: opens the pictures of its list in the dialog inside it; without scripts the links open the picture.

class KringGallery extends HTMLElement {
  connectedCallback() {
    this.dialog = this.querySelector("dialog");
    this.links = [...this.querySelectorAll("a[data-full]")];
    this.addEventListener("click", (event) => this.pressed(event));
    this.dialog?.addEventListener("keydown", (event) => {
      if (event.key === "ArrowLeft") this.show(this.at - 1);
      if (event.key === "ArrowRight") this.show(this.at + 1);
    });
  }

  pressed(event) {
    const link = event.target.closest("a[data-full]");
    if (link && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      this.show(this.links.indexOf(link));
      this.dialog.showModal();
    } else if (event.target.closest("[data-previous]")) this.show(this.at - 1);
    else if (event.target.closest("[data-next]")) this.show(this.at + 1);
    else if (event.target.closest("[data-close]") || event.target === this.dialog) this.dialog.close();
  }

  show(index) {
    this.at = (index + this.links.length) % this.links.length;
    const link = this.links[this.at];
    const picture = this.dialog.querySelector("[data-picture]");
    picture.src = link.href;
    picture.alt = link.querySelector("img")?.alt ?? "";
    const caption = link.closest("figure")?.querySelector("figcaption");
    this.dialog.querySelector("[data-caption]").textContent = caption?.textContent ?? "";
  }
}

customElements.define("kring-gallery", KringGallery);
