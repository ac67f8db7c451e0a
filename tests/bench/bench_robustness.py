"""Time and memory of hostile and of very long texts: ``make bench ONLY=robustness``.

For each kind of text the sizes double; a line gives seconds a megabyte (million characters) and
peak memory a megabyte above that of a parsed sentence, each in a process of its own. Linear time
shows as a flat line. No offset is checked here: that is what ``tests/geocode/test_robustness.py``
does on small texts of the same kinds. ``SIZES_MB`` chooses other sizes.
"""

import os
import resource
import subprocess
import sys
import time

from geocode.gazetteer.compiled import open_gazetteer
from geocode.geoparser import Geoparser
from tests.theatre import shipped_focus

KINDS = {
    "news": (
        "Ukraine said on Monday that Russian shelling in Bakhmut, Donetsk oblast, killed three. "
        "The governor, Pavlo Kyrylenko, spoke of 20 strikes near Siversk and Soledar.\n"
    ),
    "names only": "Bakhmut Kyiv Donetsk Ivanivka Lyman Paris Texas Soledar Siversk Kherson ",
    "listed names": "Bakhmut, Kyiv, Donetsk, Ivanivka, Lyman, Paris, Texas, Soledar, Kherson; ",
    "look-alikes": "Вахмут Cуми Xарків Kиїв Лимaн Kуп'янcьк ",
    "one long line": "a quiet day in the town of nowhere ",
    "one long word": "Бахмут",
    "capitals": "BAKHMUT KYIV SHELLED AGAIN TODAY ",
    "markup": '<div class="a"><p>Kyiv &amp; <b>Lyman</b></p><!-- x --></div>',
    "punctuation": ".,;:!?…«»“”()[]—–-'’\"",
    "full stops": "A. ",
    "surrogates": "\ud800Kyiv\udfff\x00\u200b\U0001f1fa\U0001f1e6 ",
}
SIZES_MB = [float(size) for size in os.environ.get("SIZES_MB", "0.25 0.5 1 2 4 8").split()]
_LEAST = "Kyiv was calm."


def one(kind: str, size_mb: float) -> None:
    """Parse one text; print seconds, peak megabytes before and after, and mentions."""
    geoparser = Geoparser(open_gazetteer(), focus=shipped_focus())
    unit = KINDS[kind]
    geoparser.parse(unit + _LEAST)
    text = unit * int(size_mb * 1e6 / len(unit))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    found = len(geoparser.parse(text))
    seconds = time.process_time() - started
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(seconds, after - before, found)


def main() -> None:
    """Print the curve of each kind."""
    for kind in KINDS:
        points = []
        for size_mb in SIZES_MB:
            command = [sys.executable, __file__, kind, str(size_mb)]
            done = subprocess.run(command, check=True, capture_output=True, text=True)
            seconds, peak_mb, found = map(float, done.stdout.split())
            points.append(f"{size_mb:g}: {seconds / size_mb:.2f} s, {peak_mb / size_mb:.0f} MB")
        print(
            f"{kind} (MB of text: seconds and memory a MB): {'; '.join(points)}; {found:.0f} found"
        )


if __name__ == "__main__":
    if len(sys.argv) == 3:
        one(sys.argv[1], float(sys.argv[2]))
    else:
        main()
