"""The receipt that a sender may get for a release: off unless switched on, and never to a machine."""
