"""Answers handled a second, beside two plain python-telegram-bot bots: `make bench`."""
