import asyncio
import socket
import urllib.error
import urllib.request

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from dashboard.edge import OwnHostsOnly, is_ours
from tests.dashboard_server import serving

NAMES = {"localhost", "127.0.0.1", "::1", "*.maps.example"}


@pytest.mark.parametrize(
    ("hosts", "origins", "ours"),
    [
        (["127.0.0.1:8501"], [], True),
        (["LOCALHOST.:8501"], [], True),
        (["[::1]:8501"], ["http://[::1]:8501"], True),
        (["127.0.0.1:8501"], ["http://127.0.0.1:8501"], True),
        (["war.maps.example"], ["https://war.maps.example"], True),
        (["127.0.0.1:8501"], ["https://embeds.example"], True),
        (["evil.example:8501"], ["http://evil.example:8501"], False),
        (["evil.example"], [], False),
        (["127.0.0.1.evil.example"], [], False),
        (["127.0.0.1:8501"], ["http://evil.example"], False),
        (["127.0.0.1:8501"], ["http://127.0.0.1:9000"], False),
        (["127.0.0.1:8501"], ["null"], False),
        (["127.0.0.1:8501"], ["http://["], False),
        (["127.0.0.1:8501"], ["file://127.0.0.1:8501"], False),
        (["127.0.0.1:port"], [], False),
        (["127.0.0.1@evil.example"], [], False),
        (["evil@127.0.0.1"], [], False),
        (["127.0.0.1", "evil.example"], [], False),
        ([], [], False),
        (["127.0.0.1"], ["http://127.0.0.1", "http://evil.example"], False),
        ([""], [], False),
    ],
)
def test_a_request_is_ours_by_its_host_and_its_origin(hosts, origins, ours):
    allowed = ["https://embeds.example"]
    assert is_ours(hosts, origins, names=NAMES, origins_allowed=allowed) is ours


def test_a_socket_that_may_connect_comes_to_streamlit_without_an_origin_to_judge():
    seen = []

    async def app(scope, _receive, _send):
        seen.append(scope["headers"])

    headers = [(b"host", b"127.0.0.1:1"), (b"origin", b"http://127.0.0.1:1"), (b"a", b"b")]
    for kind in ("websocket", "http"):
        scope = {"type": kind, "headers": headers, "server": ("127.0.0.1", 1)}
        asyncio.run(OwnHostsOnly(app)(scope, None, None))
    assert seen == [[headers[0], headers[2]], headers]


@pytest.fixture(scope="module")
def server(store_url, tmp_path_factory):
    """A real server; when it ends, ``serving`` asserts that it asked no other host."""
    with serving(store_url, tmp_path_factory.mktemp("server")) as address:
        yield address


def _status(address, **headers):
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=60) as answer:
            return answer.status
    except urllib.error.HTTPError as exc:
        return exc.code


def _draw(server, page="", query=""):
    """What a browser's socket gets for a page: the texts of everything drawn, as one string."""
    address = server.replace("http", "ws") + "/_stcore/stream"
    drawn = []
    with connect(address, origin=server, subprotocols=["streamlit"], max_size=None) as stream:
        asked = BackMsg()
        asked.rerun_script.query_string = query
        asked.rerun_script.page_name = page
        stream.send(asked.SerializeToString())
        while True:
            message = ForwardMsg.FromString(stream.recv(timeout=120))
            drawn.append(str(message))
            if message.WhichOneof("type") == "script_finished":
                return "".join(drawn)


def test_a_day_of_use_asks_no_other_host(server):
    assert _status(server) == 200
    for page, query, shows in (
        ("", "", "Bakhmut"),
        ("", "article=1", " fell in January"),
        ("", "place=geonames:713174&q=bakhmut&from=2023-01-01", "Bakhmut"),
        ("articles", "", "Troops may pull back"),
        ("not_mapped", "", "Zzyzxgrad"),
        ("about", "", "GeoNames"),
    ):
        assert shows in _draw(server, page, query)


@pytest.mark.parametrize("path", ["/", "/_stcore/health", "/_stcore/host-config", "/media/x.bin"])
def test_a_request_under_a_strange_name_or_from_a_strange_page_is_refused(server, path):
    assert _status(server + path, Host="evil.example") == 403
    assert _status(server + path, Origin="http://evil.example") == 403


@pytest.mark.parametrize(
    ("host", "origin"),
    [
        ("127.0.0.1", "http://evil.example"),
        ("127.0.0.1", "null"),
        ("evil.example", "http://evil.example:{port}"),
    ],
    ids=["strange page", "no page", "rebound name"],
)
def test_a_socket_of_a_strange_page_is_refused_and_nobody_is_asked_who_we_are(server, host, origin):
    port = int(server.rpartition(":")[2])
    stream = f"ws://{host}:{port}/_stcore/stream"
    with socket.create_connection(("127.0.0.1", port)) as there:
        asked = {"sock": there, "origin": origin.format(port=port)}
        with pytest.raises(InvalidStatus) as refused, connect(stream, **asked):
            pass
    assert refused.value.response.status_code == 403
