"""Scripts made small; their names are shortened where there is a library that can do it."""

from rjsmin import jsmin


def minify_script(text: str) -> str:
    """`text` without comments and needless spaces, its local names short.

    tdewolff-minify is a Go library with no wheel for Apple's processors: there rjsmin leaves names
    as they are, which makes a script a quarter larger and nothing else.
    """
    try:
        import minify  # noqa: PLC0415 - the server of an app that never draws needs no Go runtime
    except ImportError:
        return str(jsmin(text))
    # What follows may begin with a bracket, which would call what stands here.
    return f"{minify.string('text/javascript', text)};"
