from django.apps import AppConfig


class PreparationConfig(AppConfig):
    name = "cunxuan.preparation"
