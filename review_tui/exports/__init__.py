"""Rows in, bytes out: the sheets that leave the house, filled into templates that the office may restyle."""
