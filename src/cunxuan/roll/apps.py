from django.apps import AppConfig


class RollConfig(AppConfig):
    name = "cunxuan.roll"

    def ready(self) -> None:
        from cunxuan.offices import village_groups
        from cunxuan.web import finders

        from .people_in_the_bar import people_in_the_bar
        from .village_groups import groups_listed

        if groups_listed not in village_groups.ASKED:
            village_groups.ASKED.append(groups_listed)
        if people_in_the_bar not in finders.FINDERS:
            finders.FINDERS.append(people_in_the_bar)
