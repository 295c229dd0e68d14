// The practice API and the sentences: the only place that talks to the server.

export const texts = await (await fetch("/page/texts.json")).json();

export const t = (key, slots = {}) => fill(texts.page[key] ?? key, slots);

export const fill = (sentence, slots) =>
  sentence.replace(/\{(\w+)\}/g, (_all, name) => slots[name] ?? "");

export const $ = (id) => document.getElementById(id);

export const errorText = (word) => texts.errors[word] ?? (word.includes(" ") ? word : texts.errors.bad_request);

async function ask(path, options = {}) {
  let response;
  try {
    response = await fetch(path, options);
  } catch {
    throw new Error(texts.errors.offline);
  }
  const body = await response.json().catch(() => ({}));
  if (!response.ok) throw Object.assign(new Error(errorText(body.error ?? "bad_request")), { problems: body.problems ?? [] });
  return body;
}

export const get = (path) => ask(`/room/${path}`);

export const post = (path, wish) =>
  ask(`/room/${path}`, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(wish),
  });

export function postFile(fields) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) if (value !== null) form.append(name, value);
  return ask("/room/file", { method: "POST", body: form });
}

// Vietnamese civil time, whatever the visitor's own zone.
const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: "Asia/Ho_Chi_Minh",
  year: "numeric", month: "2-digit", day: "2-digit", hour: "2-digit", minute: "2-digit", hourCycle: "h23",
});

function civil(iso) {
  const found = Object.fromEntries(parts.formatToParts(new Date(iso)).map((part) => [part.type, part.value]));
  const weekday = new Date(Date.UTC(found.year, found.month - 1, found.day)).getUTCDay();
  return { ...found, weekday: texts.weekdays[weekday] };
}

export function longDate(iso) {
  return `${dayOnly(iso)}, ${timeOnly(iso)}`;
}

export function dayOnly(iso) {
  const at = civil(iso);
  return `${at.weekday}, ${at.day}/${at.month}/${at.year}`;
}

export function isoDay(iso) {
  const at = civil(iso);
  return `${at.year}-${at.month}-${at.day}`;
}

export function timeOnly(iso) {
  const at = civil(iso);
  return `${at.hour}:${at.minute}`;
}

export function shortDate(iso) {
  const at = civil(iso);
  return `${at.hour}:${at.minute} ${at.day}/${at.month}/${at.year}`;
}

// Lower case without accents, so that "so tai chinh" finds its agency.
export const fold = (text) =>
  text.toLowerCase().replaceAll(texts.d_barred, "d").normalize("NFD").replace(/\p{M}/gu, "");

export function element(tag, attributes = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "onclick") made.addEventListener("click", value);
    else if (value !== null && value !== false) made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null));
  return made;
}

export const hidden = (text) => element("span", { class: "aside" }, text);

// A part of the page is drawn anew only when what it shows has changed: focus stays where it is.
const drawn = new WeakMap();

export function redraw(holder, content, make) {
  const wanted = JSON.stringify(content);
  if (drawn.get(holder) === wanted) return;
  drawn.set(holder, wanted);
  const focused = holder.contains(document.activeElement) ? document.activeElement.dataset.id : null;
  holder.replaceChildren(...make());
  if (focused) holder.querySelector(`[data-id="${CSS.escape(focused)}"]`)?.focus();
}
