"""What must be said about a picture is said wherever it shows, and a picture without rights shows nowhere."""

from __future__ import annotations

from datetime import timedelta
from io import BytesIO

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from PIL import Image

from depesche.media.models import Picture
from depesche.stories import picture_changes, plant, services
from depesche.stories.models import ArticlePage

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
NAME = "politik/stadtrat-beschliesst-den-haushalt/index.html"


@pytest.fixture
def picture(article: ArticlePage) -> Picture:
    content = BytesIO()
    Image.new("RGB", (1200, 800), "#456").save(content, "JPEG")
    made = Picture.objects.create(
        title="ratssaal", alt_text="Der leere Ratssaal", credit="Foto: A", file=ImageFile(content, name="geheim.jpg")
    )
    article.picture = made
    services.publish(article, revision=article.save_revision())
    return made


def page() -> str:
    return (plant.store().get(NAME) or b"").decode()


def test_a_new_credit_is_on_the_page_at_once(picture: Picture) -> None:
    assert "Foto: A" in page()
    picture.credit = "Foto: B"
    picture.save()
    assert "Foto: B" in page()
    assert "Foto: A" not in page()


def test_expired_rights_take_the_picture_off(picture: Picture) -> None:
    assert "Der leere Ratssaal" in page()
    Picture.objects.filter(pk=picture.pk).update(rights_expire_at=timezone.now() - timedelta(seconds=1))
    assert picture_changes.end_rights(now=timezone.now()) == 1
    assert "Der leere Ratssaal" not in page()
    assert picture_changes.end_rights(now=timezone.now()) == 0


def test_a_rendition_tells_nothing_of_the_original(picture: Picture) -> None:
    assert "geheim" not in page()
    assert "/bilder/" in page()
