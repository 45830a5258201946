// The sentences of the editor in the reader's language, as the page carries them.
const carrier = document.getElementById("words");

/** The sentence `name`; `values` go in for @, # and & in that order. */
export function words(name, ...values) {
  const signs = ["@", "#", "&"];
  const sentence = carrier.dataset[`say${name[0].toUpperCase()}${name.slice(1)}`];
  return values.reduce((text, value, place) => text.replace(signs[place], () => value), sentence);
}

/** The day of a moment beside its time: nothing today, the year only of another year; on the clock of the installation. */
export function otherDay(moment, now = new Date()) {
  const { timeZone, locale } = carrier.dataset;
  const sameBy = (parts) => {
    const { format } = new Intl.DateTimeFormat("en-CA", { ...parts, timeZone });
    return format(moment) === format(now);
  };
  const year = { year: "numeric" };
  if (sameBy({ ...year, month: "2-digit", day: "2-digit" })) return "";
  return moment.toLocaleDateString(locale, {
    day: "numeric", month: "long", timeZone, ...(sameBy(year) ? {} : year),
  });
}

/** Hours and minutes of a moment on the clock of the installation, as the rest of the page writes them. */
export function clockTime(moment) {
  return moment.toLocaleTimeString("nl-NL", {
    hour: "2-digit", minute: "2-digit", timeZone: carrier.dataset.timeZone,
  });
}
