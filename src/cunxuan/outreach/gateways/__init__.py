"""What carries messages to telephones: a gateway that the installation names, or nothing but a file.

A gateway takes one message and says that it has it, that it will not have it (`NotAccepted`), that it was not reached
at all (`Unreachable`), or nothing that can be relied on (`Unclear`). `repeats_safely`: does it take a second try with
the same key for the first?

Public: `Gateway`, `Outgoing`, `NotAccepted`, `Unreachable`, `Unclear`, `named`, `present`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol

from django.conf import settings


@dataclass(frozen=True, slots=True)
class Outgoing:
    """A message on its way. `values` are what fills the places of an approved template at a gateway that has those."""

    key: str
    phone: str
    text: str
    kind: str
    values: Mapping[str, str]


class NotAccepted(Exception):
    """The gateway says no to this one message: its number, its text."""


class Unreachable(Exception):
    """Nothing was handed over."""


class Unclear(Exception):
    """Handed over perhaps: the answer did not come, or could not be read."""


class Gateway(Protocol):
    @property
    def name(self) -> str: ...
    @property
    def repeats_safely(self) -> bool: ...
    def send(self, message: Outgoing) -> None: ...


def present() -> str:
    """The gateway of this installation: http, aliyun, tencent, or nothing."""
    wanted = settings.SMS_GATEWAY
    return "http" if wanted.startswith(("http://", "https://")) else wanted


def named(name: str) -> Gateway:
    """The gateway by its name. Those of the two vendors are made from the same settings."""
    if name == "aliyun":
        from .aliyun import Aliyun

        return Aliyun.from_settings()
    if name == "tencent":
        from .tencent import Tencent

        return Tencent.from_settings()
    from .http import HttpGateway

    return HttpGateway(settings.SMS_GATEWAY, settings.SMS_SECRET)
