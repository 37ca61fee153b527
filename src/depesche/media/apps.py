from django.apps import AppConfig


class MediaConfig(AppConfig):
    name = "depesche.media"
    label = "media"
