// <kring-print>: a button that prints the page. Without scripts it does not show; the browser's own menu prints as well.
class KringPrint extends HTMLElement {
  connectedCallback() {
    this.addEventListener("click", (event) => event.target.closest("button") && window.print());
  }
}

customElements.define("kring-print", KringPrint);
