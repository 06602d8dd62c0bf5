from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "cunxuan.roll"

    def ready(self) -> None:
        from cunxuan.web import finders

        from .people_views import people_in_the_bar

        if people_in_the_bar not in finders.FINDERS:
            finders.FINDERS.append(people_in_the_bar)
