from django.apps import AppConfig


class RecordsConfig(AppConfig):
    name = "cunxuan.records"
