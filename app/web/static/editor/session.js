// The session's end: a warning two minutes before, and signing in again on this very page. The text stays.
import { csrf, refreshToken, send } from "./api.js";
import { status } from "./status.js";
import { words } from "./words.js";

const WARNING = 120_000;
const LONGEST_WAIT = 3_600_000;
const stay = document.getElementById("stay-dialog");
const again = document.getElementById("sign-in-dialog");
const form = again.querySelector("[data-sign-in]");
const complaint = again.querySelector("[data-sign-in-error]");

export class Session {
  constructor(person, { onBack, onOther }) {
    Object.assign(this, { person, onBack, onOther });
    this.timer = null;
    stay.querySelector("[data-stay]").addEventListener("click", () => this.extend());
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      this.signIn();
    });
    this.look();
  }

  /** Ask when the session ends, and warn in time. */
  async look() {
    clearTimeout(this.timer);
    let session;
    try {
      session = await refreshToken();
    } catch {
      this.timer = setTimeout(() => this.look(), WARNING / 2);
      return;
    }
    if (session === null) {
      stay.close();
      this.ended();
      return;
    }
    const left = session.expires_in * 1000 - WARNING; // what is left, not when: clocks differ
    if (left <= 0) {
      if (!stay.open) stay.showModal();
      this.timer = setTimeout(() => this.look(), Math.max(left + WARNING + 1000, 1000));
    } else {
      stay.close();
      this.timer = setTimeout(() => this.look(), Math.min(left + 500, LONGEST_WAIT));
    }
  }

  async extend() {
    try {
      await send("POST", "/api/v1/session/extend", {});
    } finally {
      stay.close();
      this.look();
    }
  }

  /** The session is gone: ask for the password here. */
  ended() {
    status.signedOut();
    if (!again.open) again.showModal();
  }

  async signIn() {
    const [username, password, code] = ["again-username", "again-password", "again-code"].map((id) => document.getElementById(id));
    complaint.hidden = true;
    const body = { username: username.value, password: password.value };
    if (code.value) body.code = code.value.trim();
    let answer;
    try {
      answer = await send("POST", "/api/v1/login", body);
    } catch {
      this.complain(words("offline"));
      return;
    }
    if (answer.status === 200) this.back(answer.data, password, code);
    else if (answer.data.code === "second_factor") this.askCode(code);
    else if (answer.data.code === "wrong_code") this.complain(words("wrongCode"));
    else this.complain(answer.status === 401 ? words("wrong") : answer.data.detail || words("failed"));
  }

  back(data, password, code) {
    password.value = code.value = "";
    csrf.token = data.csrf_token;
    again.close();
    if (data.user.id === this.person) this.onBack();
    else this.onOther();
    this.look();
  }

  askCode(code) {
    again.querySelector("[data-code]").hidden = false;
    code.focus();
  }

  complain(text) {
    complaint.textContent = text;
    complaint.hidden = false;
  }
}
