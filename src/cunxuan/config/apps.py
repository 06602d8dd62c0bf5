from django.apps import AppConfig


class ConfigConfig(AppConfig):
    name = "cunxuan.config"
