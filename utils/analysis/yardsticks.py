"""By what measure a project counts as near violence, and what a reader may set otherwise.

Knows the settings, their usual values and their names in links. It must not know incidents or projects.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, fields

BANDS = ((0, 5), (5, 20), (20, 50))
"""Kilometres from a project, each from its first to its second number."""

WINDOWS = (30, 90, 365)
"""Days up to and with the day counted back from."""


@dataclass(frozen=True)
class Yardstick:
    """What counts as near (km) and recent (days), and how a score fades: to 37 % over `decay` km, to half over days.

    Days count back from `until`; None is the last day of the record.
    """

    radius: int = 20
    window: int = 365
    decay: int = 10
    half_life: int = 90
    until: dt.date | None = None

    @property
    def nearness(self) -> Yardstick:
        """What counts as near and recent, with the score fading as usual: two that say the same of it are equal."""
        return Yardstick(radius=self.radius, window=self.window, until=self.until)

    @property
    def inner(self) -> tuple[tuple[int, int], ...]:
        """The bands that lie within the radius."""
        return tuple(band for band in BANDS if band[1] <= self.radius)


USUAL = Yardstick()
"""What holds unless a reader tries another."""


@dataclass(frozen=True)
class Setting:
    """One thing that can be set: a field of the yardstick, its name in links, its unit and the values offered."""

    field: str
    name: str
    unit: str
    values: tuple[int, ...]

    @property
    def usual(self) -> int:
        """The value that holds unless another is asked for."""
        value: int = getattr(USUAL, self.field)
        return value

    def of(self, yardstick: Yardstick) -> int:
        """Its value in a yardstick."""
        value: int = getattr(yardstick, self.field)
        return value

    def read(self, asked: str | None) -> int:
        """The value asked for; one that is not offered is passed over."""
        return next((value for value in self.values if str(value) == asked), self.usual)


SETTINGS = (
    Setting("radius", "radius", "km", tuple(high for _, high in BANDS)),
    Setting("window", "window", "days", WINDOWS),
    Setting("decay", "decay", "km", (5, 10, 20, 40)),
    Setting("half_life", "half-life", "days", (30, 90, 180)),
)
if {setting.field for setting in SETTINGS} | {"until"} != {field.name for field in fields(Yardstick)}:
    raise TypeError("the settings and the fields of Yardstick differ")


def read_yardstick(asked: Mapping[str, str | None], until: dt.date | None = None) -> Yardstick:
    """The yardstick that these names and values ask for; what is not asked for, or not offered, stays as usual."""
    values = {setting.field: setting.read(asked.get(setting.name)) for setting in SETTINGS}
    return Yardstick(**values, until=until)
