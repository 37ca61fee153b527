"""The same bytes handed in several times before anybody has read them: one id, one arrival, one receipt.

That they may come at the very same time is tried with a whole newsroom, in `fetching/test_whole_newsroom.py`.
"""

from __future__ import annotations

from datetime import timedelta

import pytest

from depesche.intake import reading
from depesche.intake.arrivals import Circumstances
from depesche.intake.channels import register, tokens
from depesche.intake.door import open_door, open_spool
from depesche.intake.fetchers.push.reception import FETCHER, PushReception
from depesche.intake.fetchers.push.senders import RegisteredSenders
from depesche.intake.models import Promise, Receipt
from depesche.kit.clock import utc_now
from depesche.kit.config import Config

pytestmark = pytest.mark.django_db
BODY = b"From: a@b.example\r\nSubject: Brand in Musterau\r\n\r\nEs brennt.\r\n"


def test_the_same_bytes_are_one_arrival_from_the_first_moment_on(
    config: Config, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Otherwise each call gives back the connection that this test holds its transaction on.
    monkeypatch.setattr("depesche.intake.fetchers.push.senders.close_old_connections", lambda: None)
    senders = RegisteredSenders()
    agency, office = (senders.find(tokens.make(name).token) for name in ("Agentur", "Amt"))
    assert agency is not None
    assert office is not None
    # Each with a door of its own, as processes have.
    receptions = [PushReception(open_door(config), senders, limit=1000, clock=utc_now) for _ in range(3)]
    (first,) = {reception._keep(BODY, agency, {}) for reception in receptions}
    assert [arrival.id for arrival in open_spool(config).waiting()] == [first]
    reading.drain(config)
    # Late in the spool once more, from a process that was slow.
    open_door(config).accept_under(first, BODY, Circumstances(fetcher=FETCHER, source="Agentur"))
    reading.drain(config)
    assert open_spool(config).waiting() == []
    assert [receipt.arrival_id for receipt in Receipt.objects.all()] == [first]
    register.forget_promises(now=utc_now() + 2 * register.PROMISED)
    assert not Promise.objects.exists()
    assert receptions[0]._keep(BODY, agency, {}) == first
    assert receptions[0]._keep(BODY, office, {}) != first
    register.forget_promises(now=utc_now() + register.PROMISED - timedelta(hours=1))
    assert Promise.objects.count() == 1
