"""Transcripts: who says what, what comes back, what stands in the database."""

import pytest

pytest.register_assert_rewrite("tests.transcripts.stories", "tests.transcripts.play")
