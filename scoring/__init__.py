"""The core of the review workstation: values in, values out. No file, clock, random, log or screen."""
