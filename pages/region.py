from utils.web.panels.prose import cited_sources, section
from utils.web.panels.region import accusations, beside_incidents, signal_rows, to_whom, tone
from utils.web.panels.share import take_away
from utils.web.view import this_view

view = this_view()

take_away(view)
section(view, "region")
beside_incidents(view)
accusations(view)
tone(view)
to_whom(view)
signal_rows(view)
cited_sources(view)
