// Between the text and the panes beside it: findings in order, marks on and off, from a finding to its place.
import { status } from "./status.js";
import { words } from "./words.js";

const sheet = document.getElementById("sheet");
const button = (act) => sheet.querySelector(`.icp-sheet__tools [data-act="${act}"]`);
let current = -1;

/** Wire the panes. `onClause(clause, after)` opens a model clause, `onUndo(version)` takes a change back. */
export function wirePanes({ onClause, onUndo }) {
  const tools = { any: [button("marks")], open: [button("previous-finding"), button("next-finding")] };
  document.body.addEventListener("icp:findings-shown", () => offer(tools));
  offer(tools);
  button("marks").addEventListener("click", (event) => {
    const shown = !document.body.classList.toggle("icp-marks-hidden");
    event.currentTarget.setAttribute("aria-pressed", String(shown));
  });
  button("previous-finding").addEventListener("click", () => step(-1));
  button("next-finding").addEventListener("click", () => step(1));
  document.addEventListener("click", (event) => {
    const place = event.target.closest("[data-go-to-block]");
    if (place && goTo(place)) event.preventDefault();
    const number = event.target.closest(".icp-mark__number");
    if (number) showTab("tab-findings");
  });
  document.addEventListener("submit", (event) => {
    const { insertClause, undoVersion } = event.target.dataset;
    if (!insertClause && !undoVersion) return;
    event.preventDefault();
    if (insertClause) onClause(insertClause, event.target.elements.after?.value);
    else onUndo(Number(undoVersion));
  });
}

/** Only what has something to work on: marks with any finding, steps with one that lies open in the pane. */
function offer({ any, open }) {
  for (const one of any) one.hidden = !document.querySelector("#findings [data-finding]");
  for (const one of open) one.hidden = !document.querySelector("#findings > [data-finding]");
}

function findings() {
  return [...document.querySelectorAll("#findings [data-finding]")].filter((one) => one.offsetParent !== null);
}

function step(by) {
  showTab("tab-findings");
  const all = findings();
  if (!all.length) return;
  current = (current + by + all.length) % all.length;
  const card = all[current];
  card.tabIndex = -1;
  card.focus();
  card.scrollIntoView({ block: "nearest" });
}

/** Put focus on the edit button of the paragraph a finding is about, and say where that is. */
function goTo(link) {
  const block = document.getElementById(`block-${link.dataset.goToBlock}`);
  if (!block) return false;
  const all = findings();
  const at = all.findIndex((one) => one.contains(link));
  (block.querySelector('[data-act="edit"]') ?? block).focus();
  block.scrollIntoView({ block: "center" });
  status.tell(words("findingPlace", block.dataset.name, at + 1, all.length));
  current = at;
  return true;
}

/** Open one of the tabs at the right; on a narrow screen, unfold its panel. */
export function showTab(id) {
  document.querySelector(`.govuk-tabs__tab[href="#${id}"]`)?.click();
  document.querySelector(`#${id} [data-side]`)?.setAttribute("open", "");
}

/** The bar grows with its messages: what sticks below it has to know how tall it is. */
export function followBar() {
  const bar = document.querySelector(".icp-workspace__bar");
  const tell = () => document.documentElement.style.setProperty("--icp-bar-height", `${bar.offsetHeight}px`);
  new ResizeObserver(tell).observe(bar);
}

/** Fold the panels where there is no room for tabs; their summaries say how much waits inside. */
export function wirePanels() {
  if (window.matchMedia("(max-width: 47.49em)").matches) {
    for (const side of document.querySelectorAll("[data-side]")) side.open = false;
  }
}

/** Say how much waits in a panel. */
export function count(panel) {
  const { openFindings, openThreads } = panel.dataset;
  const side = panel.closest("[data-side]")?.querySelector("[data-count]");
  const number = openFindings ?? openThreads;
  if (side) side.textContent = Number(number) ? `(${number})` : "";
}
