from django.apps import AppConfig
from django.db.models.signals import post_migrate


class AccountsConfig(AppConfig):
    name = "depesche.accounts"
    label = "accounts"

    def ready(self) -> None:
        from depesche.accounts import roles

        post_migrate.connect(roles.after_migrate, dispatch_uid="accounts.roles")
