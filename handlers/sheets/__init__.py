"""The biểu of an agency: its own people, or who enters for it, take it and send it back filled."""
