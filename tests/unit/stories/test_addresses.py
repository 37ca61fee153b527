from depesche.stories.addresses import from_url_path, topic_of


def test_the_front_pages_own_slug_is_not_seen() -> None:
    assert from_url_path("/startseite/") == "/"
    assert from_url_path("/startseite/politik/haushalt/") == "/politik/haushalt/"


def test_live_topic_of_an_article() -> None:
    assert topic_of("/politik/haushalt/") == "article/politik/haushalt"
