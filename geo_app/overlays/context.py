"""What a reader of a file has to know beside the file."""

import math
from dataclasses import dataclass, field

from geo_app.domain.overlay import OverlayLimits
from geo_app.domain.place import Bounds
from geo_app.overlays.stops import StopFinder


@dataclass(frozen=True, kw_only=True, slots=True)
class ReadContext:
    """What a reader has to know beside the file.

    Attributes:
        stops: what a stop's name or code is looked up in.
        whole: the view of the whole corridor, by which swapped coordinates are noticed.
        limits: how much of a file is read.
        swap: whether the file's latitudes and longitudes are to be swapped; None: nobody has said,
            and if they look swapped the user must be asked.
        packed: whether a line of many positions may be a `PackedLine`, as `carried_document` takes.
        deadline: when reading has to end, by `time.monotonic`; `read_overlay` sets it.
    """

    stops: StopFinder
    whole: Bounds
    limits: OverlayLimits = field(default_factory=OverlayLimits)
    swap: bool | None = None
    packed: bool = False
    deadline: float = math.inf
