"""Signing in and changing a password."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.utils.translation import gettext_lazy as _

from .models import Account
from .policy import AccountRequest


class SignInForm(forms.Form):
    username = forms.CharField(
        label=_("账号"),
        max_length=40,
        error_messages={"required": _("请填账号。")},
        widget=forms.TextInput(
            {"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false", "autofocus": True}
        ),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=200,
        strip=False,
        error_messages={"required": _("请填密码。")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.data.get("username"):  # it stands there again; the password does not
            del self.fields["username"].widget.attrs["autofocus"]
            self.fields["password"].widget.attrs["autofocus"] = True


#: What Django's validators find wrong with a new password, in our words.
WRONG_WITH_PASSWORD = {
    "password_too_short": _("新密码至少要 %(min_length)d 个字符。"),
    "password_too_common": _("新密码太常见，容易被猜到，请换一个。"),
}


def wrong_with(password: str, account: Account | None = None) -> forms.ValidationError | None:
    """What the settings do not allow of a new password, in our words."""
    try:
        validate_password(password, account)
    except forms.ValidationError as wrong:
        first = wrong.error_list[0]
        return forms.ValidationError(WRONG_WITH_PASSWORD[first.code or ""], first.code, first.params)
    return None


class PasswordForm(forms.Form):
    """The old password, and a new one twice. The settings say what a password must be."""

    old = forms.CharField(
        label=_("现在的密码"),
        strip=False,
        error_messages={"required": _("请填现在的密码。")},
        widget=forms.PasswordInput({"autocomplete": "current-password"}),
    )
    new = forms.CharField(
        label=_("新密码"),
        strip=False,
        error_messages={"required": _("请填新密码。")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再填一遍新密码"),
        strip=False,
        error_messages={"required": _("请再填一遍新密码。")},
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
    )

    def __init__(self, request: AccountRequest, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.request, self.account = request, request.user

    def clean_old(self) -> str:
        """Tried as at the sign-in: who sits at somebody's open page is locked out like any other who guesses."""
        old = str(self.cleaned_data["old"])
        if authenticate(self.request, username=self.account.username, password=old) is None:
            raise forms.ValidationError(_("现在的密码不对。"))
        return old

    def clean_new(self) -> str:
        new = str(self.cleaned_data["new"])
        if wrong := wrong_with(new, self.account):
            raise wrong
        return new

    def clean_again(self) -> str:
        again = str(self.cleaned_data["again"])
        if "new" in self.cleaned_data and again != self.cleaned_data["new"]:
            raise forms.ValidationError(_("两遍填的不一样。"))
        return again
