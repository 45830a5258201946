// A blank in the text: one click fills it in for the whole programme.
import { attempt, fillBlanks } from "./insert.js";
import { words } from "./words.js";

const dialog = document.getElementById("blank-dialog");
const field = document.getElementById("blank-value");
const label = dialog.querySelector("[data-blank-label]");
const complaint = dialog.querySelector("[data-blank-error]");
let key = null;

/** Wire the dialog; `filled()` hears that values changed. */
export function wireBlanks(programme, filled) {
  document.addEventListener("click", (event) => {
    const chip = event.target.closest("#blocks [data-blank]");
    if (!chip) return;
    event.preventDefault();
    ask(chip);
  });
  dialog.querySelector("[data-blank-form]").addEventListener("submit", async (event) => {
    event.preventDefault();
    if (event.submitter?.value === "cancel") {
      dialog.close();
      return;
    }
    let saved = false;
    await attempt(() => fillBlanks(programme, { [key]: field.value }), () => { saved = true; });
    complaint.hidden = saved;
    complaint.textContent = saved ? "" : words("failed");
    if (saved) {
      dialog.close();
      filled();
    }
  });
}

function ask(chip) {
  const isFilled = chip.classList.contains("icp-blank--filled");
  key = chip.dataset.blank;
  label.textContent = chip.dataset.label;
  field.value = isFilled ? chip.textContent : "";
  complaint.hidden = true;
  dialog.showModal();
  field.focus();
}
