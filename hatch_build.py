"""Build hook: what the theme needs and the repository does not hold."""

from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class FontHook(BuildHookInterface):  # type: ignore[type-arg]
    """Subsets the theme's fonts to woff2; see `fonts` below."""

    PLUGIN_NAME = "custom"

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Called by hatchling for wheels and editable installs alike."""
