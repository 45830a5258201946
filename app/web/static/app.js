// Starts the GOV.UK components and the few behaviours that every page shares.
import { initAll } from "./vendor/govuk-frontend-6.3.0.min.js";
import "./refused.js";

document.body.classList.add("js-enabled");
if ("noModule" in HTMLScriptElement.prototype) {
  document.body.classList.add("govuk-frontend-supported");
}
initAll();

// Guidance starts folded where the panes do not stand side by side: the text comes first.
if (!window.matchMedia("(min-width: 68.75em)").matches) {
  for (const guidance of document.querySelectorAll("details[data-guidance]")) guidance.open = false;
}

// F6 and Shift+F6 move between the panes of a workspace.
document.addEventListener("keydown", (event) => {
  if (event.key !== "F6" || event.ctrlKey || event.altKey || event.metaKey) return;
  const panes = [...document.querySelectorAll("[data-pane]")].filter((pane) => pane.offsetParent !== null);
  if (panes.length < 2) return;
  event.preventDefault();
  const here = panes.findIndex((pane) => pane.contains(document.activeElement));
  const step = event.shiftKey ? -1 : 1;
  const next = here === -1 ? 0 : (here + step + panes.length) % panes.length;
  panes[next].focus();
});

// Every htmx request carries the session's token.
document.addEventListener("htmx:config:request", (event) => {
  const token = document.querySelector('meta[name="csrf-token"]')?.content;
  if (token) event.detail.ctx.request.headers["X-CSRF-Token"] = token;
});

// A morph keeps what stands in a field. What was sent goes out of it, or it is sent twice; refused words stay.
document.addEventListener("htmx:before:swap", (event) => {
  const { sourceElement, response } = event.detail.ctx;
  if (response?.status >= 300 || !sourceElement?.matches("form[data-clear-when-sent]")) return;
  for (const area of sourceElement.querySelectorAll("textarea")) area.value = "";
});
