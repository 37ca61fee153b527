"""Whether everything the intake needs is installed: what is missing shows otherwise only when such a file arrives."""

from __future__ import annotations

import importlib
import pkgutil

from depesche.commands.finding import Finding

ADVICE = "Install Depesche again with all it requires: `make setup`, or `pip install .`"


def intake() -> Finding:
    """Imports every module of the intake, and whatever else is registered as a parser."""
    module = "django"
    try:
        from depesche.commands import django

        django.start()
        from depesche import intake as room

        for module in [found.name for found in pkgutil.walk_packages(room.__path__, room.__name__ + ".")]:
            importlib.import_module(module)
        module = "a registered parser"
        from depesche.intake.parsers import registry

        return Finding("intake", f"{len(registry.parsers())} parsers, all that they need is installed")
    except ImportError as error:
        return Finding("intake", f"{error.name or error} is missing or broken (for {module}): {error}", ADVICE)
    except (AttributeError, RuntimeError) as error:
        return Finding("intake", f"the parsers cannot be loaded: {error}", ADVICE)
