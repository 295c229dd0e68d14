// Views, tabs and events: every part draws itself when something happened in the room.

import { drawClock, drawLine, wireClock } from "./clock.js";
import { drawChat, endContext, open, say, showName, wireChat } from "./conversation.js";
import { drawDirectory } from "./directory.js";
import { drawFaults, wireFaults } from "./faults.js";
import { drawRehearsal, wireRehearsal } from "./rehearsal.js";
import { $, get, t } from "./room.js";
import { drawSent, wireSent } from "./sent.js";

const wide = window.matchMedia("(min-width: 901px)");

function wordPage() {
  for (const node of document.querySelectorAll("[data-t]")) node.textContent = t(node.dataset.t);
  for (const node of document.querySelectorAll("[data-label]")) node.setAttribute("aria-label", t(node.dataset.label));
  for (const node of document.querySelectorAll("[data-hint]")) node.placeholder = t(node.dataset.hint);
}

function showView(view) {
  document.body.dataset.view = view;
  for (const button of document.querySelectorAll(".views button"))
    button.setAttribute("aria-pressed", String(button.dataset.view === view));
}

const tabs = () => [...document.querySelectorAll('[role="tab"]')];

function showTab(tab, focus = false) {
  for (const one of tabs()) {
    const chosen = one === tab;
    one.setAttribute("aria-selected", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    $(one.getAttribute("aria-controls")).hidden = !chosen;
  }
  if (focus) tab.focus();
  refresh();
}

function turnTab(event) {
  const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
  const all = tabs();
  const at = all.indexOf(event.target);
  if (!step || at < 0) return;
  event.preventDefault();
  showTab(all[(at + step + all.length) % all.length], true);
}

function openChat(id, as = null, message = null) {
  Object.assign(open, { chat: id, as: as ?? (id > 0 ? id : null), reply: null, edit: null, find: message });
  $("lines").replaceChildren();
  $("notice").textContent = "";
  endContext();
  showView("chat");
  if (known) { drawDirectory(known, open.chat, openChat); showName(known); }
  history.replaceState(null, "", `#${id}`);
  refresh().then(() => {
    if (!message) $("lines").scrollTop = $("lines").scrollHeight;
    // A telephone's keyboard would cover half of what was opened.
    (wide.matches ? $("text") : $("chat-title")).focus({ preventScroll: true });
  });
}

// Refreshing: one round at a time; who asks meanwhile waits for the next, which shows what they did.

let known = null; // the state drawn last
let running = null;
let next = null;

function refresh() {
  if (!running) return begin();
  next ??= running.then(() => { next = null; return begin(); });
  return next;
}

function begin() {
  running = round().finally(() => { running = null; });
  return running;
}

async function round() {
  try {
    const state = known = await get("state");
    drawDirectory(state, open.chat, openChat);
    await drawChat(state);
    await drawPanel(state);
  } catch (error) {
    say(error.message);
  }
}

async function drawPanel(state) {
  const shown = tabs().find((one) => one.getAttribute("aria-selected") === "true").id;
  if (shown === "tab-line") await drawLine();
  if (shown === "tab-sent") await drawSent();
  if (shown === "tab-faults") await drawFaults(state);
  if (shown === "tab-plan") await drawRehearsal((await get("log?sends=1&limit=1")).totals);
}

function listen() {
  const events = new EventSource("/room/events");
  let late = 0;
  events.onmessage = () => {
    clearTimeout(late);
    late = setTimeout(() => { refresh(); drawClock(); }, 60);
  };
  events.onerror = () => say(t("reconnecting"));
  events.onopen = () => { if ($("notice").textContent === t("reconnecting")) say(""); };
}

function wire() {
  for (const button of document.querySelectorAll(".views button"))
    button.addEventListener("click", () => { showView(button.dataset.view); refresh(); });
  for (const tab of tabs()) tab.addEventListener("click", () => showTab(tab));
  document.querySelector('[role="tablist"]').addEventListener("keydown", turnTab);
  $("people-find").addEventListener("input", refresh);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
  wireChat(refresh);
  wireClock(openChat);
  wireSent(openChat);
  wireFaults();
  wireRehearsal(openChat);
}

wordPage();
showView("people");
wire();
showTab($("tab-line"));
drawRehearsal([]).catch(() => {}); // a page opened while a rehearsal runs says so
const wanted = Number(location.hash.slice(1));
if (wanted) openChat(wanted);
await drawClock();
await refresh();
listen();
