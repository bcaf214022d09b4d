// The planning of the CMS: an item moves at once, by drag or by its buttons, and goes back when the server says no.
// Without this script the same forms work by themselves.
let dragged = null;

const region = () => document.querySelector("#planning");
const formOf = (item) => item.querySelector("form[data-move]");
const cellOf = (day) => region().querySelector(`td[data-day="${day}"]`);

function say(kind, text) {
  document.dispatchEvent(new CustomEvent("w-messages:add", { detail: { clear: true, type: kind, text } }));
}

function shifted(day, days) {
  const date = new Date(`${day}T12:00:00Z`);
  date.setUTCDate(date.getUTCDate() + Number(days));
  return date.toISOString().slice(0, 10);
}

// What the server says now: its messages and the planning.
function take(html, key) {
  const fresh = new DOMParser().parseFromString(html, "text/html");
  const planning = fresh.querySelector("#planning");
  if (!planning) return window.location.reload();
  region().replaceWith(document.adoptNode(planning));
  const list = ".messages > ul";
  document.querySelector(list).replaceChildren(...document.adoptNode(fresh.querySelector(list)).children);
  document.querySelector(".messages").classList.add("appear");
  document.body.classList.add("has-messages");
  const item = key && document.getElementById(key);
  (item?.querySelector("summary") ?? document.querySelector("#planning-period")).focus();
}

async function send(form, body, item, day) {
  const [home, next] = [item?.parentElement, item?.nextSibling];
  const target = item && day && cellOf(day);
  if (target && item.matches("li")) target.querySelector("ul").append(item);
  (item ?? form).setAttribute("aria-busy", "true");
  let words = region().dataset.failed;
  try {
    const headers = { Accept: "application/json, text/html", "X-Requested-With": "XMLHttpRequest" };
    const answer = await fetch(form.action, { method: "POST", body, headers });
    if (answer.ok) return take(await answer.text(), item?.id);
    words = (await answer.json()).words ?? words;
  } catch {
    // no answer, or none that is meant for us: the words for that are there
  }
  if (target && item.matches("li")) home.insertBefore(item, next);
  (item ?? form).removeAttribute("aria-busy");
  item?.querySelector("summary")?.focus();
  say("error", words);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.matches("form[data-move], form[data-undo]") || !region()) return;
  event.preventDefault();
  const body = new FormData(form, event.submitter);
  const item = form.closest("[data-item]");
  const day = item?.closest("td")?.dataset.day;
  send(form, body, item, day && body.has("days") ? shifted(day, body.get("days")) : null);
});

document.addEventListener("dragstart", (event) => {
  dragged = event.target.closest?.("li[data-item]");
  if (!dragged) return;
  event.dataTransfer.effectAllowed = "move";
  event.dataTransfer.setData("text/plain", dragged.id);
});

const cellUnder = (event) => dragged && event.target.closest?.("td[data-day]");
const mark = (cell) => {
  document.querySelectorAll("td.is-target").forEach((other) => other.classList.remove("is-target"));
  cell?.classList.add("is-target");
};

document.addEventListener("dragover", (event) => {
  const cell = cellUnder(event);
  if (cell) event.preventDefault();
  mark(cell);
});

document.addEventListener("drop", (event) => {
  const cell = cellUnder(event);
  mark(null);
  if (!cell) return;
  event.preventDefault();
  const [item, from] = [dragged, dragged.closest("td").dataset.day];
  dragged = null;
  if (cell.dataset.day === from) return;
  const body = new FormData(formOf(item));
  body.set("day", cell.dataset.day);
  send(formOf(item), body, item, cell.dataset.day);
});

document.addEventListener("dragend", () => {
  dragged = null;
  mark(null);
});

// On the form: what will happen, while the moment is chosen.
function foresee() {
  const [place, field] = [document.querySelector("[data-words-after]"), document.querySelector("#id_at")];
  const [, year, month, day, time] = field?.value.match(/^(\d{4})-(\d\d)-(\d\d)(?:[ T](\d\d:\d\d))?/) ?? [];
  if (!place || !year) return;
  const form = { weekday: "long", day: "numeric", month: "long" };
  if (Number(year) !== new Date().getFullYear()) form.year = "numeric";
  const date = new Date(year, month - 1, day).toLocaleDateString(document.documentElement.lang || "nl", form);
  const values = { day: date.replace(/,/g, ""), time: time ?? "", zone: place.dataset.zone };
  const fill = (text) => text.replace(/%\((\w+)\)s/g, (whole, name) => values[name] ?? whole);
  values.moment = fill(place.dataset.moment);
  place.replaceChildren(document.querySelector("#then").content.cloneNode(true));
  place.querySelector("span").textContent = fill(place.dataset.wordsAfter);
}

for (const kind of ["input", "change"]) {
  document.addEventListener(kind, (event) => event.target.id === "id_at" && foresee());
}
