"""What AVIF saves readers, and what it costs the worker: the sample newsroom's pictures in the sizes that pages offer.

    make bench-avif        or: .venv/bin/python benchmarks/bench_avif.py

For each width: bytes of all pictures in WebP and in AVIF, processor time to encode them, and how near each is to the
original (peak signal-to-noise ratio in decibels, the mean over the pictures). No database, no server.
"""

from __future__ import annotations

import io
import math
import statistics
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1]))

from benchmarks.goals import machine
from django.conf import settings
from PIL import Image, ImageChops, ImageStat

from depesche.media import avif
from depesche.sample import pictures

WIDTHS = (480, 720, 960, 1600)
WEBP_QUALITY = 76


@dataclass(slots=True)
class Found:
    """Of one format in one width, a value for each picture."""

    sizes: list[int] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)
    nearness: list[float] = field(default_factory=list)

    def add(self, content: bytes, *, seconds: float, original: Image.Image) -> None:
        with Image.open(io.BytesIO(content)) as made:
            difference = ImageStat.Stat(ImageChops.difference(made.convert("RGB"), original))
        mean_square = statistics.fmean(value**2 for value in difference.rms)
        self.sizes.append(len(content))
        self.seconds.append(seconds)
        self.nearness.append(10 * math.log10(255**2 / mean_square))


def measure(width: int, drawn: list[bytes]) -> tuple[Found, Found]:
    import willow  # asks the settings when it is imported

    webp, light = Found(), Found()
    for content in drawn:
        opened = willow.Image.open(io.BytesIO(content))
        size = (width, int(opened.get_size()[1] * width / opened.get_size()[0]))
        original = opened.auto_orient().resize(size).image.convert("RGB")
        started, output = time.process_time(), io.BytesIO()
        opened.auto_orient().resize(size).save_as_webp(output, quality=WEBP_QUALITY)
        webp.add(output.getvalue(), seconds=time.process_time() - started, original=original)
        started = time.process_time()
        made = avif.encoded(opened, size=size)
        light.add(made, seconds=time.process_time() - started, original=original)
    return webp, light


def main() -> int:
    settings.configure()
    drawn = [pictures.draw(slug) for slug in pictures.PICTURES]
    print(f"{len(drawn)} pictures of the sample newsroom\n{machine()}")
    print(f"{'':>6} {'WebP bytes':>12} {'AVIF bytes':>12} {'saved':>6}   {'WebP s':>7} {'AVIF s':>7}   {'dB':>11}")
    for width in WIDTHS:
        webp, light = measure(width, drawn)
        plain, small = sum(webp.sizes), sum(light.sizes)
        print(
            f"{width:>6} {plain:>12,} {small:>12,} {1 - small / plain:>6.1%}   {sum(webp.seconds):>7.2f} "
            f"{sum(light.seconds):>7.2f}   {statistics.fmean(webp.nearness):>5.1f} "
            f"{statistics.fmean(light.nearness):>5.1f}"
        )
    return 0


if __name__ == "__main__":
    sys.exit(main())
