// The one live region of the page: save state, and short messages. It speaks rarely and never per key.
import { clockTime, otherDay, words } from "./words.js";

const region = document.getElementById("save-status");
const help = document.getElementById("save-help");
const BRIEF = 400;
const LONG_ENOUGH = 6000;
let later;
let lasting = region.textContent;
let savedAt = null;

function say(text) {
  if (region.textContent !== text) region.textContent = text;
}

function savedWords() {
  const day = otherDay(savedAt);
  return day ? words("savedBefore", day, clockTime(savedAt)) : words("saved", clockTime(savedAt));
}

function show(state, text, delay = 0) {
  clearTimeout(later);
  region.dataset.saveState = state;
  lasting = text;
  if (delay) later = setTimeout(() => say(text), delay);
  else say(text);
}

export const status = {
  get state() { return region.dataset.saveState; },
  saved(moment) {
    savedAt = moment;
    show("saved", savedWords());
    this.offerHelp(false);
  },
  // What lasts shorter than a blink is not worth a word.
  saving() { show("saving", words("saving"), BRIEF); },
  typing() { show("unsaved", words("typing"), 5000); },
  unsaved(text) {
    show("unsaved", text);
    this.offerHelp(true);
  },
  conflict() { show("conflict", words("conflict")); },
  signedOut(text = words("signedOut")) {
    show("signed-out", text);
    this.offerHelp(true);
  },
  /** A message that makes room again for the save state. */
  tell(text) {
    clearTimeout(later);
    say(text);
    later = setTimeout(() => say(lasting), LONG_ENOUGH);
  },
  offerHelp(wanted) { help.hidden = !wanted; },
  offerDownload() { help.querySelector('[data-act="download"]').hidden = false; },
};

// A page left open over midnight: what was saved today was saved yesterday by now.
document.addEventListener("visibilitychange", () => {
  if (!document.hidden && savedAt && status.state === "saved") status.saved(savedAt);
});
