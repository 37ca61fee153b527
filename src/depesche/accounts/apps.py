from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "depesche.accounts"
    label = "accounts"
