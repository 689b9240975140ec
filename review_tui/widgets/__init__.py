"""The parts that every screen is made of. Values down, messages up; no widget knows a desk."""
