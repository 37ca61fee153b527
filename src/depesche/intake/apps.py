from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "depesche.intake"
    label = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        from depesche.desk import source_board
        from depesche.intake.source_desk import EditableBoard

        source_board.hang(EditableBoard())
