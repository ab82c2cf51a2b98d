"""Groups: what a figure is about when that is no single place, route or country."""

from dataclasses import dataclass
from enum import StrEnum


class GroupOf(StrEnum):
    """What the members of a group are."""

    COUNTRIES = "countries"
    PLACES = "places"


@dataclass(frozen=True, kw_only=True, slots=True)
class Group:
    """Several places or countries that the article speaks of as one.

    Attributes:
        members: ids of those that the article lists; empty where it lists none.
    """

    id: str
    of: GroupOf
    members: tuple[str, ...] = ()
