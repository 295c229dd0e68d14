// Columns, events and what the visitor does.

import { renderLines } from "./chat.js";
import { element, get, longDate, post, postFile, shortDate, t, texts } from "./room.js";

const $ = (id) => document.getElementById(id);
const open = { chat: null, as: null, kind: "private", reply: null, edit: null, heard: "", hearing: "", trouble: "" };
let directory = "";
let people = new Map();

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

// People and groups

function entry(id, name, note, unread) {
  const button = element("button", { type: "button", class: "entry", "data-id": id, onclick: () => openChat(id) },
    element("span", { class: "name" }, name),
    note ? element("span", { class: "note" }, note) : null);
  if (unread) button.append(element("span", { class: "unread", "aria-label": t("unread", { count: unread }) }, String(unread)));
  if (id === open.chat) button.setAttribute("aria-current", "true");
  return element("li", {}, button);
}

function personEntry(person) {
  const standing = person.blocked ? t("is_blocked") : person.started ? "" : t("not_started");
  const note = [person.title, standing].filter(Boolean).join(", ");
  return entry(person.id, person.name, note, person.unread);
}

function groupEntry(group) {
  const standing = group.moved_to ? t("moved") : group.has_bot ? "" : t("no_bot");
  const note = [t("members", { count: group.members.length }), standing].filter(Boolean).join(", ");
  return entry(group.id, group.title, note, group.unread);
}

function drawDirectory(state) {
  const wanted = JSON.stringify([state.people, state.groups, open.chat]);
  if (wanted === directory) return;
  directory = wanted;
  people = new Map(state.people.map((person) => [person.id, person]));
  const agencies = new Map();
  for (const person of state.people) {
    const agency = person.agency || t("no_agency");
    agencies.set(agency, [...(agencies.get(agency) ?? []), person]);
  }
  const sections = [...agencies].map(([agency, members]) => [agency, members.map(personEntry)]);
  if (state.groups.length) sections.push([t("groups"), state.groups.map(groupEntry)]);
  const focused = document.activeElement?.dataset?.id;
  $("directory").replaceChildren(...sections.flatMap(([title, entries]) =>
    [element("h3", {}, title), element("ul", {}, ...entries)]));
  if (focused) $("directory").querySelector(`[data-id="${focused}"]`)?.focus();
}

// The open chat

function openChat(id, as = null) {
  Object.assign(open, { chat: id, as: as ?? (id > 0 ? id : null), reply: null, edit: null });
  $("lines").replaceChildren();
  $("notice").textContent = "";
  endContext();
  showView("chat");
  history.replaceState(null, "", `#${id}`);
  refresh().then(() => { $("lines").scrollTop = $("lines").scrollHeight; $("text").focus({ preventScroll: true }); });
}

async function drawChat(state) {
  const group = state.groups.find((one) => one.id === open.chat);
  const as = open.as ?? group?.members[0];
  const chat = await get(`chat/${open.chat}?as=${as}`);
  if (chat.id !== open.chat && chat.as !== as) return;
  open.as = as;
  open.kind = chat.kind;
  $("choose").hidden = true;
  $("open").hidden = false;
  drawHead(chat);
  const lines = $("lines");
  const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
  renderLines(lines, chat, acts);
  if (atEnd) lines.scrollTop = lines.scrollHeight;
  const unread = group ? group.unread : people.get(open.chat)?.unread;
  if (unread && !document.hidden) post("read", { as, chat: open.chat }).catch(() => {});
}

function drawHead(chat) {
  const person = people.get(open.chat);
  $("chat-title").textContent = person ? person.name : chat.title;
  $("chat-note").textContent = person
    ? [person.title, person.agency].filter(Boolean).join(", ")
    : t("members", { count: chat.members.length });
  $("as-row").hidden = chat.kind === "private";
  drawMembers(chat);
  $("block").hidden = chat.kind !== "private";
  $("block").textContent = t(chat.blocked ? "unblock" : "block");
  $("block").dataset.blocked = chat.blocked;
  const notice = open.trouble || (freshNotice(chat.notice) ? chat.notice.text : chat.blocked ? t("blocked_note") : chat.typing ? t("typing") : "");
  say(notice);
  drawCommands(chat.commands);
}

// A bot's short answer to a press is shown once, for a while.
function freshNotice(notice) {
  if (!notice || notice.id === open.heard) return false;
  if (open.hearing !== notice.id) {
    open.hearing = notice.id;
    setTimeout(() => { open.heard = notice.id; if ($("notice").textContent === notice.text) say(""); }, notice.alert ? 20000 : 6000);
  }
  return true;
}

function drawMembers(chat) {
  const wanted = JSON.stringify(chat.members);
  if ($("as").dataset.members !== wanted) {
    $("as").dataset.members = wanted;
    $("as").replaceChildren(...chat.members.map((one) => element("option", { value: one.id }, one.name)));
  }
  $("as").value = String(open.as);
}

function drawCommands(commands) {
  const wanted = JSON.stringify(commands);
  const holder = $("commands");
  holder.hidden = !commands.length;
  if (holder.dataset.content === wanted) return;
  holder.dataset.content = wanted;
  holder.querySelector("ul").replaceChildren(...commands.map((one) =>
    element("li", {}, element("button", { type: "button", class: "entry", onclick: () => { holder.open = false; acts.say(`/${one.command}`); } },
      element("span", { class: "name" }, `/${one.command}`), element("span", { class: "note" }, one.description)))));
}

function say(sentence) {
  if ($("notice").textContent !== sentence) $("notice").textContent = sentence;
}

async function attempt(work) {
  try {
    await work();
    return true;
  } catch (error) {
    trouble(error.message);
    return false;
  }
}

// What went wrong stays readable while other things happen in the room.
function trouble(sentence) {
  open.trouble = sentence;
  say(sentence);
  setTimeout(() => { if (open.trouble === sentence) { open.trouble = ""; refresh(); } }, 8000);
}

const here = () => ({ as: open.as, chat: open.chat });

const acts = {
  say: (text) => attempt(() => post("say", { ...here(), text })),
  open: (code) => attempt(() => post("link", { as: open.as, code })),
  press: (line, data) => attempt(() => post("press", { ...here(), message: line.id, data })),
  reply: (line) => beginContext({ reply: line.id, edit: null }, t("replying", { text: line.text.slice(0, 60) }), ""),
  edit: (line) => beginContext({ reply: null, edit: line.id }, t("editing"), line.text),
};

function beginContext(what, note, text) {
  Object.assign(open, what);
  $("context-text").textContent = note;
  $("context").hidden = false;
  if (text) $("text").value = text;
  $("text").focus();
}

function endContext() {
  if (open.edit) $("text").value = "";
  Object.assign(open, { reply: null, edit: null });
  $("context").hidden = true;
}

async function send(event) {
  event.preventDefault();
  const text = $("text").value;
  if (!text.trim()) { trouble(texts.errors.no_text); return; }
  const extra = { reply_to: open.reply, edit_of: open.edit };
  if (await attempt(() => post("say", { ...here(), text, ...extra }))) {
    $("text").value = "";
    endContext();
    $("lines").scrollTop = $("lines").scrollHeight;
  }
}

async function sendFile() {
  const [file] = $("file").files;
  if (!file) return;
  await attempt(() => postFile({ as: open.as, chat: open.chat, caption: $("text").value, file }));
  $("file").value = "";
  $("text").value = "";
}

function showLinkForm(shown) {
  $("link-form").hidden = !shown;
  if (shown) $("link-code").focus(); else $("text").focus();
}

async function openLink(event) {
  event.preventDefault();
  if (await acts.open($("link-code").value)) { $("link-code").value = ""; showLinkForm(false); }
}

// The clock and the record

async function drawClock(move) {
  const buttons = $("clock-buttons").querySelectorAll("button");
  try {
    const clock = move ? await post("clock", { advance: move }) : await get("clock");
    $("now").textContent = longDate(clock.now);
    $("clock-label").textContent = clock.label ?? "";
    $("clock-notice").textContent = "";
    for (const button of buttons) button.disabled = false;
  } catch (error) {
    $("clock-notice").textContent = error.message;
    for (const button of buttons) button.disabled = !move;
  }
}

async function moveClock(event) {
  const move = event.target.dataset.advance;
  if (!move) return;
  for (const button of $("clock-buttons").querySelectorAll("button")) button.disabled = true;
  $("clock-notice").textContent = t("clock_moving");
  await drawClock(move);
  event.target.focus();
}

function sentEntry(call) {
  const refused = call.code === 200 ? "" : t("sent_lost", { reason: texts.refusals[call.code] ?? texts.refusals.other });
  const to = element("button", { type: "button", class: "small", onclick: () => openChat(call.chat) }, call.to);
  return element("li", { class: refused ? "refused" : null },
    element("p", { class: "to" }, to, element("time", { datetime: call.at }, shortDate(call.at))),
    element("p", { class: "said" }, `${texts.methods[call.method] ?? call.method}: ${call.text}`),
    refused ? element("p", { class: "reason", title: call.description }, refused) : null);
}

let sent = "";
async function drawSent() {
  const { calls } = await get(`log?sends=1&limit=40&q=${encodeURIComponent($("sent-find").value)}`);
  const wanted = JSON.stringify(calls);
  if (wanted === sent) return;
  sent = wanted;
  const entries = calls.map(sentEntry);
  $("sent").replaceChildren(...(entries.length ? entries : [element("li", { class: "none" }, t("sent_none"))]));
}

// Refreshing: one round at a time, one more if something happened meanwhile

let running = null;
let again = false;

function refresh() {
  if (running) { again = true; return running; }
  running = round().finally(() => {
    running = null;
    if (again) { again = false; refresh(); }
  });
  return running;
}

async function round() {
  try {
    const state = await get("state");
    drawDirectory(state);
    if (open.chat !== null) await drawChat(state);
    await drawSent();
    if ($("clock-notice").textContent && !$("now").textContent) $("now").textContent = longDate(state.now);
  } catch (error) {
    say(error.message);
  }
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
    button.addEventListener("click", () => showView(button.dataset.view));
  $("compose").addEventListener("submit", send);
  $("text").addEventListener("keydown", (event) => {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) { event.preventDefault(); $("compose").requestSubmit(); }
    if (event.key === "Escape") endContext();
  });
  $("file").addEventListener("change", sendFile);
  $("link").addEventListener("click", () => showLinkForm($("link-form").hidden));
  $("link-cancel").addEventListener("click", () => showLinkForm(false));
  $("link-form").addEventListener("submit", openLink);
  $("context-end").addEventListener("click", endContext);
  $("as").addEventListener("change", () => { open.as = Number($("as").value); $("lines").replaceChildren(); refresh(); });
  $("block").addEventListener("click", () =>
    attempt(() => post("block", { as: open.as, blocked: $("block").dataset.blocked !== "true" })));
  $("clock-buttons").addEventListener("click", moveClock);
  $("sent-find").addEventListener("input", drawSent);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) refresh(); });
}

wordPage();
showView("people");
wire();
const wanted = Number(location.hash.slice(1));
if (wanted) openChat(wanted);
await drawClock();
await refresh();
listen();
