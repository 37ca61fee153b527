"""Mails on their way into the newsroom, sent and counted by `bench_intake.py`."""
