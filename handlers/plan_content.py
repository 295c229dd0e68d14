"""A plan in use as the content of a plan file again, its tasks with their stable keys."""

from __future__ import annotations

from plans.draft import Content
from plans.model import Plan
from storage import plans
from storage.database import Unit


async def content_in_use(unit: Unit, plan: Plan) -> Content:
    """What stands in use now; who edits a file made of it changes tasks, never their keys."""
    content: Content = dict(await plans.source(unit, plan.id))
    keys = {one.number: one.key for one in await plans.tasks(unit, plan.id)}
    content["tasks"] = [{**one, "key": keys[one["number"]]} for one in content["tasks"]]
    return content
