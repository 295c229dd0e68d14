// Messages as elements. Typed text only ever becomes text nodes.

import { dayOnly, element, fill, t, texts, timeOnly } from "./room.js";

const TAGS = {
  bold: "strong", italic: "em", underline: "u", strikethrough: "s", code: "code", pre: "pre",
  blockquote: "blockquote", expandable_blockquote: "blockquote", spoiler: "span",
};
const SAFE_LINK = /^(https?:\/\/|mailto:|tel:)/i;

export function renderText(text, entities, act) {
  const sorted = [...entities].sort((a, b) => a.offset - b.offset || b.length - a.length);
  const holder = document.createDocumentFragment();
  fillRange(holder, text, 0, text.length, sorted, act);
  return holder;
}

// Entities nest; offsets are UTF-16 units, as in JavaScript strings.
function fillRange(holder, text, start, end, entities, act) {
  let at = start;
  let rest = entities;
  while (rest.length) {
    const [first, ...others] = rest;
    const stop = Math.min(first.offset + first.length, end);
    if (first.offset < at) { rest = others; continue; }
    holder.append(text.slice(at, first.offset));
    const piece = text.slice(first.offset, stop);
    const made = entityElement(first, piece, act);
    fillRange(made, text, first.offset, stop, others.filter((one) => one.offset < stop), act);
    holder.append(made);
    rest = others.filter((one) => one.offset >= stop);
    at = stop;
  }
  holder.append(text.slice(at, end));
}

function entityElement(entity, piece, act) {
  if (entity.type === "bot_command")
    return element("button", { type: "button", class: "command", onclick: () => act.say(piece) });
  const link = entity.type === "text_link" ? entity.url : entity.type === "url" ? piece : "";
  if (SAFE_LINK.test(link)) return linkElement(link, act);
  return element(TAGS[entity.type] ?? "span");
}

function linkElement(link, act) {
  const code = new URL(link).searchParams.get("start");
  if (code && new URL(link).hostname === "t.me")
    return element("button", { type: "button", class: "command", onclick: () => act.open(code) });
  return element("a", { href: link, target: "_blank", rel: "noopener noreferrer" });
}

export function renderLines(holder, chat, act) {
  const stays = new Map([...holder.children].map((child) => [child.dataset.key, child]));
  const wanted = [];
  let day = "";
  for (const line of chat.messages) {
    if (dayOnly(line.at) !== day) {
      day = dayOnly(line.at);
      wanted.push([`day ${day}`, "", () => element("p", { class: "day" }, day)]);
    }
    wanted.push([`line ${line.id}`, JSON.stringify(line), () => lineElement(line, chat, act)]);
  }
  if (!wanted.length) {
    const key = chat.kind !== "private" ? "empty_group" : chat.started ? "empty_joined" : "empty";
    wanted.push([key, "", () => element("p", { class: "day" }, t(key))]);
  }
  place(holder, stays, wanted);
}

// Lines that did not change stay where they are: focus is kept and a screen reader hears only what is new.
function place(holder, stays, wanted) {
  let before = null;
  for (const [key, content, make] of wanted) {
    let child = stays.get(key);
    if (!child || child.dataset.content !== content) {
      const made = make();
      made.dataset.key = key;
      made.dataset.content = content;
      if (child) child.replaceWith(made);
      child = made;
    }
    stays.delete(key);
    const next = before ? before.nextSibling : holder.firstChild;
    if (next !== child) holder.insertBefore(child, next);
    before = child;
  }
  for (const gone of stays.values()) gone.remove();
}

function lineElement(line, chat, act) {
  if (line.service) return element("p", { class: "day" }, serviceText(line.service));
  const bubble = element("div", { class: "bubble" },
    line.forward ? element("p", { class: "quote" }, t("forwarded", { name: line.forward })) : null,
    line.reply_to !== null ? element("p", { class: "quote" }, t("in_reply", { text: line.reply_to })) : null,
    line.file ? fileElement(line.file) : null);
  const words = element("div", { class: "words" });
  words.append(renderText(line.text, line.entities, act));
  if (line.text) bubble.append(words);
  bubble.append(footElement(line, chat, act));
  const who = line.mine ? "mine" : line.bot ? "bot" : "other";
  const made = element("article", { class: `line ${who}` },
    element("h3", { class: line.mine || chat.kind === "private" ? "from aside" : "from" }, line.from), bubble);
  for (const row of line.keyboard) made.append(keyboardRow(line, row, act));
  return made;
}

function footElement(line, chat, act) {
  const foot = element("p", { class: "foot" });
  if (chat.kind !== "private" && !line.mine)
    foot.append(element("button", { type: "button", class: "small", onclick: () => act.reply(line) }, t("reply")));
  if (line.mine && !line.file)
    foot.append(element("button", { type: "button", class: "small", onclick: () => act.edit(line) }, t("edit")));
  const edited = line.edited ? `${t("edited")}, ` : "";
  foot.append(element("time", { datetime: line.at }, `${edited}${timeOnly(line.at)}`));
  return foot;
}

function keyboardRow(line, row, act) {
  const buttons = row.map((button) => button.url
    ? element("a", { class: "key", href: SAFE_LINK.test(button.url) ? button.url : null, target: "_blank", rel: "noopener noreferrer" }, button.text)
    : element("button", { type: "button", class: "key", onclick: () => act.press(line, button.callback_data) }, button.text));
  return element("div", { class: "keys" }, ...buttons);
}

function fileElement(file) {
  if (file.photo)
    return element("a", { href: file.url, target: "_blank", rel: "noopener noreferrer" },
      element("img", { src: file.url, alt: t("picture", { name: file.name }) }));
  return element("a", { class: "document", href: file.url, download: file.name }, t("file", { name: file.name, size: sizeText(file.size) }));
}

function sizeText(bytes) {
  const figure = (number) => number.toLocaleString("vi-VN", { maximumFractionDigits: 1 });
  return bytes < 1048576 ? `${figure(Math.max(bytes / 1024, 0.1))} KB` : `${figure(bytes / 1048576)} MB`;
}

function serviceText(service) {
  const sentence = texts.service[service.kind] ?? texts.service.other;
  return fill(sentence, { names: service.names.join(", ") });
}
