"""`/desk/setup/`: an empty newsroom is set up in the browser, by who has the code from the terminal. Once.

Two steps: what the publication is called and who answers for it, with the first account; then that account's second
factor. The code is good until the second step is done, so that a closed window loses nothing.
"""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.auth import login
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from wagtail.users.models import UserProfile

from depesche.accounts import invitation, passkeys, second_factor
from depesche.accounts.models import User
from depesche.desk.first_run_form import FirstRunForm
from depesche.stories import press, rebuilding, selectors, services
from depesche.stories.models import PublicationSettings

_CODE, _SECRET, _PERSON = "setup_code", "setup_secret", "setup_person"


@never_cache
@sensitive_post_parameters()
def begin(request: HttpRequest) -> HttpResponse:
    """The first step; leads on to the second when that is what is left. 404 for ever once all is done."""
    if not invitation.standing(settings.HOME):
        raise Http404
    if given := request.GET.get("code") or request.POST.get("code", ""):
        return _let_in(request, given)
    if not _is_invited(request):
        return render(request, "desk/setup_code.html", status=403)
    if User.objects.exists():
        return HttpResponseRedirect(reverse("setup_second_factor"))
    form = FirstRunForm(request.POST or None, initial=_known())
    if request.method == "POST" and form.is_valid():
        request.session[_PERSON] = _set_up(form.cleaned_data).pk
        return HttpResponseRedirect(reverse("setup_second_factor"))
    return render(request, "desk/setup.html", {"form": form}, status=422 if form.errors else 200)


@never_cache
@sensitive_post_parameters()
def prove(request: HttpRequest) -> HttpResponse:
    """The second step: a passkey or the code of an authenticator app; then the recovery codes, and the desk."""
    person = User.objects.filter(pk=request.session.get(_PERSON) or 0).first()
    if person is None or not _is_invited(request):
        raise Http404
    secret = request.session.setdefault(_SECRET, second_factor.new_secret())
    wrong = ""
    if request.method == "POST":
        recovery, wrong = _proved(request, person, secret)
        if recovery:
            invitation.withdraw(settings.HOME)
            for name in (_CODE, _SECRET, _PERSON):
                request.session.pop(name, None)
            login(request, person)
            return render(request, "desk/setup_done.html", {"codes": recovery, "publication": _publication().name})
    address, possible = second_factor.address_of(person, secret), passkeys.possible(request)
    known = {
        "address": address,
        "picture": second_factor.picture_of(address),
        "secret": secret,
        "options": passkeys.options_to_make(person) if possible else None,
        "impossible": not possible,
        "elsewhere": passkeys.elsewhere(request, reverse("setup")),
        "wrong": wrong,
    }
    return render(request, "desk/setup_second_factor.html", known, status=422 if wrong else 200)


def _proved(request: HttpRequest, person: User, secret: str) -> tuple[list[str] | None, str]:
    """The recovery codes when a passkey was made or the app's code is right; else what is to be said."""
    if answer := request.POST.get("credential", ""):
        made = second_factor.add_passkey(person, answer, name=_("Passkey from setting up"))
        return made, _("The passkey could not be made. Please try again, or use an app.")
    switched = second_factor.switch_on(person, secret=secret, code=request.POST.get("token", ""))
    return switched, _("This code is not right. Please try the one that the app shows now.")


def _let_in(request: HttpRequest, given: str) -> HttpResponse:
    if not invitation.is_good(settings.HOME, given.strip()):
        known = {"wrong": _("This is not the code that stands in the terminal.")}
        return render(request, "desk/setup_code.html", known, status=403)
    request.session.cycle_key()
    request.session[_CODE] = given.strip()
    if person := User.objects.filter(is_superuser=True).order_by("pk").first():  # The first step was done before.
        request.session[_PERSON] = person.pk if not second_factor.is_on(person) else None
    return HttpResponseRedirect(reverse("setup"))  # Without the code in the address, which browsers remember.


def _is_invited(request: HttpRequest) -> bool:
    return invitation.is_good(settings.HOME, request.session.get(_CODE, ""))


def _known() -> dict[str, Any]:
    """What `depesche setup` was told before, so that nobody types it twice."""
    own = _publication()
    known = {name: getattr(own, name) for name in FirstRunForm.OF_PUBLICATION if getattr(own, name)}
    names = [page.title for page in selectors.sections()]
    return {**known, **({"sections": "\n".join(names)} if names else {})}


def _publication() -> PublicationSettings:
    found: PublicationSettings = PublicationSettings.load()
    return found


@transaction.atomic
def _set_up(given: dict[str, Any]) -> User:
    """Publication, sections and the first account, or nothing of it."""
    own = _publication()
    for name in FirstRunForm.OF_PUBLICATION:
        setattr(own, name, given[name])
    own.save()
    services.home()
    for name in given["sections"]:
        services.section(services.slug_of(name), name=name)
    words = given["full_name"].split()
    person = User.objects.create_superuser(
        given["username"],
        given["account_email"],
        given["password"],
        first_name=" ".join(words[:-1])[:150],
        last_name=words[-1][:150],
    )
    profile = UserProfile.get_for_user(person)
    profile.preferred_language = given["language"]
    profile.save()
    transaction.on_commit(_bake, robust=True)
    return person


def _bake() -> None:
    press.bake_assets()
    rebuilding.everything()
