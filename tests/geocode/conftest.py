"""The smallest real gazetteer that the parser's tests need, with places of the same name."""

import contextlib
import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

import pytest

from geocode.geoparser import Geoparser
from geocode.model import Kind, Place
from geocode.precision import WherePrec
from tests.memory_gazetteer import MemoryGazetteer


def settlement(place_id, name, latitude, longitude, country, admin1, *, population=500, **more):
    kind = Kind.CITY if population >= 5000 else Kind.VILLAGE
    code = more.pop("code", "PPL")
    return Place(
        place_id, name, latitude, longitude, kind, code, country, admin1, population=population,
        **more,
    )  # fmt: skip


def area(place_id, name, latitude, longitude, kind, code, country=None, admin1=None):
    precision = WherePrec.COUNTRY if kind is Kind.COUNTRY else WherePrec.REGION
    return Place(
        place_id, name, latitude, longitude, kind, code, country, admin1, where_prec=precision,
        uncertainty_m=100_000,
    )  # fmt: skip


PLACES = [
    (area("c:ua", "Ukraine", 49.0, 32.0, Kind.COUNTRY, "PCLI", "UA"), ["Україна", "України"]),
    (area("c:ru", "Russia", 60.0, 90.0, Kind.COUNTRY, "PCLI", "RU"), []),
    (area("c:us", "United States", 39.0, -98.0, Kind.COUNTRY, "PCLI", "US"), ["US", "U.S."]),
    (area("r:donetsk", "Donetsk Oblast", 48.0, 37.8, Kind.REGION, "ADM1", "UA", "Donetsk"),
     ["Донецька область", "Донецької області", "Донецькій"]),
    (area("r:luhansk", "Luhansk Oblast", 49.0, 39.0, Kind.REGION, "ADM1", "UA", "Luhansk"),
     ["Луганській"]),
    (area("r:kharkiv", "Kharkiv Oblast", 49.6, 36.4, Kind.REGION, "ADM1", "UA", "Kharkiv"), []),
    (area("r:texas", "Texas", 31.3, -98.6, Kind.REGION, "ADM1", "US", "Texas"), []),
    (area("a:donbas", "Donbas", 48.3, 38.5, Kind.AREA, "RGN", "UA"), []),
    (area("w:dnipro", "Dnipro River", 47.9, 35.1, Kind.WATER, "STM"), ["Dnipro"]),
    (settlement("p:kyiv", "Kyiv", 50.45, 30.52, "UA", "Kyiv City", population=2_952_301,
                code="PPLC"), ["Київ", "Києві"]),
    (settlement("p:moscow", "Moscow", 55.75, 37.62, "RU", "Moscow", population=10_381_222,
                code="PPLC"), ["Moskva"]),
    (settlement("p:donetsk", "Donetsk", 48.02, 37.80, "UA", "Donetsk", population=901_645), []),
    (settlement("p:donetsk-ru", "Donetsk", 48.34, 39.95, "RU", "Rostov", population=50_000), []),
    (settlement("p:luhansk", "Luhansk", 48.57, 39.31, "UA", "Luhansk", population=397_677), []),
    (settlement("p:kharkiv", "Kharkiv", 49.98, 36.25, "UA", "Kharkiv", population=1_421_125), []),
    (settlement("p:dnipro", "Dnipro", 48.47, 35.04, "UA", "Dnipropetrovsk", population=968_502),
     []),
    (settlement("p:bakhmut", "Bakhmut", 48.59, 38.0, "UA", "Donetsk", population=71_094),
     ["Бахмут", "Бахмутом", "Artemivsk"]),
    (settlement("p:siversk", "Siversk", 48.87, 38.1, "UA", "Donetsk", population=11_068), []),
    (settlement("p:bilo-l", "Bilohorivka", 48.93, 38.25, "UA", "Luhansk", population=800), []),
    (settlement("p:bilo-d", "Bilohorivka", 48.74, 38.21, "UA", "Donetsk", population=90), []),
    (settlement("p:lyman-d", "Lyman", 48.99, 37.81, "UA", "Donetsk", population=20_066), []),
    (settlement("p:lyman-k", "Lyman", 49.59, 36.47, "UA", "Kharkiv", population=4_008), []),
    (settlement("p:paris", "Paris", 48.85, 2.35, "FR", None, population=2_138_551, code="PPLC"),
     []),
    (settlement("p:paris-tx", "Paris", 33.66, -95.56, "US", "Texas", population=24_782), []),
    (settlement("p:hope", "Hope", 33.67, -93.59, "US", "Arkansas", population=9_000), []),
    *[
        (settlement(f"p:ivanivka-{n}", "Ivanivka", 46.5 + n / 4, 31.0 + n / 3, "UA", f"U{n}"), [])
        for n in range(12)
    ],
]  # fmt: skip


@pytest.fixture(scope="session")
def small_gazetteer():
    return MemoryGazetteer(PLACES)


@pytest.fixture(scope="session")
def parser(small_gazetteer, war):
    return Geoparser(small_gazetteer, focus=war)


class NominatimServer:
    """Speaks Nominatim's JSON on 127.0.0.1: answers what it is told to, remembers the questions."""

    def __init__(self):
        self.answers = []
        """What to answer next: a status with headers and body, or a body; the last one stays."""
        self.questions = []
        self.stall = threading.Event()
        """Until it is set, an answer of ``None`` never comes."""
        handler = type("Handler", (_Handler,), {"owner": self})
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
        self._server.daemon_threads = True
        self.host = f"127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self):
        self.stall.set()
        self._server.shutdown()
        self._server.server_close()

    @staticmethod
    def place(name="Khreshchatyk, Kyiv, Ukraine", latitude="50.447", longitude="30.522", **more):
        return {
            "place_id": 1, "licence": "Data © OpenStreetMap contributors, ODbL 1.0.",
            "lat": latitude, "lon": longitude, "display_name": name, **more,
        }  # fmt: skip


class _Handler(BaseHTTPRequestHandler):
    def do_GET(self):
        address = urlsplit(self.path)
        asked = {key: values[0] for key, values in parse_qs(address.query).items()}
        owner = self.owner
        owner.questions.append((address.path, asked, self.headers["User-Agent"]))
        answer = owner.answers.pop(0) if len(owner.answers) > 1 else owner.answers[0]
        if answer is None:
            owner.stall.wait(20)
            return
        status, headers, body = answer if isinstance(answer, tuple) else (200, {}, answer)
        data = body if isinstance(body, bytes) else json.dumps(body).encode()
        self.send_response(status)
        for name, value in {"Content-Type": "application/json", **headers}.items():
            self.send_header(name, value)
        self.end_headers()
        with contextlib.suppress(ConnectionError):  # who reads only so much goes away
            self.wfile.write(data)

    def log_message(self, *arguments):
        pass


@pytest.fixture
def nominatim_server():
    server = NominatimServer()
    yield server
    server.close()
