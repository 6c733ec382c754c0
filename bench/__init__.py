"""Benchmarks: one module each, which prints one figure last and runs on any folder of the same form."""
