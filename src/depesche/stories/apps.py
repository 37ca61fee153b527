from django.apps import AppConfig


class StoriesConfig(AppConfig):
    name = "depesche.stories"
    label = "stories"
