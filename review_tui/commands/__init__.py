"""The commands of `review-tui`: arguments in, exit code out. What a command needs is imported when it runs."""
