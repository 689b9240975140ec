"""The shell of the review workstation: files, ledger, desks, exports and screens around the pure core `scoring`."""

__version__ = "0.1.0"
