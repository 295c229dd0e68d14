"""Questions for a collective: set with the round, answered with the report."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

from storage.migrations.columns import may

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_ADDED = (
    ("round", ("questions_for", "questions")),
    ("participant", ("by_questions",)),
    ("submission", ("answers",)),
)


def upgrade() -> None:
    """Columns of older tables."""
    for column in (*may(sa.Text, "questions_for"), *may(sa.JSON, "questions")):
        op.add_column("round", column)
    flag = sa.Column("by_questions", sa.Boolean, nullable=False, server_default=sa.false())
    op.add_column("participant", flag)
    op.add_column("submission", *may(sa.JSON, "answers"))


def downgrade() -> None:
    """Drop them the other way round."""
    for table, names in reversed(_ADDED):
        for name in names:
            op.drop_column(table, name)
