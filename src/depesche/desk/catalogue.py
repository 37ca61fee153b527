"""Topics, authors and the flat list of articles: Wagtail's own listings, placed where a newsroom looks for them."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _
from wagtail.admin.ui.tables import BooleanColumn, Column, DateColumn
from wagtail.admin.ui.tables.pages import BulkActionsColumn, PageStatusColumn, PageTitleColumn
from wagtail.admin.viewsets.pages import PageListingViewSet
from wagtail.snippets.views.snippets import SnippetViewSet

from depesche.desk import people_page, people_permissions, quotes_page, running_stories, topic_page
from depesche.stories.models import ArticlePage, Author, Profile, Topic


class ArticleListing(PageListingViewSet):
    """Every article, whatever its section, the last touched first."""

    model = ArticlePage
    name = "articles"
    url_prefix = "articles"
    icon = "doc-full"
    menu_label = _("Articles")
    menu_order = 30
    add_to_admin_menu = True
    list_filter = ["section", "live", "embargo"]
    columns = [
        BulkActionsColumn("bulk_actions"),
        PageTitleColumn("title", label=_("Headline"), sort_key="title", classname="title"),
        Column("section", label=_("Section"), width="14%"),
        DateColumn(
            "latest_revision_created_at", label=_("Updated"), sort_key="latest_revision_created_at", width="14%"
        ),
        PageStatusColumn("status", label=_("Status"), sort_key="live", width="14%"),
    ]


class TopicViewSet(SnippetViewSet):
    """Topics (Themen)."""

    model = Topic
    url_prefix = "topics"
    list_per_page = 200
    icon = "tag"
    menu_label = _("Topics")
    menu_order = 60
    add_to_admin_menu = True
    list_display = ["name", topic_page.dossier_column(), "slug", "mediatopic"]
    index_view_class = running_stories.TopicIndexView
    edit_view_class = topic_page.TopicEditView


class PeopleViewSet(SnippetViewSet):
    """People and organisations in the news."""

    model = Profile
    url_prefix = "people"
    icon = people_permissions.ICON
    menu_label = _("People")
    menu_name = "people"
    menu_order = 65
    add_to_admin_menu = True
    list_display = ["name", "note", people_page.quotes_column(), "role", BooleanColumn("shown", label=_("on"))]
    list_filter = ["kind", "shown"]
    index_view_class = quotes_page.PeopleIndexView
    edit_view_class = people_page.ProfileEditView


class AuthorViewSet(SnippetViewSet):
    """Authors, whether or not they have an account."""

    model = Author
    icon = "user"
    menu_label = _("Authors")
    menu_order = 70
    add_to_admin_menu = True
    list_display = ["name", "kind", "role", "account"]
    list_filter = ["kind"]
