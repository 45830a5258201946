// Warns two minutes before the session ends and lets people stay signed in. Counts seconds from the server,
// since the clock of the device may be wrong. The section editor does this itself, with the text kept on its page.
const EARLY = 120;
const SLACK = 5;
const dialog = document.getElementById("stay-dialog") ? null : document.getElementById("session-warning");
const title = dialog?.querySelector("[data-title]");
const text = dialog?.querySelector("[data-text]");
const stay = dialog?.querySelector("[data-extend]");
const again = dialog?.querySelector("[data-sign-in-again]");
let timer;

function later(action, seconds) {
  clearTimeout(timer);
  timer = setTimeout(action, Math.max(0, seconds) * 1000);
}

/** The seconds this session has left; null when it is over, undefined when the server cannot be reached. */
async function secondsLeft(path, init = {}) {
  try {
    const answer = await fetch(path, { ...init, headers: { Accept: "application/json", ...init.headers } });
    if (answer.status === 401) return null;
    return answer.ok ? (await answer.json()).expires_in : undefined;
  } catch {
    return undefined;
  }
}

/** Another tab may have kept the session alive: ask before warning, without counting as activity. */
async function look() {
  const left = await secondsLeft("/api/v1/session", { headers: { "X-Background": "1" } });
  if (left === null) return end();
  if (left === undefined) return later(look, SLACK);
  if (left > EARLY + SLACK) return later(look, left - EARLY);
  open();
  later(confirmEnd, left);
}

async function confirmEnd() {
  const left = await secondsLeft("/api/v1/session", { headers: { "X-Background": "1" } });
  if (left === null) return end();
  later(left > EARLY ? look : confirmEnd, left > EARLY ? left - EARLY : Math.max(1, left ?? SLACK));
  if (left > EARLY) dialog.close();
}

function open() {
  if (!dialog.open) dialog.showModal();
}

function end() {
  clearTimeout(timer);
  title.textContent = title.dataset.ended;
  text.textContent = text.dataset.ended;
  stay.hidden = true;
  again.hidden = false;
  again.href = `/login?next=${encodeURIComponent(location.pathname + location.search)}`;
  open();
  again.focus();
}

stay?.addEventListener("click", async () => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content ?? "";
  const left = await secondsLeft("/api/v1/session/extend", { method: "POST", headers: { "X-CSRF-Token": token } });
  if (left === null) return end();
  if (left === undefined) return;
  if (left <= EARLY) {
    text.textContent = text.dataset.last;
    return later(confirmEnd, left);
  }
  dialog.close();
  later(look, left - EARLY);
});

const seconds = Number(document.querySelector('meta[name="session-seconds"]')?.content);
if (dialog && Number.isFinite(seconds)) later(look, seconds - EARLY);
