// The whole section as one text: saved by its button, kept on the page until the server has it.
import { attemptKey, send } from "./api.js";
import { status } from "./status.js";
import { words } from "./words.js";

/** Wire the form. `signedOut()` asks for the password; resolves what still has to be warned about on leaving. */
export function wireAsText(form, address, signedOut) {
  const area = form.elements.text;
  const first = area.value;
  let attempt = null;
  let leaving = false;

  async function save() {
    // Nothing was written: no version. After a conflict the text is one's own, and is sent.
    if (area.value === first && !form.querySelector("[data-conflict]")) {
      leave(() => location.assign(form.dataset.done));
      return;
    }
    if (attempt?.body.text !== area.value) {
      attempt = { key: attemptKey(), body: { text: area.value, base_version: Number(form.elements.base_version.value) } };
    }
    status.saving();
    let answer;
    try {
      answer = await send("PUT", address, attempt.body, { key: attempt.key });
    } catch {
      status.unsaved(words("offline"));
      return;
    }
    if (answer.status === 200) leave(() => location.assign(form.dataset.done));
    // The server's own page for this shows both texts and keeps this one.
    else if (answer.status === 409 && answer.data.code === "conflict") leave(() => form.submit());
    else if (answer.status === 401) signedOut();
    else status.unsaved(answer.data.detail || words("refused"));
  }

  function leave(go) {
    leaving = true;
    go();
  }

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    save();
  });
  return { save, get hasUnsaved() { return !leaving && area.value !== first; }, get text() { return area.value; } };
}
