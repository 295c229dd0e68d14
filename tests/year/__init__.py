"""A year of both plans, moment by moment: `python -m tests.year` prints who heard how much."""
