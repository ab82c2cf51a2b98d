"""What an attacker would write into a corridor folder."""

ATTACK = (
    "<img src=x onerror=canary=1></script><script>canary=2</script>${canary=3}`javascript:canary=4"
    "]]>{{ cycler.__init__.__globals__ }}{% for x in y %}{# \u2028\u202e\"'&"
)
LONG = "W" * 20_000
FREE_TEXTS = {
    ("sources", "title"),
    ("sources", "publisher"),
    ("sources", "authors"),
    ("sources", "licence"),
    ("sources", "attribution"),
    ("other_numbers", "reason"),
}
"""Columns in which any text may stand, beside those by language; all others are read strictly."""
