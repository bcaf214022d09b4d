// What this reader looked for, in this browser only: per person, at most eight, gone at sign-out or when somebody else
// signs in here. <kring-recent> lists them on the start page of search; kring-typeahead offers them in the empty field.

const PREFIX = "kring-recent:";
const MOST = 8;

const read = (person) => {
  try {
    return JSON.parse(localStorage.getItem(PREFIX + person)) ?? [];
  } catch {
    return [];
  }
};

export const forget = (except) => {
  for (const key of Object.keys(localStorage))
    if (key.startsWith(PREFIX) && key !== PREFIX + except) localStorage.removeItem(key);
};

export const remember = (person, entry) => {
  if (!person || !entry.text) return;
  const others = read(person).filter((kept) => kept.text !== entry.text);
  localStorage.setItem(PREFIX + person, JSON.stringify([entry, ...others].slice(0, MOST)));
};

// Where a link leads, within this site; a tool elsewhere is remembered by its name.
export const placeOf = (anchor) =>
  anchor.origin === location.origin ? anchor.pathname + anchor.search : undefined;

const link = (element, { text, href }) => {
  element.querySelector("[data-text]").textContent = text;
  const anchor = element.matches("a") ? element : element.querySelector("a");
  anchor.href = href?.startsWith("/") && !href.startsWith("//") ? href : `/search/?${new URLSearchParams({ q: text })}`;
  return element;
};

const copy = (holder, name) => holder.querySelector(name).content.firstElementChild.cloneNode(true);

// The listbox of a typeahead, from the shapes that the server wrote; null when there is nothing to offer.
export const recent = (holder, person) => {
  const kept = read(person);
  if (!kept.length) return null;
  const list = copy(holder, "template[data-recent]");
  list.append(...kept.map((entry) => link(copy(holder, "template[data-line]"), entry)));
  return list;
};

class KringRecent extends HTMLElement {
  connectedCallback() {
    const kept = read(this.dataset.person);
    this.hidden = !kept.length;
    this.querySelector("[data-list]").replaceChildren(...kept.map((entry) => link(copy(this, "template"), entry)));
    this.querySelector("[data-clear]").addEventListener("click", () => {
      forget();
      this.hidden = true;
    });
  }
}

customElements.define("kring-recent", KringRecent);

document.addEventListener("submit", (event) => {
  if (event.target.matches('form[action$="/logout/"]')) forget();
});
document.addEventListener("click", (event) => {
  const found = event.target.closest("a[data-remember]");
  const person = document.querySelector("kring-typeahead")?.dataset.person;
  if (found) remember(person, { text: found.textContent.trim(), href: placeOf(found) });
});
const here = document.querySelector("kring-typeahead")?.dataset.person;
if (here) forget(here);
