"""What units send → nominations. `package.read_package` is the door; everything untrusted is parsed in a child process.

Two halves that share plain data only: the child (`reader`, `archives`, `sniff`, `documents`, `tables`, `media`) turns
bytes into grids, paragraphs and media facts; the program (`package` and the rest) says what they mean.
"""
