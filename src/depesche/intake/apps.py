from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "depesche.intake"
    label = "intake"
    verbose_name = "Intake"

    def ready(self) -> None:
        from depesche.desk import source_board
        from depesche.intake.channels.board import ChannelBoard

        source_board.hang(ChannelBoard())
