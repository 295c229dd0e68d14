"""SIGKILL at random moments while people answer: `make crash`."""
