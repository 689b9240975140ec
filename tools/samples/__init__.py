"""The parts from which `tools/make_samples.py` makes the shipped sample packages. Every person in them is invented."""
