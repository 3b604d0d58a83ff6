from utils.web.panels.responses import by_actor_and_place, civic_cost, measure_rows, timeline
from utils.web.view import this_view

view = this_view()

timeline(view)
civic_cost(view)
by_actor_and_place(view)
measure_rows(view)
