from utils.web.panels.effects import around_measures, one_measure
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.responses import by_actor_and_place, civic_cost, measure_rows, timeline
from utils.web.panels.share import take_away
from utils.web.view import this_view

view = this_view()

take_away(view)
section(view, "responses")
timeline(view)
civic_cost(view)
around_measures(view)
one_measure(view)
by_actor_and_place(view)
measure_rows(view)
cited_sources(view)
