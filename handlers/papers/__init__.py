"""/duthao: drafts of a round's papers, made by the child from the round's data."""
