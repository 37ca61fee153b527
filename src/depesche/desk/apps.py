from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "depesche.desk"
    label = "desk"
    verbose_name = "Desk"
