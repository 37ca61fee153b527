"""Where files that others made are opened: a process of its own for each, with little memory, little time, no network.

`calling.call` runs a function of ours on some bytes over there; `troubles` says what may come of it.
"""
