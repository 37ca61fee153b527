"""Rows of `make bench-language`."""
