from utils.web.panels.masthead import take_away
from utils.web.panels.pictures import pictures_of
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.theatre import overview
from utils.web.view import this_view

view = this_view()

section(view, "bottom-line", lead=True)
take_away(view)
section(view, "numbers")
section(view, "contested")
overview(view)
section(view, "incidents")
section(view, "time")
pictures_of(view, "time")
section(view, "gaps")
section(view, "method")
cited_sources(view)
