from django.apps import AppConfig


class OfficesConfig(AppConfig):
    name = "cunxuan.offices"

    def ready(self) -> None:
        from cunxuan.web import finders

        from .duties_queries import officials_in_the_bar

        if officials_in_the_bar not in finders.FINDERS:
            finders.FINDERS.append(officials_in_the_bar)
