"""Plans in use: tasks, parts, states, settings."""

from __future__ import annotations

from datetime import date

from plans.model import Part, PlanSettings, Status
from storage import agencies, plans, task_parts
from storage.database import Unit
from tests.storage.world import NOW, PLAN, PROVINCE, World, add_task, say


async def test_agency_is_corrected_by_its_code(unit: Unit, world: World) -> None:
    values = {"code": "sxd", "name": "Sở Xây dựng (mới)", "kind": "so", "urge": False}
    await agencies.save_agency(unit, PROVINCE, values)
    first, second = await agencies.of_province(unit, PROVINCE)
    assert (first.id, first.name, first.urge) == (world.sxd.id, "Sở Xây dựng (mới)", False)
    assert second == world.stnmt
    assert await agencies.agency_by_id(unit, first.id) == first
    assert await agencies.agency_by_id(unit, 10_000) is None


async def test_agency_of_the_same_code_in_another_province_is_another(
    unit: Unit, world: World
) -> None:
    values = {"code": "sxd", "name": "Sở Xây dựng", "kind": "so"}
    await agencies.save_agency(unit, "tuyen-quang", values)
    (other,) = await agencies.of_province(unit, "tuyen-quang")
    assert other.id != world.sxd.id
    assert other.urge


async def test_group_is_corrected_by_its_name(unit: Unit, world: World) -> None:
    for members in (["a"], ["a", "b"]):
        group = {"name": "UBND các huyện", "variants": ["các huyện"], "members": members}
        await agencies.save_group(unit, PROVINCE, group)
    bodies, groups = await agencies.agency_rows(unit, PROVINCE)
    assert [body["variants"] for body in bodies] == [["SXD"], ["STNMT"]]
    assert [(group["name"], group["members"]) for group in groups] == [
        ("UBND các huyện", ["a", "b"])
    ]


async def test_plan_comes_with_its_coordinating_agency(unit: Unit, world: World) -> None:
    found = await plans.get(unit, PLAN)
    assert found is not None
    assert (found.short, found.province, found.coordinator) == ("VLXD", PROVINCE, world.sxd)
    assert await plans.every(unit) == [found]
    assert await plans.source(unit, PLAN) == {"a": 1}
    assert await plans.get(unit, "another") is None


async def test_reminding_is_started_once(unit: Unit, world: World) -> None:
    assert await plans.start(unit, PLAN, world.coordinator)
    assert not await plans.start(unit, PLAN, world.coordinator)
    await plans.follow_from(unit, PLAN, date(2023, 12, 1))
    found = await plans.get(unit, PLAN)
    assert found is not None
    assert (found.started, found.followed_from) == (NOW, date(2023, 12, 1))


async def test_settings_come_back_as_they_were_set(unit: Unit) -> None:
    assert await plans.settings(unit, PLAN) == PlanSettings()
    mine = PlanSettings(
        remind_at="09:00",
        quiet=(("18:00", "07:00"),),
        ladder=(5, 1),
        before_means_day_before=False,
        extra={"ghi chú": "x"},
    )
    await plans.set_settings(unit, PLAN, mine)
    assert await plans.settings(unit, PLAN) == mine


async def test_settings_of_a_plan_not_loaded_are_the_products_own(unit: Unit) -> None:
    assert await plans.settings(unit, "another") == PlanSettings()


async def test_tasks_stand_in_the_plans_own_order(unit: Unit, world: World) -> None:
    await add_task(unit, 0, ())
    assert [task.label for task in await plans.tasks(unit, PLAN)] == [
        "VLXD 1.0",
        "VLXD 1.1",
        "VLXD 1.2",
        "VLXD 1.3",
    ]
    assert await plans.task_by_id(unit, world.tasks[1].id) == world.tasks[1]
    assert await plans.task_by_id(unit, 10_000) is None


async def test_roles_of_a_task_stand_as_printed(unit: Unit, world: World) -> None:
    assert await task_parts.roles(unit, world.tasks[2].id) == [
        (Part.LEAD, "lead", world.sxd, False),
        (Part.SUPPORT, "support", world.stnmt, False),
    ]


async def test_duties_put_leads_first_then_the_plans_order(unit: Unit, world: World) -> None:
    mine = world.stnmt.id
    await add_task(unit, 0, ((mine, Part.DECIDES),))
    await add_task(unit, 4, ((mine, Part.LEAD),))
    await add_task(unit, 5, ((mine, Part.COLEAD),))
    found = await task_parts.duties(unit, [mine], plan_id=PLAN)
    assert [(duty.task.number, duty.part) for _, duty in found] == [
        ("1.2", Part.LEAD),
        ("1.4", Part.LEAD),
        ("1.5", Part.COLEAD),
        ("1.3", Part.SUPPORT),
        ("1.0", Part.DECIDES),
    ]
    leading = await task_parts.duties(unit, [mine], leading=True)
    assert [duty.task.number for _, duty in leading] == ["1.2", "1.4", "1.5"]


async def test_duties_of_two_agencies_name_the_agency(unit: Unit, world: World) -> None:
    found = await task_parts.duties(unit, [world.sxd.id, world.stnmt.id], leading=True)
    assert [(agency, duty.task.number) for agency, duty in found] == [
        (world.sxd.id, "1.1"),
        (world.stnmt.id, "1.2"),
        (world.sxd.id, "1.3"),
    ]
    assert await task_parts.duties(unit, []) == []
    assert await task_parts.duties(unit, [world.sxd.id], plan_id="another") == []


async def test_duty_shows_only_what_its_own_agency_said(unit: Unit, world: World) -> None:
    update = await say(unit, world, "Đã trình UBND tỉnh", task=2)
    mine = dict(await task_parts.duties(unit, [world.stnmt.id]))
    theirs = await task_parts.duties(unit, [world.sxd.id])
    assert [duty.state for _, duty in theirs] == [None, None]
    state = mine[world.stnmt.id].state
    assert state is not None
    assert (state.update, state.text, state.status) == (
        update,
        "Đã trình UBND tỉnh",
        Status.ON_TRACK,
    )
    assert (state.at, state.person, state.confirmed) == (NOW, "Trần Thị Ánh", False)


async def test_lead_states_hold_every_task_with_each_of_its_leads(
    unit: Unit, world: World
) -> None:
    await add_task(unit, 4, ((world.sxd.id, Part.LEAD), (world.stnmt.id, Part.COLEAD)))
    await add_task(unit, 5, ((world.sxd.id, Part.SUPPORT),))
    await say(unit, world, "Đang làm")
    found = await task_parts.lead_states(unit, PLAN)
    assert [
        (task.number, agency, state.text if state else None) for task, agency, state in found
    ] == [
        ("1.1", world.sxd, None),
        ("1.2", world.stnmt, "Đang làm"),
        ("1.3", world.sxd, None),
        ("1.4", world.sxd, None),
        ("1.4", world.stnmt, None),
        ("1.5", None, None),
    ]


async def test_reporting_duty_stands_as_the_plan_says_it(unit: Unit, world: World) -> None:
    (duty,) = await plans.reporting_duties(unit, PLAN)
    assert (duty.id, duty.plan, duty.frequency) == (world.duty, PLAN, "yearly")
    assert (duty.month, duty.day, duty.year, duty.before) == (12, 15, None, True)
    assert (duty.reporters, duty.receivers) == (("cac-so",), ("sxd",))
    assert duty.quote == "trước ngày 15/12 hằng năm"
