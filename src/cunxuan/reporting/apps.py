from django.apps import AppConfig


class ReportingConfig(AppConfig):
    name = "cunxuan.reporting"

    def ready(self) -> None:
        from cunxuan.oversight import steps_due

        from .steps_due import of_an_account

        if of_an_account not in steps_due.ASKED:
            steps_due.ASKED.append(of_an_account)
