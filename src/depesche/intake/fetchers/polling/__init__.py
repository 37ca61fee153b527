"""Asking again and again: what is due, when to ask next, and what came of it."""
