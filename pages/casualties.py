from utils.web.panels.claims import ledger, side_by_side
from utils.web.panels.counters import rival_counters
from utils.web.panels.prose import cited_sources, section, section_table
from utils.web.panels.share import take_away
from utils.web.view import this_view

view = this_view()

section(view, "contested")
take_away(view)
side_by_side(view)
section_table(view, "contested")
rival_counters(view)
ledger(view)
cited_sources(view)
