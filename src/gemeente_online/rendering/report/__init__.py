"""The report: HTML pages and pictures that a council member reads and an alderman shows.

Templates take what was computed (results, explanations, plans, rankings) and lay it out, with the
words and lengths that ``rendering.templating`` gives them; ``pages`` gathers it. Where a chart or
a picture takes computing, ``charts`` and ``pictures`` make its geometry. Pure: reads no files but
the templates, and needs Jinja2, the extra ``report``.

The pictures are templates of our own and not a charting library's: what is shown is simple, and
so it follows the page's colours in light, dark and print, keeps its text readable on a narrow
screen, and gives the same bytes with every version of every library.
"""
