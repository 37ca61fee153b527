from django.apps import AppConfig


class OutgoingConfig(AppConfig):
    name = "depesche.outgoing"
    label = "outgoing"
    verbose_name = "Outgoing"

    def ready(self) -> None:
        from depesche.outgoing import posting

        posting.connect()
