"""A form as somebody sends it, and files that go with forms."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

import cast


@dataclass(frozen=True, slots=True)
class Sent:
    """A form as somebody sends it."""

    who: str
    route: str
    arguments: tuple[Any, ...]
    form: dict[str, Any] = field(default_factory=dict)
    status: int = 302  # of the answer; 200 where it stands in the answer alone

    @property
    def address(self) -> str:
        return reverse(self.route, args=self.arguments)


def photograph(of: str, field_name: str = "photograph") -> dict[str, Any]:
    return {field_name: SimpleUploadedFile("1.png", cast.photograph(of))}


def table(text: str, field_name: str = "list") -> dict[str, Any]:
    return {field_name: SimpleUploadedFile("电话.csv", text.encode())}
