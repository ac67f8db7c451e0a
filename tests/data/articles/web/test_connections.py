import pytest

from data.articles.web.connections import LOCAL, Guard, shown_url
from data.errors import AddressRefused, FetchError


@pytest.mark.parametrize(
    "number",
    ["93.184.216.34", "8.8.8.8", "1.1.1.1", "2606:4700::1111", "64:ff9b::8.8.8.8", "172.32.0.1"],
)
def test_machines_of_the_public_internet_may_be_asked(number):
    assert Guard().permits(number)


NOT_PUBLIC = {
    "this machine": "127.0.0.1",
    "this machine by another number": "127.8.9.10",
    "no address": "0.0.0.0",
    "this network": "0.1.2.3",
    "a home": "192.168.1.1",
    "an office": "10.0.0.1",
    "an office's other range": "172.31.255.255",
    "a carrier's own": "100.64.0.1",
    "a cloud's metadata": "169.254.169.254",
    "another cloud's metadata": "100.100.100.200",
    "a cloud's host machine": "168.63.129.16",
    "a protocol's own": "192.0.0.192",
    "documentation": "203.0.113.7",
    "a relay": "192.88.99.1",
    "a bench": "198.18.0.1",
    "multicast": "224.0.0.1",
    "reserved": "240.0.0.1",
    "broadcast": "255.255.255.255",
    "this machine in IPv6": "::1",
    "no address in IPv6": "::",
    "IPv4 mapped": "::ffff:127.0.0.1",
    "public IPv4 mapped": "::ffff:8.8.8.8",
    "IPv4 compatible": "::127.0.0.1",
    "NAT64 of this machine": "64:ff9b::7f00:1",
    "NAT64 of metadata": "64:ff9b::a9fe:a9fe",
    "NAT64 of multicast": "64:ff9b::e000:1",
    "NAT64 of an office": "64:ff9b:1::a00:1",
    "6to4 of this machine": "2002:7f00:1::",
    "Teredo": "2001:0:7f00:1::",
    "link-local": "fe80::1",
    "link-local with a zone": "fe80::1%eth0",
    "site-local": "fec0::1",
    "unique local": "fd12:3456::1",
    "metadata in IPv6": "fd00:ec2::254",
    "multicast in IPv6": "ff02::1",
    "documentation in IPv6": "2001:db8::1",
    "discard": "100::1",
    "no number at all": "localhost",
}


@pytest.mark.parametrize("number", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_other_machines_may_not_be_asked(number):
    assert not Guard().permits(number)


@pytest.mark.parametrize(
    ("number", "may"),
    [
        ("127.0.0.1", True),
        ("::1", True),
        ("10.1.2.3", True),
        ("fd12::1", True),
        ("169.254.169.254", False),
        ("fd00:ec2::254", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("8.8.8.8", True),
    ],
)
def test_an_intranet_may_be_allowed_but_never_metadata(number, may):
    assert Guard(allowed=LOCAL).permits(number) is may


SCHEMES = {
    "a file": "file:///etc/passwd",
    "gopher": "gopher://news.example/1",
    "ftp": "ftp://news.example/a.xml",
    "data": "data:text/html,hello",
    "a script": "javascript:alert(1)",
    "a feed scheme": "feed://news.example/rss",
    "a jar": "jar:http://news.example!/a",
    "a local name": "/etc/passwd",
    "nothing": "",
}


@pytest.mark.parametrize("address", SCHEMES.values(), ids=SCHEMES)
def test_only_http_and_https_are_fetched(address):
    with pytest.raises(AddressRefused, match="is no http or https address; it is not fetched"):
        Guard().checked(address)


@pytest.mark.parametrize(
    "address",
    [
        "http://",
        "http://[::1",
        "http://news.example:99999/",
        "http://a b/",
        "http://127.0.0.1\\@news.example/",
        "http://news.example/\r\nHost: other",
        "http://news.example/\u202e",
    ],
    ids=["no host", "half a number", "no port", "space", "backslash", "header", "direction"],
)
def test_addresses_that_programs_read_differently_are_refused(address):
    with pytest.raises(AddressRefused, match="is no web address that can be used"):
        Guard().checked(address)


def test_an_address_with_a_password_is_refused_and_the_password_not_shown():
    with pytest.raises(AddressRefused) as refused:
        Guard().checked("https://me:secret@news.example/feed")
    assert str(refused.value) == (
        "https://news.example/feed holds a name or password; write the address without it"
    )


@pytest.mark.parametrize(
    "host", ["localhost", "127.1", "2130706433", "0x7f000001", "0177.0.0.1", "127.0.0.1", "::1"]
)
def test_this_machine_is_refused_under_all_its_names(host):
    with pytest.raises(FetchError):
        Guard().endpoints(host, 80)


def test_a_host_with_one_number_that_is_not_public_is_refused():
    guard = Guard(resolve=lambda _host, _port: ["8.8.8.8", "10.0.0.7"])
    with pytest.raises(AddressRefused, match=r"news\.example is 10\.0\.0\.7, which is not on"):
        guard.endpoints("news.example", 80)


def test_a_host_that_nobody_knows_is_told():
    def unknown(_host, _port):
        raise OSError(-2, "Name or service not known")

    with pytest.raises(FetchError, match=r"nobody\.example is not known here \(Name or service"):
        Guard(resolve=unknown).endpoints("nobody.example", 80)


def test_a_message_shows_an_address_on_one_line():
    assert shown_url("http://me:pw@a.example/x\ny" + "z" * 400) == (
        "http://a.example/x y" + "z" * 174
    )
