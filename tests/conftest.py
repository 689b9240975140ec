"""What holds for every test."""

from __future__ import annotations

from hypothesis import settings

# A busy machine is no fault of the code: speed is measured in `benchmarks/`, never asserted here.
settings.register_profile("steady", deadline=None)
settings.load_profile("steady")
