// The open chat: what is shown, written, pressed and sent.

import { renderLines } from "./chat.js";
import { $, element, get, post, postFile, redraw, t, texts } from "./room.js";

export const open = { chat: null, as: null, kind: "private", reply: null, edit: null, heard: "", hearing: "", trouble: "", find: null };
let changed = async () => {};

export async function drawChat(state) {
  if (open.chat === null) return;
  const { group, person } = whose(state);
  if (!group && !person) { close(); return; }
  showName(state);
  const as = open.as ?? group?.members[0];
  const wanted = open.chat;
  const chat = await get(`chat/${wanted}?as=${as}`);
  if (wanted !== open.chat) return;
  Object.assign(open, { as, kind: chat.kind });
  drawHead(chat, group);
  drawLines(chat);
  const unread = group ? group.unread : person.unread;
  if (unread && !document.hidden && shown()) post("read", { as, chat: open.chat }).catch(() => {});
}

const whose = (state) => ({
  group: state.groups.find((one) => one.id === open.chat),
  person: state.people.find((one) => one.id === open.chat),
});

// Known before the messages have come: a press is answered at once.
export function showName(state) {
  const { group, person } = whose(state);
  if (!group && !person) return;
  $("choose").hidden = true;
  $("open").hidden = false;
  $("chat-title").textContent = person ? person.name : group.title;
  $("chat-note").textContent = person
    ? [person.title, person.name.includes(person.agency) ? "" : person.agency].filter(Boolean).join(", ")
    : t("members", { count: group.members.length });
}

// On a small screen the chat may stand behind another view: then nobody has read it.
const shown = () => $("lines").offsetParent !== null;

function close() {
  open.chat = null;
  $("choose").hidden = false;
  $("open").hidden = true;
}

function drawLines(chat) {
  const lines = $("lines");
  const atEnd = lines.scrollHeight - lines.scrollTop - lines.clientHeight < 80;
  renderLines(lines, chat, acts);
  if (open.find) {
    const line = lines.querySelector(`[data-key="line ${open.find}"]`);
    open.find = null;
    line?.scrollIntoView({ block: "center" });
    line?.classList.add("found");
  } else if (atEnd) lines.scrollTop = lines.scrollHeight;
}

function drawHead(chat, group) {
  $("as-row").hidden = chat.kind === "private";
  redraw($("as"), chat.members, () => chat.members.map((one) => element("option", { value: one.id }, one.name)));
  $("as").value = String(open.as);
  $("block").hidden = chat.kind !== "private";
  $("block").textContent = t(chat.blocked ? "unblock" : "block");
  $("block").dataset.blocked = chat.blocked;
  $("seat").hidden = !group || Boolean(group.moved_to);
  $("seat").textContent = t(group?.has_bot ? "seat_out" : "seat_in");
  $("seat").dataset.act = group?.has_bot ? "remove_bot" : "add_bot";
  say(open.trouble || (freshNotice(chat.notice) ? chat.notice.text : chat.blocked ? t("blocked_note") : chat.typing ? t("typing") : ""));
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

function drawCommands(commands) {
  const holder = $("commands");
  holder.hidden = !commands.length;
  redraw(holder.querySelector("ul"), commands, () => commands.map((one) =>
    element("li", {}, element("button", { type: "button", class: "entry", onclick: () => { holder.open = false; acts.say(`/${one.command}`); } },
      element("span", { class: "name" }, `/${one.command}`), element("span", { class: "note" }, one.description)))));
}

export function say(sentence) {
  if ($("notice").textContent !== sentence) $("notice").textContent = sentence;
}

export async function attempt(work) {
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
  setTimeout(() => { if (open.trouble === sentence) { open.trouble = ""; changed(); } }, 8000);
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

export function endContext() {
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
  const sent = await attempt(() => postFile({ as: open.as, chat: open.chat, caption: $("text").value, file }));
  $("file").value = "";
  if (sent) $("text").value = "";
}

function showLinkForm(shown_) {
  $("link-form").hidden = !shown_;
  if (shown_) $("link-code").focus(); else $("text").focus();
}

async function openLink(event) {
  event.preventDefault();
  if (await acts.open($("link-code").value)) { $("link-code").value = ""; showLinkForm(false); }
}

export function wireChat(refresh) {
  changed = refresh;
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
  $("seat").addEventListener("click", () =>
    attempt(() => post("group", { chat: open.chat, act: $("seat").dataset.act, as: open.as })));
}
