"""The publication's own settings: what stands on every page and who answers for it."""

from __future__ import annotations

from django.core.validators import RegexValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.fields import RichTextField

LANGUAGES = [("de", "Deutsch"), ("en", "English")]
FONTS = [("", _("as the theme has it")), ("serif", _("with serifs")), ("sans", _("without serifs"))]
TEXT = ["bold", "italic", "link", "ol", "ul", "h2", "h3"]


@register_setting(icon="home", order=10)
class PublicationSettings(BaseGenericSetting):
    """One publication a house. Saving it bakes every page anew, in the background."""

    name = models.CharField(_("name"), max_length=120, default="Depesche")
    tagline = models.CharField(_("tagline"), max_length=200, blank=True)
    press_address = models.EmailField(
        _("press address"), blank=True, help_text=_("Where releases are to be sent; it stands on each page.")
    )
    logo = models.ForeignKey(
        "media.Picture", verbose_name=_("logo"), null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    language = models.CharField(_("language"), max_length=2, choices=LANGUAGES, default="de")
    time_zone = models.CharField(_("time zone"), max_length=64, default="Europe/Berlin")
    accent = models.CharField(
        _("accent colour"),
        max_length=7,
        default="#a5121d",
        validators=[RegexValidator(r"^#[0-9a-fA-F]{6}\Z", _("A colour as #rrggbb, such as #a5121d."))],
    )
    headline_font = models.CharField(_("font of headlines"), max_length=8, choices=FONTS, blank=True)
    text_font = models.CharField(_("font of texts"), max_length=8, choices=FONTS, blank=True)
    copyright_line = models.CharField(_("copyright line"), max_length=200, blank=True)
    notice = models.TextField(
        _("about this publication"), blank=True, help_text=_("For example: a blog without fixed periodicity.")
    )

    legal_name = models.CharField(_("legal name"), max_length=200, blank=True)
    address = models.TextField(_("address"), blank=True)
    email = models.EmailField(_("e-mail"), blank=True)
    phone = models.CharField(_("telephone"), max_length=60, blank=True)
    represented_by = models.CharField(_("represented by"), max_length=200, blank=True)
    responsible_person = models.CharField(
        _("responsible for content"), max_length=200, blank=True, help_text=_("A natural person (MStV § 18, 2).")
    )
    responsible_address = models.TextField(_("address of that person"), blank=True)
    register = models.CharField(_("register and number"), max_length=200, blank=True)
    vat_id = models.CharField(_("VAT number"), max_length=60, blank=True)
    supervisory_body = models.CharField(_("supervisory body"), max_length=300, blank=True)

    ownership = RichTextField(_("ownership"), blank=True, features=TEXT, help_text=_("Who owns us (EMFA, article 6)."))
    ai_policy = RichTextField(_("how we use AI"), blank=True, features=TEXT)
    corrections_policy = RichTextField(_("how we correct"), blank=True, features=TEXT)
    privacy = RichTextField(_("privacy"), blank=True, features=TEXT)

    two_person_rule = models.BooleanField(
        _("two-person rule"),
        default=False,
        help_text=_("Nobody publishes a text alone: somebody other than its author releases each version."),
    )

    edit_handler = TabbedInterface(
        [
            ObjectList(
                [
                    FieldPanel("name"),
                    FieldPanel("tagline"),
                    FieldPanel("press_address"),
                    FieldPanel("logo"),
                    FieldPanel("language"),
                    FieldPanel("time_zone"),
                    FieldPanel("accent"),
                    FieldPanel("headline_font"),
                    FieldPanel("text_font"),
                    FieldPanel("copyright_line"),
                    FieldPanel("notice"),
                ],
                heading=_("Publication"),
            ),
            ObjectList(
                [
                    MultiFieldPanel(
                        [
                            FieldPanel("legal_name"),
                            FieldPanel("address"),
                            FieldPanel("email"),
                            FieldPanel("phone"),
                            FieldPanel("represented_by"),
                        ],
                        heading=_("Publisher"),
                    ),
                    MultiFieldPanel(
                        [FieldPanel("responsible_person"), FieldPanel("responsible_address")],
                        heading=_("Responsible"),
                    ),
                    FieldPanel("register"),
                    FieldPanel("vat_id"),
                    FieldPanel("supervisory_body"),
                ],
                heading=_("Imprint"),
            ),
            ObjectList(
                [
                    FieldPanel("ownership"),
                    FieldPanel("ai_policy"),
                    FieldPanel("corrections_policy"),
                    FieldPanel("privacy"),
                ],
                heading=_("Policies"),
            ),
            ObjectList([FieldPanel("two_person_rule")], heading=_("Publishing")),
        ]
    )

    class Meta:
        verbose_name = _("publication")
