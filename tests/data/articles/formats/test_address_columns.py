from data.articles.formats.address import load_addresses
from data.articles.web.fetching import Fetcher, Limits
from data.articles.web.visiting import Visitor
from tests.data.articles.web.servers import Answer, only_public, serving
from tests.data.articles.web.times import SimulatedTime


def test_a_table_at_an_address_has_the_columns_that_the_user_says():
    table = Answer(b"text,Body\nshort words,Fires in Kherson.\n", kind="text/csv")
    fetcher = Fetcher(only_public(), limits=Limits(total_s=20, silence_s=5))
    with serving({"/export": table}) as site:
        (article,) = load_addresses(
            [site.address("/export")],
            visitor=Visitor(fetcher, clock=SimulatedTime().clock),
            max_bytes=1024,
            columns={"text": "Body", "title": "text"},
            log=print,
        )
    assert (article.text, article.title) == ("Fires in Kherson.", "short words")
    assert article.origin == f"{site.address('/export')} line 2"
