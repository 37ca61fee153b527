"""AVIF comes behind the desk: a publish never waits for it, pages offer it when all of it is there, and it goes too."""

from __future__ import annotations

import logging
from collections.abc import Callable
from io import BytesIO
from typing import Any

import pytest
from django.core.files.images import ImageFile
from django.utils import timezone
from lxml import html
from PIL import Image

from depesche.media import avif
from depesche.media.models import Picture
from depesche.stories import avif_pictures, errands, picture_changes, plant, services
from depesche.stories.addresses import path_of
from depesche.stories.models import ArticlePage, Change

pytestmark = [
    pytest.mark.django_db(transaction=True, serialized_rollback=True),
    pytest.mark.skipif(not avif.can_encode(), reason="this Pillow cannot encode AVIF"),
]
WIDTHS = (480, 720, 900)


def file(name: str, *, colour: str = "#456") -> ImageFile[bytes]:
    """With something in it for an encoder to save on."""
    noise = Image.merge("RGB", [Image.effect_noise((900, 600), 30 + band) for band in range(3)])
    content = BytesIO()
    Image.blend(noise, Image.new("RGB", noise.size, colour), 0.6).save(content, "JPEG")
    content.seek(0)
    return ImageFile(content, name=name)


@pytest.fixture
def picture(article: ArticlePage) -> Picture:
    made = Picture.objects.create(title="ratssaal", alt_text="Der leere Ratssaal", file=file("ratssaal.jpg"))
    article.picture = made
    services.publish(article, revision=article.save_revision())
    return made


def stored(path: str) -> html.HtmlElement:
    return html.fromstring((plant.store().get(f"{path.strip('/')}/index.html".lstrip("/")) or b"").decode())


def offered(path: str) -> list[str]:
    sources = stored(path).xpath("//main//picture/source[@type='image/avif']/@srcset")
    return [one.split()[0] for source in sources[:1] for one in source.split(", ")]


def files(picture: Picture) -> list[Any]:
    return [row.file for row in picture.renditions.filter(filter_spec__contains="avif")]


def test_a_publish_does_not_wait_and_pages_offer_it_once_it_is_there(article: ArticlePage, picture: Picture) -> None:
    path = path_of(article)
    assert offered(path) == []
    assert files(picture) == []
    changes = Change.objects.count()

    assert avif_pictures.step() == 1

    assert [row.width for row in picture.renditions.filter(filter_spec__contains="avif").order_by("width")] == [*WIDTHS]
    assert [name.rpartition(".")[2] for name in offered(path)] == ["avif"] * 3
    assert offered("/") == offered("/politik/") == offered(path)
    assert all(plant.store().get(name.lstrip("/")) for name in offered(path))
    image = stored(path).xpath("//main//picture//img")[0]
    assert "webp" in image.get("srcset")
    assert image.get("src").endswith(".jpg")
    assert Change.objects.count() == changes, "no words have changed, and nobody is told"
    assert avif_pictures.step() == 0


def test_the_newest_comes_first_and_a_story_published_later_has_it_at_once(article: ArticlePage) -> None:
    older, newer = (Picture.objects.create(title=name, file=file(f"{name}.jpg")) for name in ("alt", "neu"))
    assert avif_pictures.step() == 1
    assert (len(files(older)), len(files(newer))) == (0, 3)
    article.picture = newer
    services.publish(article, revision=article.save_revision())
    assert len(offered(path_of(article))) == 3


def test_a_new_caption_keeps_it_and_makes_nothing_anew(article: ArticlePage, picture: Picture) -> None:
    avif_pictures.step()
    picture.refresh_from_db()
    picture.caption = "Ein anderer Satz."
    picture.save()
    assert len(offered(path_of(article))) == 3
    assert avif_pictures.step() == 0


def _replaced(picture: Picture) -> None:
    """As Wagtail's form does it."""
    same = Picture.objects.get(pk=picture.pk)
    same.file.storage.delete(same.file.name)
    same.renditions.all().delete()
    same.file, same.file_hash = file("ratssaal.jpg", colour="#a32"), ""
    same.get_file_hash()
    same.save()


def _deleted(picture: Picture) -> None:
    Picture.objects.get(pk=picture.pk).delete()


@pytest.mark.parametrize("change", [_replaced, _deleted])
def test_with_the_picture_its_files_go(
    article: ArticlePage, picture: Picture, change: Callable[[Picture], None]
) -> None:
    avif_pictures.step()
    names = offered(path_of(article))
    change(picture)
    errands.run_open(now=timezone.now(), settled=False)
    assert [name for name in names if plant.store().get(name.lstrip("/"))] == []


@pytest.mark.parametrize("change", [_replaced, _deleted])
def test_what_is_overtaken_while_it_is_encoded_leaves_nothing(
    picture: Picture, change: Callable[[Picture], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    encoded, calls = avif.encoded, []

    def overtaken(opened: Any, *, size: tuple[int, int]) -> bytes:
        made = encoded(opened, size=size)
        calls.append(size)
        if len(calls) == 2:
            change(picture)
        return made

    before = {file.name for file in plant_pictures("avif")}
    monkeypatch.setattr(avif, "encoded", overtaken)
    avif_pictures.step()
    errands.run_open(now=timezone.now(), settled=False)
    assert {file.name for file in plant_pictures("avif")} == before
    assert avif_pictures.step() == (1 if change is _replaced else 0), "the new file is due"
    assert len(plant_pictures("avif")) - len(before) == (3 if change is _replaced else 0)


def plant_pictures(suffix: str) -> list[Any]:
    return [*(plant.config().public_folder / "bilder").rglob(f"*.{suffix}")]


def test_expired_rights_take_it_off_with_the_picture(article: ArticlePage, picture: Picture) -> None:
    avif_pictures.step()
    Picture.objects.filter(pk=picture.pk).update(rights_expire_at=timezone.now())
    picture_changes.end_rights(now=timezone.now())
    assert offered(path_of(article)) == []
    assert stored(path_of(article)).xpath("//main//picture") == []


def test_a_drawing_that_is_larger_in_it_stays_in_webp(article: ArticlePage) -> None:
    content = BytesIO()
    Image.new("RGB", (8, 8), "#fff").save(content, "PNG")
    content.seek(0)
    drawing = Picture.objects.create(title="weiss", file=ImageFile(content, name="weiss.png"))
    assert avif_pictures.step() == 1
    assert files(drawing) == []
    assert avif_pictures.step() == 0


def test_a_picture_whose_file_is_gone_is_told_of_once(picture: Picture, caplog: pytest.LogCaptureFixture) -> None:
    picture.file.storage.delete(picture.file.name)
    with caplog.at_level(logging.WARNING):
        assert (avif_pictures.step(), avif_pictures.step()) == (1, 0)
    assert len([one for one in caplog.messages if "cannot be made in AVIF" in one]) == 1
