// Who else is writing here, and whether the section moved on. A hint, never a lock.
import { send } from "./api.js";
import { words } from "./words.js";

const EVERY = 20_000;
const LIVELY = 120_000;

export class Presence {
  constructor(address, onNewer) {
    this.address = address;
    this.onNewer = onNewer;
    this.block = null;
    this.typedAt = 0;
    this.timer = setInterval(() => this.beat(), EVERY);
    document.addEventListener("visibilitychange", () => { if (!document.hidden) this.beat(); });
  }

  opened(block) {
    this.block = block;
    this.typedAt = Date.now();
    return this.beat();
  }

  typed(block) {
    this.block = block;
    this.typedAt = Date.now();
  }

  closed(block) {
    if (this.block !== block) return undefined;
    this.block = null;
    return this.ask("PUT", { block: null });
  }

  beat() {
    if (document.hidden) return undefined;
    const lively = this.block && Date.now() - this.typedAt < LIVELY;
    return lively ? this.ask("PUT", { block: this.block }) : this.ask("GET");
  }

  async ask(method, body) {
    let answer;
    try {
      answer = await send(method, `${this.address}/presence`, body, { background: true });
    } catch {
      return; // A missed hint harms nobody; the next beat tells.
    }
    if (answer.status !== 200) return;
    this.show(answer.data.others);
    this.onNewer(answer.data.version);
  }

  show(others) {
    for (const line of document.querySelectorAll("[data-presence]")) {
      const id = line.closest("[data-block-id]").dataset.blockId;
      const names = others.filter((other) => other.block === id).map((other) => other.name);
      line.hidden = names.length === 0;
      line.textContent = names.length ? words("editing", names.join(", ")) : "";
    }
  }
}
