"""Addresses of our own views below `/desk/`. Wagtail asks for a sign-in before any of them."""

from __future__ import annotations

from django.urls import path

from depesche.desk import (
    alerts_page,
    approvals,
    breaking,
    callbacks_page,
    comparison_page,
    corrections,
    deeds,
    downloads,
    front_deeds,
    front_finding,
    front_page,
    item_page,
    listing,
    pasted_pictures,
    people_page,
    public_history,
    quotes_page,
    related_page,
    retractions,
    running_stories,
    second_factors,
    source_edit,
    sources_page,
    ticker,
    ticker_entries,
    ticker_preview,
    today_page,
    topic_merging,
    topic_page,
    topic_points,
    webhooks,
    writing,
)

app_name = "desk"
urlpatterns = [
    path("today/fragment/", today_page.fragment, name="today_fragment"),
    path("inbox/", listing.InboxView.as_view(), name="inbox"),
    path("inbox/fragment/", listing.fragment, name="inbox_fragment"),
    path("inbox/<slug:item_id>/", item_page.ItemView.as_view(), name="item"),
    path("inbox/<slug:item_id>/article/", item_page.make_article, name="make_article"),
    path("inbox/<slug:item_id>/original/", downloads.original, name="original"),
    path("inbox/<slug:item_id>/raw/", downloads.raw, name="raw"),
    path("inbox/<slug:item_id>/attachments/<int:number>/", downloads.attachment, name="attachment"),
    path("inbox/<slug:item_id>/attachments/<int:number>/thumbnail/", downloads.thumbnail, name="thumbnail"),
    *(
        path(f"inbox/<slug:item_id>/{deed}/", deeds.do, {"deed": deed}, name=deed)
        for deed in ("claim", "release", "spike", "restore")
    ),
    path("approvals/<int:page_id>/", approvals.ApprovalView.as_view(), name="approve"),
    path("retractions/<int:page_id>/", retractions.RetractionView.as_view(), name="retract"),
    path("versions/<int:page_id>/", public_history.HistoryView.as_view(), name="public_versions"),
    path("second-factors/", second_factors.SecondFactorsView.as_view(), name="second_factors"),
    path("second-factors/<int:user_id>/", second_factors.LostView.as_view(), name="second_factor_lost"),
    path("webhooks/", webhooks.WebhooksView.as_view(), name="webhooks"),
    *(
        path(f"webhooks/<int:hook_id>/{deed}/", webhooks.do, {"deed": deed}, name=f"webhook_{deed}")
        for deed in ("try", "enable", "remove")
    ),
    path("breaking/", breaking.BreakingView.as_view(), name="breaking"),
    path("breaking/end/", breaking.end, name="breaking_end"),
    path("breaking/preview/", breaking.preview, name="breaking_preview"),
    path("breaking/articles/", breaking.articles, name="breaking_articles"),
    path("topics/running/", running_stories.RunningStoriesView.as_view(), name="running_stories"),
    path("topics/<int:topic_id>/", topic_page.TopicView.as_view(), name="topic"),
    path("topics/<int:topic_id>/points/<slug:key>/", topic_points.PointView.as_view(), name="topic_point"),
    path("topics/<int:topic_id>/merge/", topic_merging.MergeView.as_view(), name="topic_merge"),
    path("topics/<int:topic_id>/split/", topic_merging.SplitView.as_view(), name="topic_split"),
    *(
        path(f"topics/<int:topic_id>/{deed}/", topic_points.do, {"deed": deed}, name=f"topic_{deed}")
        for deed in ("hide", "show", "drop", "join", "take", "source")
    ),
    path("people/quotes/", quotes_page.QuotesView.as_view(), name="quotes"),
    *(
        path(f"people/quotes/<int:quote_id>/{deed}/", quotes_page.decide, {"deed": deed}, name=f"quote_{deed}")
        for deed in ("confirm", "reject")
    ),
    *(
        path(f"people/appearances/<int:appearance_id>/{deed}/", people_page.settle, {"deed": deed}, name=name)
        for deed, name in (("choose", "appearance_choose"), ("disown", "appearance_disown"))
    ),
    path("people/<int:profile_id>/", people_page.ProfileView.as_view(), name="profile"),
    path("people/<int:profile_id>/merge/", people_page.MergeView.as_view(), name="profile_merge"),
    *(
        path(f"people/<int:profile_id>/{deed}/", people_page.turn, {"deed": deed}, name=f"profile_{deed}")
        for deed in ("on", "off", "search")
    ),
    path("front/", front_page.home, name="front"),
    path("front/share/", front_deeds.share, name="front_share"),
    path("front/section/<slug:slug>/", front_page.of_section, name="front_section"),
    path("front/<int:front_id>/", front_page.BoardView.as_view(), name="front_board"),
    path("front/<int:front_id>/fragment/", front_page.fragment, name="front_fragment"),
    path("front/<int:front_id>/preview/", front_page.preview, name="front_preview"),
    path("front/<int:front_id>/stories/", front_finding.stories, name="front_stories"),
    path("front/<int:front_id>/pictures/", front_finding.pictures_found, name="front_pictures"),
    path("front/<int:front_id>/arrange/", front_deeds.arrange, name="front_arrange"),
    path("front/<int:front_id>/publish/", front_deeds.publish, name="front_publish"),
    path("front/<int:front_id>/discard/", front_deeds.discard, name="front_discard"),
    path("front/<int:front_id>/recover/", front_deeds.recover, name="front_recover"),
    path("front/<int:front_id>/restore/", front_deeds.restore, name="front_restore"),
    path("ticker/", ticker.TickersView.as_view(), name="tickers"),
    path("ticker/<int:page_id>/", ticker.TickerView.as_view(), name="ticker"),
    path("ticker/<int:page_id>/fragment/", ticker.fragment, name="ticker_fragment"),
    path("ticker/<int:page_id>/preview/", ticker_preview.show, name="ticker_preview"),
    path("ticker/<int:page_id>/status/", ticker.status, name="ticker_status"),
    path("ticker/<int:page_id>/entries/<int:entry_id>/", ticker_entries.EntryView.as_view(), name="ticker_entry"),
    path("ticker/<int:page_id>/entries/<int:entry_id>/<slug:deed>/", ticker_entries.do, name="ticker_deed"),
    path("inbox/<slug:item_id>/divide/", deeds.divide, name="divide"),
    path("inbox/<slug:item_id>/settle/", deeds.settle, name="settle"),
    path("inbox/<slug:item_id>/compare/<slug:other_id>/", comparison_page.ComparisonView.as_view(), name="compare"),
    path("inbox/<slug:item_id>/confirm/", callbacks_page.confirm, name="confirm"),
    path("inbox/<slug:item_id>/confirm/<int:number>/undo/", callbacks_page.undo, name="unconfirm"),
    path("related/<int:page_id>/", related_page.fragment, name="related"),
    path("related/<int:page_id>/decide/", related_page.decide, name="related_decide"),
    path("alerts/<int:page_id>/", alerts_page.fragment, name="alerts"),
    path("sources/", sources_page.SourcesView.as_view(), name="sources"),
    path("sources/fragment/", sources_page.fragment, name="sources_fragment"),
    path("sources/add/", source_edit.add, name="source_add"),
    path("sources/<int:source_id>/edit/", source_edit.edit, name="source_edit"),
    path("sources/<int:source_id>/remove/", source_edit.remove, name="source_remove"),
    path("sources/<int:source_id>/try/", sources_page.try_now, name="source_try"),
    path("sources/<int:source_id>/pause/", sources_page.pause, name="source_pause"),
    path("writing/picture/", pasted_pictures.take_in, name="paste_picture"),
    path("writing/<int:page_id>/", writing.proof, name="proof"),
    path("corrections/<int:page_id>/", corrections.CorrectionView.as_view(), name="correct"),
]
