"""The content model, gathered where Django looks for it."""

from depesche.stories.approvals import Approval
from depesche.stories.breaking_lines import BreakingStep
from depesche.stories.curations import Curation
from depesche.stories.entries import Entry
from depesche.stories.errands import Errand
from depesche.stories.fronts_rows import Front, FrontNeed, FrontStep, FrontVersion
from depesche.stories.outbox import Change
from depesche.stories.pages import ArticleByline, ArticlePage, ArticleSource, HomePage, SectionPage
from depesche.stories.profile_records import FormerProfile, Profile, ProfileName, ProfileStep
from depesche.stories.public_versions import PublicVersion
from depesche.stories.publication import PublicationSettings
from depesche.stories.quotations import Appearance, Quotation
from depesche.stories.record import AppendOnly, Correction, Neighbour, Retraction
from depesche.stories.taxonomy import Author, Topic
from depesche.stories.timeline_points import PointArticle, TimelinePoint
from depesche.stories.topic_records import FormerTopic, TopicStep

__all__ = [
    "Appearance",
    "AppendOnly",
    "Approval",
    "ArticleByline",
    "ArticlePage",
    "ArticleSource",
    "Author",
    "BreakingStep",
    "Change",
    "Correction",
    "Curation",
    "Entry",
    "Errand",
    "FormerProfile",
    "FormerTopic",
    "Front",
    "FrontNeed",
    "FrontStep",
    "FrontVersion",
    "HomePage",
    "Neighbour",
    "PointArticle",
    "Profile",
    "ProfileName",
    "ProfileStep",
    "PublicVersion",
    "PublicationSettings",
    "Quotation",
    "Retraction",
    "SectionPage",
    "TimelinePoint",
    "Topic",
    "TopicStep",
]
