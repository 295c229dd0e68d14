// The clock, and what will happen next as the program itself foresees it.

import { $, dayOnly, element, get, hidden, longDate, post, redraw, t, timeOnly } from "./room.js";

let openChat = () => {};

export async function drawClock() {
  try {
    show(await get("clock"));
  } catch (error) {
    $("clock-notice").textContent = error.message;
  }
}

function show(clock) {
  if ($("now").textContent !== longDate(clock.now)) $("now").textContent = longDate(clock.now);
  $("clock-label").textContent = clock.label ?? "";
}

// One move at a time; a year may take a while, and the room fills as it passes.
export async function move(wish) {
  const buttons = document.querySelectorAll("[data-advance], [data-to], #plan-year");
  const back = document.activeElement;
  for (const button of buttons) button.disabled = true;
  $("clock-notice").textContent = t("clock_moving");
  try {
    const moved = await post("clock", wish);
    show(moved);
    $("clock-notice").textContent = moved.note ?? "";
  } catch (error) {
    $("clock-notice").textContent = error.message;
  }
  for (const button of document.querySelectorAll("[data-advance], [data-to], #plan-year")) button.disabled = false;
  await drawLine();
  if (document.activeElement === document.body && back?.isConnected) back.focus();
}

function addressee(one) {
  const known = one.name || t("somebody");
  if (one.chat === null) return element("li", {}, known);
  return element("li", {}, element("button", { type: "button", class: "small", onclick: () => openChat(one.chat) }, known));
}

function people(event) {
  if (!event.to.length) return null;
  if (event.to.length === 1) return element("ul", { class: "to-whom" }, addressee(event.to[0]));
  return element("details", {},
    element("summary", {}, t("line_to", { count: event.to.length })),
    element("ul", { class: "to-whom" }, ...event.to.map(addressee)));
}

function spared(event) {
  if (!event.spared?.length) return null;
  return element("details", {},
    element("summary", {}, t("line_spared", { count: event.spared.length })),
    element("ul", { class: "to-whom" }, ...event.spared.map((one) => element("li", {}, `${one.name}: ${one.why}`))));
}

function eventEntry(event) {
  const go = event.by_itself
    ? element("button", { type: "button", class: "small", "data-to": event.at, "data-id": `to ${event.at} ${event.why}`, onclick: () => move({ to: event.at }) }, t("line_go"), hidden(` ${longDate(event.at)}`))
    : null;
  const head = element("p", { class: "when" }, event.by_itself ? element("time", { datetime: event.at }, timeOnly(event.at)) : null,
    element("span", { class: "kind" }, t(`line_${event.kind}`)));
  return element("li", { class: `event ${event.kind}` }, head, element("p", {}, event.why), people(event), spared(event), go);
}

function entries(events) {
  const made = [];
  let day = "";
  for (const event of events) {
    if (dayOnly(event.at) !== day) {
      day = dayOnly(event.at);
      made.push(element("li", { class: "day-head" }, element("h3", {}, day)));
    }
    made.push(eventEntry(event));
  }
  return made.length ? made : [element("li", { class: "none" }, t("line_none"))];
}

export async function drawLine() {
  let found;
  try {
    found = await get("ahead");
  } catch {
    found = { notes: [], events: [] };
  }
  redraw($("line-notes"), found.notes, () => found.notes.map((note) => element("p", { class: "note-box" }, note)));
  redraw($("line"), found.events, () => entries(found.events));
}

export function wireClock(opening) {
  openChat = opening;
  $("clock-buttons").addEventListener("click", (event) => {
    if (event.target.dataset.advance) move({ advance: event.target.dataset.advance });
  });
}
