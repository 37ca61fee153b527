from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "depesche.stories"
    label = "stories"
    verbose_name = "Stories"

    def ready(self) -> None:
        from django.conf import settings

        from depesche.language.lexicon import kept
        from depesche.stories import wiring

        kept.keep_in(settings.HOME / "cache")
        wiring.connect()
