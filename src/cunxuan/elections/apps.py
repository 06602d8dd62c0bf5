from django.apps import AppConfig
from django.conf import settings


class ElectionsConfig(AppConfig):
    name = "cunxuan.elections"

    def ready(self) -> None:
        from .county_packs import hold_from

        hold_from(settings.PACKS_ROOT)
