"""The people who work in the newsroom. Our own user model from the first migration, so that it can grow."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser


class User(AbstractUser):  # type: ignore[django-manager-missing] # the picture's manager is Wagtail's, untyped
    """An account on the desk. What it may do follows from its groups (`accounts.roles`)."""

    def __str__(self) -> str:
        return self.get_full_name() or self.get_username()
