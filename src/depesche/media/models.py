"""Pictures with what must be said about them, and their renditions, named so that an address tells nothing."""

from __future__ import annotations

import hashlib
from typing import Any

from django.core.files.base import ContentFile, File
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.images.models import AbstractImage, AbstractRendition, Filter
from wagtail.search import index

from depesche.media import avif, metadata

DIGITAL_SOURCE_TYPES = [
    ("", _("Not stated")),
    ("digitalCapture", _("Photograph taken with a digital camera")),
    ("digitalCreation", _("Drawn by a person with software")),
    ("humanEdits", _("Edited by a person")),
    ("compositeWithTrainedAlgorithmicMedia", _("Composite with AI-generated parts")),
    ("trainedAlgorithmicMedia", _("Made by generative AI")),
]
"""IPTC digital source types a newsroom needs; the code is the last part of the NewsCodes address."""


class Picture(AbstractImage):
    """An original. `title` is for the desk; readers get `alt_text`, `caption` and the credit line."""

    alt_text = models.CharField(
        _("alternative text"),
        max_length=300,
        blank=True,
        help_text=_("What the picture shows, for those who cannot see it."),
    )
    caption = models.TextField(_("caption"), blank=True)
    creator = models.CharField(_("creator"), max_length=200, blank=True)
    credit = models.CharField(_("credit line"), max_length=200, blank=True)
    usage_terms = models.CharField(_("usage terms"), max_length=300, blank=True)
    rights_expire_at = models.DateTimeField(_("rights expire"), null=True, blank=True)
    digital_source_type = models.CharField(
        _("digital source type"), max_length=80, blank=True, choices=DIGITAL_SOURCE_TYPES
    )

    rights_ended = models.BooleanField(default=False, editable=False)
    avif_due = models.BooleanField(default=True, editable=False)
    """The worker has not looked yet whether its sizes are there in AVIF."""

    admin_form_fields = (
        "title",
        "file",
        "alt_text",
        "caption",
        "creator",
        "credit",
        "usage_terms",
        "rights_expire_at",
        "digital_source_type",
        "collection",
        "tags",
        "focal_point_x",
        "focal_point_y",
        "focal_point_width",
        "focal_point_height",
    )
    search_fields = [*AbstractImage.search_fields, index.SearchField("caption"), index.SearchField("credit")]

    class Meta(AbstractImage.Meta):
        verbose_name = _("picture")
        verbose_name_plural = _("pictures")
        indexes = (models.Index(fields=["id"], condition=models.Q(avif_due=True), name="picture_avif_due"),)

    def generate_rendition_file(self, filter: Any, *, source: Any = None) -> File[bytes]:
        """A size of the picture for readers: without the place it was taken at, which Wagtail would keep."""
        if avif.is_meant(filter.spec):
            return self._avif(filter, source)
        made = super().generate_rendition_file(filter, source=source)
        made.seek(0)
        return ContentFile(metadata.without(made.read()), name=made.name)

    def _avif(self, filter: Filter, source: Any) -> File[bytes]:
        with filter.get_willow_image(self, source) as opened:
            transform = filter.get_transform(self, opened.auto_orient().get_size())
            content = avif.encoded(opened, size=transform.size)
        return ContentFile(content, name=f"{self.pk}.avif")

    @property
    def default_alt_text(self) -> str:
        return self.alt_text or self.title

    @property
    def rights_expired(self) -> bool:
        return self.rights_expire_at is not None and self.rights_expire_at <= timezone.now()


class PictureRendition(AbstractRendition):
    """One size of a picture. Its file name is a hash: neither title nor file name of the original shows."""

    image = models.ForeignKey(Picture, on_delete=models.CASCADE, related_name="renditions")

    class Meta:
        unique_together = (("image", "filter_spec", "focal_point_key"),)

    def get_upload_to(self, filename: str) -> str:
        return rendition_name(
            original_hash=self.image.get_file_hash(),
            specification=f"{self.filter_spec}|{self.focal_point_key}",
            extension=filename.rpartition(".")[2],
        )


def rendition_name(*, original_hash: str, specification: str, extension: str) -> str:
    """File name of a rendition: a hash of the original and of what was done to it."""
    digest = hashlib.sha256(f"{original_hash}|{specification}".encode()).hexdigest()
    return f"{digest[:2]}/{digest[2:26]}.{extension}"


def picture_or_none(pk: Any) -> Picture | None:
    """The picture of that key, or `None` when it was deleted."""
    found: Picture | None = Picture.objects.filter(pk=pk).first()
    return found
