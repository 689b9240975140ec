"""What each benchmark is held against: the least that could do the same job."""
