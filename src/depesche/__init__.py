"""Depesche: a newsroom in one program."""
