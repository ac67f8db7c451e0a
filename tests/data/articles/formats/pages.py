"""Pages in the shapes of real ones, invented."""

TEXT = (
    "Russian forces shelled the town of Kupiansk overnight, wounding two people. ",
    "The head of the regional administration said on Tuesday that rescuers were at work. ",
    "Fires broke out in two houses near the railway station, officials added later. ",
)
MENU = (
    "<header><nav><ul>"
    + "".join(f"<li><a href='/s{n}'>Section {n}</a></li>" for n in range(30))
    + "</ul></nav></header>"
)
FOOT = (
    "<aside><h3>Read also</h3><ul>"
    + "".join(f"<li><a href='/n{n}'>Another story, about Odesa {n}</a></li>" for n in range(20))
    + "</ul></aside><footer><p>Copyright 2019 The Example. All rights reserved.</p></footer>"
)


def page(body, *, head="", title="", lang="en"):
    return (
        f"<!DOCTYPE html>\n<html lang='{lang}'><head><meta charset='utf-8'>"
        f"<title>{title}</title>{head}</head><body>{MENU}{body}{FOOT}</body></html>"
    )


def paragraphs(*texts):
    return "".join(f"<p>{text}</p>" for text in texts)
