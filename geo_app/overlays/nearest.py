"""The names that a mistyped one may have meant."""

from collections.abc import Iterable

_LETTERS_A_SLIP = 4
"""One slip is forgiven in a name for so many letters, and one in a code."""
_LONGEST = 64
_MOST = 3


def nearest(text: str, names: Iterable[str]) -> list[str]:
    """At most three of `names` that differ from `text` by few slips, the likeliest first."""
    if not text or len(text) > _LONGEST:
        return []
    most = max(1, len(text) // _LETTERS_A_SLIP)
    found = [
        (slips, name)
        for name in names
        if abs(len(name) - len(text)) <= most
        and (name[0] == text[0] or name[-1] == text[-1])  # as where there is but one slip
        and (slips := count_slips(text, name, most)) <= most
    ]
    return [name for _, name in sorted(found)[:_MOST]]


def count_slips(one: str, other: str, most: int = _LONGEST) -> int:
    """Letters added, left out, replaced, or swapped with the next that turn one into the other.

    The restricted Damerau-Levenshtein distance; difflib counts no swapped letters, which are the
    commonest slip in a code. Counting ends where there are more than `most`.
    """
    before: list[int] = []
    last = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        row = [i]
        for j, its in enumerate(other, 1):
            cost = min(last[j] + 1, row[j - 1] + 1, last[j - 1] + (letter != its))
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == its:
                cost = min(cost, before[j - 2] + 1)
            row.append(cost)
        before, last = last, row
        if min(before) > most < min(last):
            return most + 1
    return last[-1]
