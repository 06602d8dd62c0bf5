"""The page that shows one ID number for one request: never to a GET, never kept by a browser, never in an address."""

from __future__ import annotations

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_variables
from django.views.decorators.http import require_http_methods

from cunxuan.core.ids import masked
from cunxuan.elections.policy import RECORDS
from cunxuan.elections.views import EITHER_WAY
from cunxuan.offices.policy import AccountRequest, allow
from cunxuan.web.clock import now

from .id_numbers import Sealer
from .models import Resident
from .unmask_actions import Purpose, show_id_number

WORDS = {
    Purpose.HOUSEHOLD_BOOK: _("与户口簿或者身份证核对"),
    Purpose.SAME_PERSON: _("核对两个村名单上是不是同一人"),
    Purpose.OBJECTION: _("处理名单异议"),
    Purpose.AT_THE_COUNTER: _("领证、领票时核对本人"),
    Purpose.CERTIFICATE: _("开具或者核对户籍地证明"),
}


class PurposeForm(forms.Form):
    purpose = forms.ChoiceField(label=_("用途"), choices=list(WORDS.items()), widget=forms.RadioSelect)


@allow(*RECORDS)
@never_cache
@sensitive_variables("number")
@require_http_methods(EITHER_WAY)
def unmask(request: AccountRequest, code: str, pk: int) -> HttpResponse:
    """Asks what the number is needed for; shows it in the answer to that, and nowhere else."""
    resident = resident_of(request, code, pk)
    form = PurposeForm(request.POST or None)
    number, purpose = "", ""
    if form.is_valid():
        chosen = Purpose(form.cleaned_data["purpose"])
        number = show_id_number(resident, chosen, by=request.user.username, at=now())
        purpose = str(WORDS[chosen])
    shown = {
        "nav": "villages",
        "village": resident.village,
        "resident": resident,
        "id_masked": masked(Sealer().unseal(bytes(resident.id_cipher))) if resident.id_cipher else "",
        "form": form,
        "number": " ".join((number[:6], number[6:14], number[14:])).strip(),
        "purpose": purpose,
    }
    return render(request, "roll/unmask.html", shown)


def resident_of(request: AccountRequest, code: str, pk: int) -> Resident:
    """A person of the account's place; somebody of another village does not exist here."""
    people = Resident.objects.of(request.user).select_related("village__parent__parent")
    found = people.filter(village_id=code, pk=pk).first()
    if found is None:
        raise Http404
    return found
