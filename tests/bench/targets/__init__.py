"""The other targets of speed, one scenario a module: `python -m tests.bench.targets`."""
