from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "depesche.intake"
    label = "intake"
    verbose_name = "Intake"
