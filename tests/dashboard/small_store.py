"""Three places and three articles, taken in by the real pipeline."""

from data.ingest_report import IngestReport
from data.ingesting import ingest
from data.settings import Settings
from data.store.engine import open_engine
from geocode.geoparser import Geoparser
from geocode.model import Kind, Place
from geocode.precision import WherePrec
from tests.memory_gazetteer import MemoryGazetteer
from tests.theatre import UKRAINE

PLACES = [
    Place("geonames:713174", "Bakhmut", 48.59, 38.0, Kind.CITY, "PPLA2", "UA", "Donetsk",
          population=74_000, name_local="Бахмут"),
    Place("geonames:694792", "Soledar", 48.68, 38.09, Kind.CITY, "PPL", "UA", "Donetsk",
          population=10_000),
    Place("iso:UA-14", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk",
          where_prec=WherePrec.REGION, uncertainty_m=120_000),
]  # fmt: skip
ARTICLES = [
    {
        "id": "1",
        "source": "The Hill",
        "title": "Troops may pull back from Bakhmut",
        "published": "2023-03-01",
        "lang": "en",
        "text": "Fighting goes on in Bakhmut. Soledar fell in January. Bakhmut is held.",
    },
    {
        "id": "2",
        "source": "**Bold** [x](javascript:alert(1))",
        "title": "Soledar <script>alert(1)</script>",
        "published": "2023-01-16",
        "lang": "uk",
        "text": "Shelling near Soledar in Donetsk Oblast. The village of Zzyzxgrad was hit too.",
    },
    {"id": "3", "source": "Undated", "title": "No day", "text": "Bakhmut again.", "lang": "en"},
]


def take_in(paths, url) -> IngestReport:
    """What the command line does, with a gazetteer of three places."""
    engine = open_engine(url)
    report = ingest(
        paths,
        engine=engine,
        geoparser=Geoparser(MemoryGazetteer([(place, ()) for place in PLACES])),
        settings=Settings(database_url=url),
        theatre=UKRAINE,
        log=lambda line: None,
    )
    engine.dispose()
    return report
