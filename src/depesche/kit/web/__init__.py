"""Asking strangers' web servers: only public addresses, bounded in size and time, each redirect checked again."""
