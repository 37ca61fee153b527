"""Depesche: a newsroom in one program."""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("depesche")
except PackageNotFoundError:  # a source tree that was never installed
    __version__ = "0+unknown"
