"""The process that reads many inputs by GDAL: jobs on its input, a line of JSON for each.

It does what geo_app.overlays.ogr_child does for one file, and ends with none.
"""

import json
import sys
import traceback
import warnings

from geo_app.overlays.apart import MEMORY_BYTES, bound_this_process
from geo_app.overlays.ogr_child import answer_to

LIFETIME_SECONDS = 100_000
READY = b"ready\n"


def main() -> None:
    """Answer jobs until there are no more; what an exception says is part of the answer."""
    bound_this_process({"seconds": LIFETIME_SECONDS, "memory": MEMORY_BYTES})
    warnings.simplefilter("ignore")
    import pyogrio.raw  # noqa: F401, PLC0415 - after this process was bounded, before time counts
    import pyproj  # noqa: F401, PLC0415
    import shapely  # noqa: F401, PLC0415

    sys.stdout.buffer.write(READY)
    sys.stdout.flush()
    while head := sys.stdin.buffer.readline():
        job = json.loads(head)
        content = sys.stdin.buffer.read(job["size"])
        try:
            answer = answer_to(job, content)
            text = json.dumps(answer, ensure_ascii=False, allow_nan=False).encode()
        except Exception:  # whatever it is, the campaign is to know
            text = json.dumps({"raised": traceback.format_exc()}).encode()
        sys.stdout.buffer.write(text + b"\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
