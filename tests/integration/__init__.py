"""The real loops, servers and processes, a few messages each."""
