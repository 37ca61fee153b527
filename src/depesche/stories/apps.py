from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "depesche.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        from depesche.stories import wiring

        wiring.connect()
