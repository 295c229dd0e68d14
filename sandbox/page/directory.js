// People by agency, groups, and who has something unread.

import { $, element, fold, hidden, redraw, t } from "./room.js";

export function unreadMark(count) {
  const mark = element("span", { class: "unread" });
  mark.append(element("span", { "aria-hidden": "true" }, String(count)), hidden(t("unread", { count })));
  return mark;
}

function entry(id, name, note, unread, current, open) {
  const button = element("button", { type: "button", class: unread ? "entry fresh" : "entry", "data-id": id, onclick: () => open(id) },
    element("span", { class: "name" }, name),
    note ? element("span", { class: "note" }, note) : null);
  if (unread) button.append(unreadMark(unread));
  if (id === current) button.setAttribute("aria-current", "true");
  return element("li", {}, button);
}

// Under the heading of an agency its name need not be said again.
function shortName(person) {
  const short = person.agency && person.name.endsWith(` ${person.agency}`) ? person.name.slice(0, -person.agency.length).trim() : "";
  return short || person.name;
}

function personNote(person) {
  const standing = person.blocked ? t("is_blocked") : person.started ? "" : t("not_started");
  return [person.title, standing].filter(Boolean).join(", ");
}

function groupNote(group) {
  const standing = group.moved_to ? t("moved") : group.has_bot ? "" : t("no_bot");
  return [t("members", { count: group.members.length }), standing].filter(Boolean).join(", ");
}

function sections(state, wanted) {
  const fits = (...words) => !wanted || fold(words.join(" ")).includes(wanted);
  const agencies = new Map();
  for (const person of state.people) {
    const agency = person.agency || t("no_agency");
    if (fits(person.name, agency, person.title)) agencies.set(agency, [...(agencies.get(agency) ?? []), person]);
  }
  const groups = state.groups.filter((group) => fits(group.title));
  return { agencies: [...agencies], groups };
}

function totalUnread(state) {
  return [...state.people, ...state.groups].reduce((sum, one) => sum + one.unread, 0);
}

export function drawDirectory(state, current, open) {
  const wanted = fold($("people-find").value.trim());
  redraw($("directory"), [state.people, state.groups, current, wanted], () => {
    const { agencies, groups } = sections(state, wanted);
    const made = agencies.flatMap(([agency, people]) => [
      element("h3", {}, agency),
      element("ul", {}, ...people.map((one) => entry(one.id, shortName(one), personNote(one), one.unread, current, open))),
    ]);
    if (groups.length) {
      const entries = groups.map((one) => entry(one.id, one.title, groupNote(one), one.unread, current, open));
      made.unshift(element("h3", {}, t("groups")), element("ul", {}, ...entries));
    }
    return made.length ? made : [element("p", { class: "none" }, t("people_none"))];
  });
  const unread = totalUnread(state);
  $("unread-all").hidden = !unread;
  redraw($("unread-all"), unread, () => [...unreadMark(unread).childNodes]);
  document.title = unread ? `(${unread}) ${t("title")}` : t("title");
}
