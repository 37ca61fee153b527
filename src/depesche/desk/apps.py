from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "depesche.desk"
    label = "desk"
    verbose_name = "Desk"

    def ready(self) -> None:
        from wagtail.admin.telepath import register
        from wagtail.contrib.table_block.blocks import TableInput
        from wagtail.snippets.models import register_snippet

        from depesche.desk.catalogue import AuthorViewSet, PeopleViewSet, TopicViewSet
        from depesche.desk.table_editor import TableOnDemand

        register_snippet(TopicViewSet)
        register_snippet(PeopleViewSet)
        register_snippet(AuthorViewSet)
        register(TableOnDemand(), TableInput)
