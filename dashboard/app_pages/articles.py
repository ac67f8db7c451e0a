"""All articles, to search and to read; those without a day can be given one."""

from dashboard import article_list, page

page.draw("articles", article_list.show)
