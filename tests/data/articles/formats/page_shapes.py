"""Pages of our own in shapes that article extractors read badly, each with what must be in it.

The measure is trafilatura's own: of the snippets that a reader wants, how many are in the text, and
of those that a reader does not want (menus, teasers, captions, comments), how many are not.
"""

from dataclasses import dataclass

_LEDE = (
    "The dam at the edge of the town gave way before dawn on Tuesday and water ran into the "
    "cellars of three streets, officials said."
)
BODY = (
    "Rescuers in rubber boats went from house to house in the morning, and about forty people, "
    "most of them old, were taken to a school on higher ground.",
    "The mayor said that the pumps of the lower quarter had been without current for two days "
    "and that engineers would need at least a week to repair the main line.",
    "Villages farther down the river were told to leave before the evening, and buses stood "
    "ready at the market place from noon on.",
    "Engineers said that the level of the lake would go on falling for several days before "
    "anybody could look at the broken wall from below.",
)
_POSTS = (
    (
        "Water is back",
        "Water ran from the taps of the upper quarter again at eight.",
    ),
    (
        "School closed",
        "The school on the hill stays closed as it houses families.",
    ),
    ("Two found", "Two men who had been missing since the morning were found alive on a roof."),
    (
        "Bridge open",
        "The bridge to the station is open for lorries with food alone.",
    ),
)
_MENU = (
    "<header><nav><ul>"
    + "".join(f"<li><a href='/r{n}'>Rubric number {n}</a></li>" for n in range(24))
    + "</ul></nav></header>"
)
_TEASER = "A festival of kites draws thousands to the coast for the third year in a row."
_ASIDE = (
    f"<aside class='related'><h3>Read also</h3><p><a href='/k'>{_TEASER}</a></p></aside>"
    "<footer><p>Copyright 2023 The Example, all rights are reserved by it.</p></footer>"
)
_CAPTION = "A boat on the market place, photographed from the tower of the town hall."
_COMMENT = "First! I have said for years that this wall would break some day, nobody listened."
_UNWANTED = ("Rubric number 3", _TEASER, "Copyright 2023")


@dataclass(frozen=True, slots=True)
class Shape:
    """One page and what is to be in its text."""

    name: str
    markup: str
    wanted: tuple[str, ...]
    unwanted: tuple[str, ...] = _UNWANTED


def _page(body: str, head: str = "") -> str:
    return (
        "<!DOCTYPE html><html lang='en'><head><meta charset='utf-8'>"
        f"<title>Dam gives way</title>{head}</head><body>{_MENU}{body}{_ASIDE}</body></html>"
    )


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


_H1 = "<h1>Dam gives way</h1>"
_STORY = _paragraphs(*BODY)
_WHOLE = (_LEDE, *BODY)
_TIMES = [f"<time datetime='2023-06-06T1{n}:00:00+03:00'>1{n}:00</time>" for n in range(4)]


def _posts(opening: str, closing: str, *, heading: str = "h2") -> str:
    return "".join(
        f"{opening}{time}<{heading}>{title}</{heading}><p>{text}</p>{closing}"
        for time, (title, text) in zip(_TIMES, _POSTS, strict=True)
    )


_POST_TEXTS = tuple(text for _title, text in _POSTS)
_LONG_FIRST = (("Pumps", " ".join(BODY)), *_POSTS[1:])
_FEW_WORDS = ("Siren in the town.", "All clear at six.", "Trains run again.")
_LIVE = (
    '<script type="application/ld+json">{"@type": "LiveBlogPosting", "headline": "Dam", '
    '"datePublished": "2023-06-06T08:00:00+03:00"}</script>'
)

SHAPES: tuple[Shape, ...] = (
    Shape(
        "lede in a container of its own",
        _page(
            f"<main><div class='head'>{_H1}<div class='lede'><p>{_LEDE}</p></div></div>"
            f"<div class='story-body'>{_STORY}</div></main>"
        ),
        _WHOLE,
    ),
    Shape(
        "lede in the article's header",
        _page(
            f"<article><header>{_H1}<p class='standfirst'>{_LEDE}</p></header>{_STORY}</article>"
        ),
        _WHOLE,
    ),
    Shape(
        "lede as a heading",
        _page(
            f"<main>{_H1}<h2 class='subtitle'>{_LEDE}</h2><div class='entry'>{_STORY}</div></main>"
        ),
        _WHOLE,
    ),
    Shape(
        "lede in a hero above the main element",
        _page(f"<section class='hero'>{_H1}<div>{_LEDE}</div></section><main>{_STORY}</main>"),
        _WHOLE,
    ),
    Shape(
        "lede before the heading",
        _page(
            f"<main><div class='top'><p class='lead'>{_LEDE}</p></div>{_H1}"
            f"<div class='entry'>{_STORY}</div></main>"
        ),
        _WHOLE,
    ),
    Shape(
        "lede in a span",
        _page(
            f"<main>{_H1}<span class='article-deck'>{_LEDE}</span>"
            f"<div class='article-body'>{_STORY}</div></main>"
        ),
        _WHOLE,
    ),
    Shape(
        "lede without a first heading",
        _page(
            "<div class='wrap'><h2 class='title'>Dam gives way</h2><div class='excerpt'>"
            f"<p>{_LEDE}</p></div><div class='article-body'>{_STORY}</div></div>"
        ),
        _WHOLE,
    ),
    Shape(
        "a teaser before the article",
        _page(
            f"<div class='card'><a href='/1'>More</a><p class='excerpt'>{_POST_TEXTS[1]}</p></div>"
            f"<main>{_H1}<div class='article-body'>{_paragraphs(*_WHOLE)}</div></main>"
        ),
        _WHOLE,
        (*_UNWANTED, _POST_TEXTS[1]),
    ),
    Shape(
        "text that was escaped twice",
        _page(
            f"<article>{_H1}<p>&lt;p&gt;{_LEDE}&lt;/p&gt;&lt;p&gt;{BODY[0]}&lt;/p&gt;</p>"
            f"{_paragraphs(*BODY[1:])}</article>"
        ),
        _WHOLE,
        (*_UNWANTED, "<p>"),
    ),
    Shape(
        "lede below the picture",
        _page(
            f"<main><div class='top'>{_H1}<figure><img src='a.jpg'><figcaption>{_CAPTION}"
            f"</figcaption></figure><p>{_LEDE}</p></div><div class='article-body'>{_STORY}</div>"
            "</main>"
        ),
        _WHOLE,
        (*_UNWANTED, _CAPTION),
    ),
    Shape(
        "body in two containers",
        _page(
            f"<main>{_H1}<div class='part'>{_paragraphs(_LEDE, *BODY[:2])}</div>"
            f"<div class='ad'><a href='/x'>Buy boots</a></div>"
            f"<div class='part'>{_paragraphs(*BODY[2:])}</div></main>"
        ),
        _WHOLE,
        (*_UNWANTED, "Buy boots"),
    ),
    Shape(
        "body in two containers of other names",
        _page(
            f"<main>{_H1}<div class='article-body'>{_paragraphs(_LEDE, *BODY[:2])}</div>"
            f"<div class='promo'><a href='/x'>Buy boots</a></div>"
            f"<div class='article-rest'>{_paragraphs(*BODY[2:])}</div></main>"
        ),
        _WHOLE,
        (*_UNWANTED, "Buy boots"),
    ),
    Shape(
        "flash of one sentence",
        _page(f"<div class='post'>{_H1}<p>{_POST_TEXTS[0]}</p></div>"),
        _POST_TEXTS[:1],
    ),
    Shape(
        "flash without paragraphs",
        _page(
            f"<div id='content'>{_H1}<div class='txt'>{'<br>'.join(_POST_TEXTS[:2])}</div></div>"
        ),
        _POST_TEXTS[:2],
    ),
    Shape(
        "live blog of articles",
        _page(f"<main>{_H1}{_posts('<article>', '</article>')}</main>", _LIVE),
        _POST_TEXTS,
    ),
    Shape(
        "live blog of articles after a lede",
        _page(f"<main>{_H1}<p>{_LEDE}</p>{_posts('<article>', '</article>')}</main>", _LIVE),
        (_LEDE, *_POST_TEXTS),
    ),
    Shape(
        "live blog in a list",
        _page(
            f"<main>{_H1}<ol class='live-feed'>{_posts('<li>', '</li>', heading='h3')}</ol></main>",
            _LIVE,
        ),
        _POST_TEXTS,
    ),
    Shape(
        "live blog whose texts are deep in its posts",
        _page(
            f"<main>{_H1}<ul>"
            + "".join(
                f"<li><div class='when'>{time}</div><div class='entry'><h3>{title}</h3>"
                f"<div class='words'><p>{text}</p></div></div></li>"
                for time, (title, text) in zip(_TIMES, _LONG_FIRST, strict=True)
            )
            + "</ul></main>",
            _LIVE,
        ),
        tuple(text for _title, text in _LONG_FIRST),
    ),
    Shape(
        "live blog of a few words",
        _page(
            f"<main>{_H1}<article>{_TIMES[0]}<p>{BODY[0]}</p><p>{BODY[1]}</p></article>"
            + "".join(f"<article>{_TIMES[1]}<p>{words}</p></article>" for words in _FEW_WORDS)
            + "</main>",
            _LIVE,
        ),
        (*BODY[:2], *_FEW_WORDS),
    ),
    Shape(
        "live blog of blocks",
        _page(
            f"<main>{_H1}<div class='liveblog'>"
            f"{_posts('<div class=live-post>', '</div>', heading='h3')}</div></main>"
        ),
        _POST_TEXTS,
    ),
    Shape(
        "live blog of sections whose first is long",
        _page(
            f"<main>{_H1}<section class='live-entry'>{_TIMES[0]}{_STORY}</section>"
            f"{_posts('<section class=live-entry>', '</section>')}</main>",
            _LIVE,
        ),
        (*BODY, *_POST_TEXTS),
    ),
    Shape(
        "articles with a long first one",
        _page(
            f"<main>{_H1}<article>{_TIMES[0]}{_STORY}</article>"
            f"{_posts('<article>', '</article>')}</main>"
        ),
        (*BODY, *_POST_TEXTS),
    ),
    Shape(
        "lines between breaks",
        _page(f"<div class='text'>{_H1}{'<br><br>'.join(_WHOLE)}</div>"),
        _WHOLE,
    ),
    Shape(
        "list and quotation amid the text",
        _page(
            f"<article>{_H1}<p>{_LEDE}</p><ul><li>{BODY[0]}</li><li>{BODY[1]}</li></ul>"
            f"<blockquote><p>{BODY[2]}</p></blockquote><p>{BODY[3]}</p></article>"
        ),
        _WHOLE,
    ),
    Shape(
        "comments below",
        _page(
            f"<article>{_H1}{_paragraphs(*_WHOLE)}</article>"
            "<section class='comments' id='comments'>"
            f"<h3>Comments</h3><div class='comment'><p>{_COMMENT}</p></div></section>"
        ),
        _WHOLE,
        (*_UNWANTED, _COMMENT),
    ),
    Shape(
        "teasers of other stories between heading and text",
        _page(
            f"<main>{_H1}<div class='related-top'><p><a href='/1'>{_POST_TEXTS[3]}</a></p></div>"
            f"<div class='article-body'>{_paragraphs(*_WHOLE)}</div></main>"
        ),
        _WHOLE,
        (*_UNWANTED, _POST_TEXTS[3]),
    ),
    Shape(
        "a page of teasers is not a live blog",
        _page(
            f"<main><article>{_H1}{_paragraphs(*_WHOLE)}</article><div class='more'>"
            + "".join(
                f"<article><a href='/{n}'><h3>{title}</h3></a>{_TIMES[n]}"
                f"<p><a href='/{n}'>{text}</a></p></article>"
                for n, (title, text) in enumerate(_POSTS)
            )
            + "</div></main>"
        ),
        _WHOLE,
        (*_UNWANTED, *_POST_TEXTS),
    ),
)
