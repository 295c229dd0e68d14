// What was sent to whom: searchable, by person, with what did not arrive and why.

import { $, element, fold, get, redraw, shortDate, t, texts } from "./room.js";

const MOST = 100;
const BEFORE = 40; // characters shown before the words that were looked for
let openChat = () => {};

// Letter by letter, so that a place in the folded text is the same place in the text.
const folded = (text) => [...text].map((letter) => fold(letter)[0] ?? " ").join("");

// From a little before the words looked for, which are marked.
function excerpt(call, wanted) {
  const text = `${texts.methods[call.method] ?? call.method}: ${call.text}`.normalize();
  const at = wanted ? folded(text).indexOf(wanted) : -1;
  if (at < 0) return [text];
  const from = at > 2 * BEFORE ? text.indexOf(" ", at - BEFORE) + 1 || at : 0;
  const found = element("mark", {}, text.slice(at, at + wanted.length));
  return [(from ? "… " : "") + text.slice(Math.min(from, at), at), found, text.slice(at + wanted.length)];
}

function sentEntry(call, wanted) {
  const refused = call.code === 200 ? "" : t("sent_lost", { reason: texts.refusals[call.code] ?? texts.refusals.other });
  const to = element("button", { type: "button", class: "small", "data-id": `call ${call.number}`, onclick: () => openChat(call.chat, null, call.message) }, call.to);
  return element("li", { class: refused ? "refused" : null },
    element("p", { class: "to" }, to, element("time", { datetime: call.at }, shortDate(call.at))),
    element("p", { class: "said" }, ...excerpt(call, wanted)),
    refused ? element("p", { class: "reason" }, refused) : null);
}

function drawWho(totals) {
  const chosen = $("sent-who").value;
  redraw($("sent-who"), totals.map((one) => [one.chat, one.to]), () => [
    element("option", { value: "" }, t("sent_all")),
    ...totals.map((one) => element("option", { value: one.chat }, one.to)),
  ]);
  $("sent-who").value = totals.some((one) => String(one.chat) === chosen) ? chosen : "";
}

let asked = 0;
export async function drawSent() {
  const mine = ++asked;
  const query = new URLSearchParams({
    sends: "1", limit: String(MOST), q: $("sent-find").value, chat: $("sent-who").value, failed: $("sent-failed").checked ? "1" : "",
  });
  const { calls, totals } = await get(`log?${query}`);
  if (mine !== asked) return totals;
  drawWho(totals);
  $("sent-count").textContent = calls.length === MOST ? t("sent_newest", { count: MOST }) : t("sent_count", { count: calls.length });
  const wanted = fold($("sent-find").value.trim());
  redraw($("sent"), [calls, wanted], () => calls.length ? calls.map((one) => sentEntry(one, wanted)) : [element("li", { class: "none" }, t("sent_none"))]);
  return totals;
}

export function wireSent(opening) {
  openChat = opening;
  for (const id of ["sent-find", "sent-who", "sent-failed"]) $(id).addEventListener("input", () => drawSent().catch(() => {}));
}
