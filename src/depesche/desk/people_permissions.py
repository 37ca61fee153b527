"""What the desk's views of people and organisations have in common: who may do what, and where their list is."""

from __future__ import annotations

CHANGE, DECIDE = "stories.change_profile", "stories.delete_profile"
"""To confirm quotes and turn a page off or on; to merge two, after which one is gone."""
LIST = "wagtailsnippets_stories_profile:list"
EDIT = "wagtailsnippets_stories_profile:edit"
ICON = "group"
