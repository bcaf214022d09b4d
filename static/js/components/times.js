// The exact moment in the title of every <time>, in the reader's own clock and language.

const exact = new Intl.DateTimeFormat(document.documentElement.lang || "nl", { dateStyle: "full", timeStyle: "short" });

const fill = (root) => {
  for (const time of root.querySelectorAll("time[datetime]:not([data-exact])")) {
    const moment = new Date(time.dateTime);
    if (Number.isNaN(moment.getTime()) || time.dateTime.length <= 10) continue;
    time.title = exact.format(moment);
    time.dataset.exact = "";
  }
};

document.addEventListener("htmx:after:swap", () => fill(document));
fill(document);
