from django.apps import AppConfig


class PollingConfig(AppConfig):
    name = "cunxuan.polling"
