"""The pictures of README and docs: drawn from the rules, or taken from the practice room."""
