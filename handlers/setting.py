"""/thietlap: the settings of a plan, all by one dialogue: choose one, type its value, see both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.forms import AnswerKind, Form, Option, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.rights import Right, may
from handlers.turn import Turn
from handlers.which_plan import chosen
from plans import settings
from plans.ground import Refusal
from plans.model import Plan, PlanSettings
from plans.settings import SETTINGS, Kind, Setting
from storage import audit, plans

_EXAMPLES = {Kind.CLOCK: "08:30", Kind.NUMBERS: "10, 3, 0", Kind.SPANS: "17:00-07:30, 11:30-13:30"}


async def command(turn: Turn, _rest: str) -> None:
    """Of several plans, one is chosen."""
    plan = await chosen(turn, Right.SET_PLAN, "setting.right_missing", "setting.which", "td")
    if plan:
        await dialogue.begin(turn, FEATURE, plan.id, afresh=True)


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """A plan chosen, or [Thiết lập khác]."""
    plan = await _plan(turn, ":".join(arguments))
    await dialogue.begin(turn, FEATURE, plan.id, afresh=True)


async def to_default(turn: Turn, arguments: Sequence[str]) -> None:
    """[Về mặc định]: shown as any other change before it is kept."""
    plan = await _plan(turn, arguments[0] if arguments else "")
    setting = settings.find(":".join(arguments[1:]))
    if setting is None:
        raise Refusal("press.unknown")
    stored = await plans.settings(turn.unit, plan.id)
    if getattr(stored, setting.name) == setting.default:
        raise Refusal("setting.same")
    settings.changed(stored, setting, setting.default)
    answers = {"name": setting.name, _question(setting): _plain(setting.default)}
    await dialogue.begin(turn, FEATURE, plan.id, answers, afresh=True)


async def _plan(turn: Turn, plan_id: str) -> Plan:
    plan = await plans.get(turn.unit, plan_id)
    if plan is None or not may(turn.person, Right.SET_PLAN, plan):
        raise Refusal("setting.right_missing")
    return plan


def _plain(value: Any) -> Any:
    """As JSON keeps it."""
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def words_of(texts: Catalogue, setting: Setting, value: Any) -> str:
    """A value in words."""
    return texts.plain(f"setting.value.{setting.kind}", name=setting.name, value=value)


async def _facts(turn: Turn, subject: str) -> Facts:
    plan = await _plan(turn, subject)
    return {
        "plan": plan,
        "texts": turn.texts,
        "settings": await plans.settings(turn.unit, plan.id),
    }


def _question(setting: Setting) -> str:
    return f"value{SETTINGS.index(setting)}"


def _options(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Option]:
    texts: Catalogue = facts["texts"]
    return [
        Option(one.name, texts.plain("setting.option", name=one.name, value=_current(one, facts)))
        for one in SETTINGS
    ]


def _current(setting: Setting, facts: Facts) -> str:
    return words_of(facts["texts"], setting, getattr(facts["settings"], setting.name))


def _list_slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    stored: PlanSettings = facts["settings"]
    changed = sum(getattr(stored, one.name) != one.default for one in SETTINGS)
    return {"plan": facts["plan"], "changed": changed}


def _value_question(setting: Setting) -> Question:
    def slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
        how = facts["texts"].say(
            f"setting.how.{setting.kind}",
            low=setting.low,
            high=setting.high,
            most=setting.most,
            example=_EXAMPLES.get(setting.kind, ""),
        )
        default = words_of(facts["texts"], setting, setting.default)
        value = _current(setting, facts)
        return {"name": setting.name, "value": value, "default": default, "how": how}

    def read(text: str, _answers: Any, facts: Facts, _now: datetime) -> Any:
        value = settings.read(setting, text)
        if value == _plain(getattr(facts["settings"], setting.name)):
            raise Refusal("setting.same")
        settings.changed(facts["settings"], setting, value)
        return value

    def extra(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
        if getattr(facts["settings"], setting.name) == setting.default:
            return ()
        default = words_of(facts["texts"], setting, setting.default)
        label = facts["texts"].plain("setting.default", value=default)
        return (Choice(label, f"tdm:{facts['plan'].id}:{setting.name}"),)

    return Question(
        _question(setting), AnswerKind.TEXT, "setting.ask_value", slots=slots, read=read,
        when=lambda answers, _: answers.get("name") == setting.name, extra=extra,
        label="setting.label_value",
    )  # fmt: skip


def _review(answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    setting, value = _chosen(answers)
    after = words_of(facts["texts"], setting, value)
    before = _current(setting, facts)
    return {"plan": facts["plan"], "name": setting.name, "before": before, "after": after}


def _chosen(answers: Mapping[str, Any]) -> tuple[Setting, Any]:
    setting = next(one for one in SETTINGS if one.name == answers["name"])
    return setting, answers[_question(setting)]


FORM = Form(
    name="settings",
    version=1,
    questions=(
        Question(
            "name", AnswerKind.CHOICE, "setting.ask_name", options=_options, slots=_list_slots,
            label="setting.label_name",
        ),
        *map(_value_question, SETTINGS),
    ),
    review="setting.review",
    review_slots=_review,
    send_label="setting.save",
)  # fmt: skip


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    """Checked against the settings of this moment: somebody else may have changed another."""
    setting, value = _chosen(answers)
    plan, stored = facts["plan"], facts["settings"]
    slots = _review(answers, facts)
    if value == _plain(getattr(stored, setting.name)):
        raise Refusal("setting.same")
    await plans.set_settings(turn.unit, plan.id, settings.changed(stored, setting, value))
    before, after = (
        {"name": setting.name, "value": one}
        for one in (_plain(getattr(stored, setting.name)), value)
    )
    await audit.note(turn.unit, turn.me.id, "setting", f"plan:{plan.id}", before, after)
    turn.say("setting.saved", choices=[turn.choice("setting.another", f"td:{plan.id}")], **slots)


FEATURE = Feature.one(FORM, _done, facts=_facts)
