"""Time zones of the IANA database, from the package `tzdata`.

A plugin has no files, so all of them are read when it is built, and are part of its memory from then on.
"""

from importlib import resources
from io import BytesIO
from zoneinfo import ZoneInfo

_FOLDER = resources.files("tzdata")
_ZONES = {
    name: ZoneInfo.from_file(BytesIO((_FOLDER / "zoneinfo" / name).read_bytes()), key=name)
    for name in (_FOLDER / "zones").read_text("utf-8").split()
}


def zone(name):
    """The zone of that name; None where there is none."""
    return _ZONES.get(name)
