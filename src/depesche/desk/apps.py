from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "depesche.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        from wagtail.snippets.models import register_snippet

        from depesche.desk.catalogue import AuthorViewSet, TopicViewSet

        register_snippet(TopicViewSet)
        register_snippet(AuthorViewSet)
