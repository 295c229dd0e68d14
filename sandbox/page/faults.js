// Trouble on purpose: armed for the next sends, or by chance.

import { $, element, get, post, redraw, t, texts } from "./room.js";

const KINDS = Object.keys(texts.faults);
const SLOW = [0, 500, 3000];
const SOME = 0.2;

async function arm(wish) {
  try {
    draw(await post("faults", wish));
    $("faults-notice").textContent = "";
  } catch (error) {
    $("faults-notice").textContent = error.message;
  }
}

function standing(fault) {
  if (fault.next) return t("faults_next", { count: fault.next });
  return fault.probability ? t("faults_chance", { percent: Math.round(fault.probability * 100) }) : "";
}

function row(kind, fault) {
  const { name, note } = texts.faults[kind];
  const button = (id, label, wish) =>
    element("button", { type: "button", class: "quiet", "data-id": `${kind} ${id}`, "aria-label": `${name}: ${label}`, onclick: () => arm({ kind, ...wish }) }, label);
  const now = standing(fault);
  return element("li", { class: now ? "armed" : null },
    element("p", {}, element("strong", {}, name), now ? element("span", { class: "standing" }, now) : null),
    element("p", { class: "hint" }, note),
    element("div", { class: "row" },
      button("one", t("faults_one"), { next: fault.next + 1 }),
      button("some", t("faults_some"), { probability: SOME }),
      now ? button("none", t("faults_none"), {}) : null));
}

function draw(faults) {
  redraw($("faults"), faults, () => KINDS.map((kind) => row(kind, faults[kind])));
  $("faults-slow").value = String(SLOW.includes(faults.latency_ms) ? faults.latency_ms : 0);
}

function drawBlocked(people) {
  const open = people.filter((one) => !one.blocked && one.started);
  redraw($("faults-block"), open.map((one) => one.id), () => [
    element("option", { value: "" }, t("faults_pick")), ...open.map((one) => element("option", { value: one.id }, one.name)),
  ]);
  const blocked = people.filter((one) => one.blocked);
  const free = (one) => element("button", { type: "button", class: "quiet", "data-id": `free ${one.id}`, onclick: () => post("block", { as: one.id, blocked: false }) }, t("unblock"));
  redraw($("faults-blocked"), blocked.map((one) => one.id), () =>
    blocked.map((one) => element("li", { class: "armed" }, element("p", {}, `${one.name}: ${t("is_blocked")}`), free(one))));
}

export async function drawFaults(state) {
  drawBlocked(state.people);
  draw(await get("faults"));
}

export function wireFaults() {
  $("faults-slow").replaceChildren(...SLOW.map((ms) => element("option", { value: ms }, ms ? t("faults_ms", { ms }) : t("faults_quick"))));
  $("faults-slow").addEventListener("change", () => arm({ latency_ms: Number($("faults-slow").value) }));
  $("faults-block").addEventListener("change", () => {
    if ($("faults-block").value) post("block", { as: Number($("faults-block").value) }).catch(() => {});
  });
  $("faults-clear").addEventListener("click", () => arm({ clear: true }));
}
