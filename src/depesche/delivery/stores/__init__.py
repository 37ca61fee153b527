"""Content stores: where baked pages, pictures and assets are kept, and raw bytes by their hash."""

from __future__ import annotations

from depesche.delivery.runtime import run_folder
from depesche.delivery.stores.folder import FolderStore
from depesche.delivery.stores.generation import Generation
from depesche.delivery.stores.names import InvalidName
from depesche.delivery.stores.protocol import Mark, Store, Stored
from depesche.kit.config import Config, ConfigError

__all__ = ["FolderStore", "Generation", "InvalidName", "Mark", "Store", "Stored", "open_store"]


def open_store(config: Config) -> Store:
    """The store that the configuration names, made when it is missing. Raises `ConfigError` and `OSError`."""
    if config.storage_url:
        raise ConfigError(
            "DEPESCHE_STORAGE_URL: this version keeps pages in the folder `public` at home only; remove the setting"
        )
    return FolderStore(config.public_folder, Generation(run_folder(config.home) / "generation"))
