// Rehearsing one's own plan: two files, a day, and a year to walk through. Nobody is invited.

import { move } from "./clock.js";
import { $, element, get, isoDay, post, redraw, t, texts } from "./room.js";

let openChat = () => {};
let standing = { rehearsing: false };

// One wish at a time: the buttons rest until the program has answered and plays.
async function alone(work) {
  const buttons = document.querySelectorAll('#plan-form [type="submit"], #plan-stop');
  if ([...buttons].some((one) => one.disabled)) return;
  for (const one of buttons) one.disabled = true;
  try {
    await work();
  } finally {
    for (const one of buttons) one.disabled = false;
  }
}

async function begin() {
  const own = $("plan-which").value === "own";
  const before = standing.number;
  tell(t("plan_loading"), []);
  try {
    await post("rehearsal", { ...(own ? await files() : samples()), from: dayOf($("plan-from").value), help: $("plan-help").checked });
    await settle(true, before);
  } catch (error) {
    tell(error.message, error.problems ?? []);
  }
}

// dd/mm/yyyy as people write it here; the program refuses what is no day.
const dayOf = (written) => {
  const [day, month, year] = written.trim().split(/[/.-]/);
  return year ? `${year}-${month.padStart(2, "0")}-${day.padStart(2, "0")}` : "";
};

async function files() {
  const [plan] = $("plan-file").files;
  const [agencies] = $("plan-agencies").files;
  return {
    plan: (await plan?.text()) ?? "", plan_name: plan?.name ?? "",
    agencies: (await agencies?.text()) ?? "", agencies_name: agencies?.name ?? "",
  };
}

function samples() {
  const { plan, agencies } = texts.samples[$("plan-which").value];
  return { sample_plan: plan, sample_agencies: agencies };
}

async function stop() {
  tell(t("plan_loading"), []);
  try {
    await post("rehearsal", { stop: true });
    await settle(false, null);
  } catch (error) {
    tell(error.message, []);
  }
}

// The program starts anew with the other play: it is asked until it answers.
async function settle(rehearsing, before) {
  for (let tries = 0; tries < 60; tries += 1) {
    await new Promise((go) => setTimeout(go, 250));
    const now = await get("rehearsal").catch(() => null);
    if (now && now.rehearsing === rehearsing && (!rehearsing || now.number !== before)) {
      draw(now);
      tell("", []);
      if (rehearsing) openChat(now.coordinator);
      $("panel-plan").focus();
      return;
    }
  }
  tell(texts.errors.rehearsal_silent, []);
}

function tell(sentence, problems) {
  $("plan-notice").textContent = sentence;
  redraw($("plan-problems"), problems, () => problems.map((one) => element("li", {}, one)));
}

function draw(now) {
  standing = now;
  $("plan-standing").hidden = !now.rehearsing;
  $("plan-form").hidden = now.rehearsing;
  $("banner-note").textContent = now.rehearsing ? t("banner_plan", { plan: now.plan }) : t("banner_note");
  if (!now.rehearsing) return;
  $("plan-title").textContent = t("plan_title", { plan: now.plan, title: now.title });
  $("plan-note").textContent = t(now.helped ? "plan_helped" : "plan_by_hand", { count: now.people });
}

export async function drawRehearsal(totals) {
  draw(await get("rehearsal"));
  redraw($("plan-totals"), totals, () => totals.map((one) =>
    element("tr", {}, element("td", {}, element("button", { type: "button", class: "small", onclick: () => openChat(one.chat) }, one.to)), element("td", {}, String(one.count)))));
}

// A shipped plan begins where its own year does; the day can still be changed.
function which() {
  const sample = texts.samples[$("plan-which").value];
  $("plan-files").hidden = sample !== undefined;
  if (sample) $("plan-from").value = sample.from;
}

export function wireRehearsal(opening) {
  openChat = opening;
  const names = Object.entries(texts.samples).map(([key, one]) => element("option", { value: key }, one.name));
  $("plan-which").replaceChildren(element("option", { value: "own" }, t("plan_own")), ...names);
  $("plan-which").addEventListener("change", which);
  $("plan-from").value = isoDay(new Date().toISOString()).split("-").reverse().join("/");
  for (const id of ["plan-file", "plan-agencies"])
    $(id).addEventListener("change", () => { $(id).parentElement.querySelector(".picked").textContent = $(id).files[0]?.name ?? t("plan_none"); });
  $("plan-form").addEventListener("submit", (event) => { event.preventDefault(); alone(begin); });
  $("plan-year").addEventListener("click", () => move({ advance: "year" }));
  $("plan-stop").addEventListener("click", () => alone(stop));
  which();
}
