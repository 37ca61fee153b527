"""What the index in a folder promises, the one in PostgreSQL keeps: the same tests."""
# ruff: noqa: F401 - pytest finds them here

from __future__ import annotations

import pytest
from tests.unit.archive.test_finding import (
    filled,
    test_a_phrase_stays_a_phrase,
    test_filters_alone_find_the_newest_and_nothing_at_all_finds_nothing,
    test_filters_narrow_down,
    test_one_wrong_letter_is_forgiven_and_what_was_meant_is_told,
    test_the_last_word_may_be_unfinished_while_typing,
    test_what_the_archive_knows_is_not_corrected,
)
from tests.unit.archive.test_index import (
    test_a_committed_article_is_found_by_compound_part_and_inflection,
    test_a_fresh_folder_wants_to_be_filled_but_warns_no_reader,
    test_a_headline_counts_more_and_new_counts_more_than_old,
    test_a_hit_has_all_that_a_card_shows,
    test_a_typing_error_is_forgiven_in_longer_words,
    test_adding_replaces_and_removing_removes,
    test_all_words_are_wanted_and_phrases_stay_together,
    test_an_empty_archive_answers,
    test_english_articles_are_found_beside_german_ones,
    test_most_words_will_do_when_not_all_are_found_together,
    test_nothing_shows_before_the_commit,
    test_pages_follow_each_other_without_gap_or_repetition,
    test_threads_may_share_an_index,
)
from tests.unit.archive.test_related import (
    test_a_shared_topic_brings_articles_together,
    test_an_article_of_the_index_is_asked_for_by_its_path,
    test_an_article_without_words_has_no_relatives,
    test_near_duplicates_are_never_offered,
    test_removed_articles_are_not_offered,
    test_the_same_matter_comes_first_and_other_matters_do_not,
)

from depesche.archive.shared import SharedIndex

pytestmark = pytest.mark.postgres


@pytest.fixture
def index(sharing: SharedIndex) -> SharedIndex:
    """In place of the folder."""
    return sharing
