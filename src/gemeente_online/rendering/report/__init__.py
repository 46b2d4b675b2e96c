"""The report: HTML pages and pictures that a council member reads and an alderman shows.

From results come page models: frozen values that hold every text and every coordinate
(``municipality``, ``batch``, ``stair``, ``charts``); templates only lay them out (``page``).
Pure: reads no files but its own templates, and needs Jinja2, the extra ``report``.

The pictures are templates of our own and not a charting library's: what is shown is simple, and
so it follows the page's colours in light, dark and print, keeps its text readable on a narrow
screen, and gives the same bytes with every version of every library.
"""
