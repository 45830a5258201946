// Requests to the JSON interface. Only a lost connection throws; every answer is returned with its status.
const TIMEOUT = 20_000;
const meta = document.querySelector('meta[name="csrf-token"]');

export const csrf = {
  get token() { return meta.content; },
  set token(value) {
    meta.content = value;
    for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = value;
  },
};

/** A key for one attempt, the same through all its retries. */
export function attemptKey() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}

/** Send `body` as JSON. `background` requests do not count as activity of the person. */
export async function send(method, address, body, { key, background = false } = {}) {
  const headers = { Accept: "application/json", "X-CSRF-Token": csrf.token };
  if (body !== undefined) headers["Content-Type"] = "application/json";
  if (method !== "GET") headers["Idempotency-Key"] = key ?? attemptKey();
  if (background) headers["X-Background"] = "1";
  const response = await fetch(address, {
    method,
    headers,
    body: body === undefined ? undefined : JSON.stringify(body),
    signal: AbortSignal.timeout(TIMEOUT),
    cache: "no-store",
  });
  const text = await response.text();
  return { status: response.status, data: parsed(text), wait: Number(response.headers.get("Retry-After")) || 0 };
}

function parsed(text) {
  try {
    return text ? JSON.parse(text) : {};
  } catch {
    return {}; // A proxy's own error page: the status alone says enough.
  }
}

/** Take a fresh token for the session this browser has now; its person, or null when there is none. */
export async function refreshToken() {
  const { status, data } = await send("GET", "/api/v1/session", undefined, { background: true });
  if (status !== 200) return null;
  csrf.token = data.csrf_token;
  return data;
}
