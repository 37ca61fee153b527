"""What tests of this room share. Some of its modules name Django's classes but ask no database."""

from datetime import UTC, datetime

import django
import pytest

from depesche.intake.arrivals import Arrival, Circumstances

django.setup()


@pytest.fixture
def arrival() -> Arrival:
    """A mail that came by SMTP, with everything in it that could trip a file format."""
    return Arrival(
        id="01J",
        accepted_at=datetime(2025, 7, 3, 12, 0, 1, 5, tzinfo=UTC),
        sha256="ab" * 32,
        size=12,
        how=Circumstances(
            fetcher="smtp",
            received_at=datetime(2025, 7, 3, 12, 0, tzinfo=UTC),
            mail_from="",
            rcpt_tos=("presse@zeitung.example", "jörg\udcff@zeitung.example"),
            peer="192.0.2.1",
            file_name="../../etc/passwd",
        ),
    )
