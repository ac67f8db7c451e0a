"""Texts of pages: shapes of our own that extractors read badly, and saved pages of the public web.

Of the shapes, trafilatura's own measure, for it alone and for us: wanted snippets that are in the
text, unwanted ones that are not. Of the pages in ../shared/pages: how many come out shorter than
trafilatura alone has them by a tenth and more, which must be none, and how many gain a lede.
"""

import logging
import tarfile
import time
from collections.abc import Iterator

from trafilatura import bare_extraction

from data.articles.formats.document import bytes_document
from data.articles.formats.loading import load_document
from data.model import Article
from tests.bench.corpora import SHARED
from tests.data.articles.formats.page_shapes import SHAPES

_MOST_BYTES = 32 * 1024 * 1024
_SHORTER = 0.9
_LONGER = 1.01


def main() -> None:
    """Print the figures of both sets."""
    logging.disable(logging.CRITICAL)
    for name, read in (("trafilatura alone", _alone), ("ours", _ours)):
        wanted = unwanted = 0
        for shape in SHAPES:
            text = read(shape.markup.encode())
            wanted += sum(one in text for one in shape.wanted)
            unwanted += sum(one not in text for one in shape.unwanted)
        all_wanted = sum(len(shape.wanted) for shape in SHAPES)
        all_unwanted = sum(len(shape.unwanted) for shape in SHAPES)
        print(
            f"{len(SHAPES)} shapes, {name}: wanted {wanted} of {all_wanted}, "
            f"unwanted left out {unwanted} of {all_unwanted}"
        )
    archive = SHARED / "pages" / "pages.tar.xz"
    if archive.is_file():
        _compare(list(_pages(archive)))
    else:
        print(f"pages skipped: there is no {archive}")


def _compare(pages: list[tuple[str, bytes]]) -> None:
    shorter, longer, seconds = [], 0, {"alone": 0.0, "ours": 0.0}
    for name, content in pages:
        texts = {}
        for who, read in (("alone", _alone), ("ours", _ours)):
            begun = time.perf_counter()
            texts[who] = read(content)
            seconds[who] += time.perf_counter() - begun
        if len(texts["ours"]) < _SHORTER * len(texts["alone"]):
            shorter.append(name)
        longer += len(texts["ours"]) > _LONGER * len(texts["alone"])
    print(
        f"{len(pages)} public pages: {len(shorter)} shorter than trafilatura alone by a tenth, "
        f"{longer} longer; {1e3 * seconds['ours'] / len(pages):.0f} ms a page, "
        f"{1e3 * seconds['alone'] / len(pages):.0f} ms alone"
    )
    for name in shorter:
        print(f"  shorter: {name}")


def _pages(archive: object) -> Iterator[tuple[str, bytes]]:
    with tarfile.open(str(archive)) as packed:
        for member in packed:
            content = packed.extractfile(member)
            if content is not None:
                yield member.name, content.read()


def _alone(content: bytes) -> str:
    found = bare_extraction(content, include_comments=False)
    return " ".join((found.text if found else "").split())


def _ours(content: bytes) -> str:
    document = bytes_document(content, origin="a.html", name="a.html", max_bytes=_MOST_BYTES)
    found = (one.text for one in load_document(document) if isinstance(one, Article))
    return " ".join(" ".join(found).split())


if __name__ == "__main__":
    main()
