// The save loop: one request in flight, a text is never taken from the page before the server has it.
//
// An attempt (key and body) lives until it has a definite answer. After a lost answer the very same attempt is
// sent again, so that a save that did arrive is not mistaken for somebody else's.
import { attemptKey, refreshToken, send } from "./api.js";
import { isText, parts } from "./breaks.js";
import { status } from "./status.js";
import { words } from "./words.js";

const QUIET = 800;
const LONGEST = 5000;
const FIRST_RETRY = 1000;
const LAST_RETRY = 30_000;
const DOWNLOAD_AFTER = 30_000;

/** One open block: what the server has of it, and what stands in the page. */
export class Draft {
  constructor({ id, kind, version, text, read, name }) {
    Object.assign(this, { id, kind, version, text, read, name });
    this.attempt = null;
    this.stopped = null; // "conflict" or "refused" wait for a person, "dividing" and "joining" for the page
    this.dirtySince = null;
  }

  get now() { return this.read(); }

  get isDirty() {
    const now = this.now;
    return this.attempt !== null || now.text !== this.text || now.kind !== this.kind;
  }

  nextAttempt() {
    if (this.attempt === null) {
      const now = this.now;
      const texts = isText(now.kind) ? parts(now.text).map(({ text }) => text) : [now.text];
      const body = { base_version: this.version, ...(texts.length > 1 ? { texts } : { text: now.text }) };
      if (now.kind !== this.kind) body.kind = now.kind;
      this.attempt = { key: attemptKey(), body };
    }
    return this.attempt;
  }

  acknowledge(version) {
    const { body } = this.attempt;
    this.attempt = null;
    if (version <= this.version) return; // an older answer than the one we have
    this.version = version;
    this.text = body.texts ? body.texts[0] : body.text;
    this.kind = body.kind ?? this.kind;
  }
}

export class SaveLoop {
  constructor({ address, person, onSaved, onDivided, onConflict, onSignedOut }) {
    Object.assign(this, { address, person, onSaved, onDivided, onConflict, onSignedOut });
    this.drafts = new Map();
    this.retryIn = FIRST_RETRY;
    this.running = null;
    this.isSignedOut = false;
    this.timer = this.helpTimer = null;
    this.hurry = 0;
  }

  add(draft) { this.drafts.set(draft.id, draft); }
  remove(id) { this.drafts.delete(id); }

  get waiting() { return [...this.drafts.values()].filter((draft) => draft.isDirty); }
  get hasUnsaved() { return this.waiting.length > 0; }

  /** Somebody typed. */
  touch(draft) {
    if (draft.stopped && draft.stopped !== "refused") return;
    draft.stopped = null;
    if (!draft.isDirty) return;
    draft.dirtySince ??= Date.now();
    this.watchLongWait();
    if (this.isSignedOut) return;
    if (status.state === "saved") status.typing();
    this.hurry ||= Date.now() + LONGEST;
    this.schedule(Math.min(QUIET, Math.max(this.hurry - Date.now(), 0)));
  }

  /** The line may be back, or somebody asked: begin the waiting times anew and try at once. */
  tryNow() {
    this.retryIn = FIRST_RETRY;
    return this.flush();
  }

  schedule(delay) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.flush(), delay);
  }

  /** Save everything now. Resolves when the loop stands still, saved or not. */
  flush() {
    clearTimeout(this.timer);
    this.hurry = 0;
    this.running ??= this.work().finally(() => { this.running = null; });
    return this.running;
  }

  async work() {
    let draft;
    while (!this.isSignedOut && (draft = this.waiting.find((one) => !one.stopped))) {
      status.saving();
      if (!(await this.save(draft))) break;
    }
    this.report();
  }

  /** Whether to go on with the next draft. */
  async save(draft) {
    const { key, body } = draft.nextAttempt();
    const block = `${this.address}/blocks/${draft.id}`;
    let answer;
    try {
      answer = await (body.texts ? send("POST", `${block}/divide`, body, { key }) : send("PUT", block, body, { key }));
    } catch {
      return this.retryLater(0);
    }
    return this.understand(draft, answer);
  }

  async understand(draft, { status: code, data, wait }) {
    if (code === 200 || code === 201) {
      const { texts } = draft.attempt.body;
      draft.acknowledge(texts ? data.blocks[0].version : data.version);
      draft.dirtySince = null;
      this.retryIn = FIRST_RETRY;
      this.savedAt = new Date(data.section.saved_at);
      this.onSaved(draft, data.section);
      if (texts) {
        draft.stopped = "dividing";
        this.onDivided(draft, data, texts);
      }
      return true;
    }
    if (code === 401) return this.stopSignedOut();
    if (code === 403 && data.code === "csrf") return this.takeFreshToken();
    if (code === 503 || code === 429 || code >= 500) return this.retryLater(wait * 1000);
    draft.attempt = null;
    if (code === 409 && data.code === "conflict") {
      draft.stopped = "conflict";
      this.onConflict(draft, data);
      return true;
    }
    draft.stopped = "refused";
    draft.refusal = data.code === "locked" ? words("locked") : data.detail || words("refused");
    return true;
  }

  retryLater(wait) {
    clearTimeout(this.timer);
    this.schedule(Math.max(wait, this.retryIn));
    this.retryIn = Math.min(this.retryIn * 2, LAST_RETRY);
    this.isOffline = true;
    return false;
  }

  stopSignedOut() {
    this.isSignedOut = true;
    this.onSignedOut();
    return false;
  }

  async takeFreshToken() {
    let session;
    try {
      session = await refreshToken();
    } catch {
      return this.retryLater(0);
    }
    if (session === null) return this.stopSignedOut();
    if (session.user.id !== this.person) {
      this.isSignedOut = this.isOther = true;
      return false;
    }
    return true;
  }

  /** Signed in again: go on with the same attempts. */
  resume() {
    this.isSignedOut = this.isOther = false;
    this.retryIn = FIRST_RETRY;
    return this.flush();
  }

  report() {
    const waiting = this.waiting;
    const offline = this.isOffline;
    this.isOffline = false;
    const refused = waiting.find((draft) => draft.stopped === "refused");
    if (waiting.length === 0) {
      if (this.savedAt) status.saved(this.savedAt);
      return;
    }
    if (this.isSignedOut) status.signedOut(this.isOther ? words("otherPerson") : undefined);
    else if (waiting.some((draft) => draft.stopped === "conflict")) status.conflict();
    else if (refused) status.unsaved(refused.refusal);
    else if (offline) status.unsaved(words("offline"));
    this.watchLongWait();
  }

  watchLongWait() {
    if (this.helpTimer) return;
    this.helpTimer = setTimeout(() => {
      this.helpTimer = null;
      const oldest = Math.min(...this.waiting.map((draft) => draft.dirtySince ?? Infinity));
      if (Date.now() - oldest >= DOWNLOAD_AFTER) {
        status.offerHelp(true);
        status.offerDownload();
      }
      if (this.hasUnsaved) this.watchLongWait();
    }, DOWNLOAD_AFTER / 6);
  }
}
