// Blocks move by dragging their number, besides the buttons that do the same.
import { blockOf, order } from "./blocks.js";

const sheet = document.getElementById("sheet");

/** `move(article, to)` carries a move out. */
export function wireDragging(move) {
  let dragged = null;
  let held = null;
  sheet.addEventListener("pointerdown", (event) => {
    const handle = event.target.closest(".icp-block__number");
    held = handle && blockOf(handle);
    if (held) held.draggable = true;
  });
  // Let go without a drag; a drag ends with `dragend`.
  document.addEventListener("pointerup", release);
  function release() {
    if (held) held.draggable = false;
    held = null;
  }
  sheet.addEventListener("dragstart", (event) => {
    dragged = event.target.closest?.("#blocks > [data-block-id]");
    if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.name);
  });
  sheet.addEventListener("dragover", (event) => {
    const over = event.target.closest("#blocks > [data-block-id]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    clearDrop();
    over.classList.add(isUpperHalf(over, event) ? "icp-block--drop-above" : "icp-block--drop-below");
  });
  sheet.addEventListener("drop", (event) => {
    const over = event.target.closest("#blocks > [data-block-id]");
    if (!dragged || !over || over === dragged) return;
    event.preventDefault();
    const ids = order();
    const after = isUpperHalf(over, event) ? ids[ids.indexOf(over.dataset.blockId) - 1] ?? null : over.dataset.blockId;
    if (after !== dragged.dataset.blockId) move(dragged, { after });
  });
  sheet.addEventListener("dragend", () => {
    clearDrop();
    dragged = null;
    release();
  });
}

function isUpperHalf(block, event) {
  const { top, height } = block.getBoundingClientRect();
  return event.clientY < top + height / 2;
}

function clearDrop() {
  for (const one of sheet.querySelectorAll(".icp-block--drop-above, .icp-block--drop-below")) {
    one.classList.remove("icp-block--drop-above", "icp-block--drop-below");
  }
}
