from utils.web.panels.incidents import breakdowns, explorer
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.share import take_away
from utils.web.panels.waves import clusters, constants, coordinated
from utils.web.view import this_view

view = this_view()

take_away(view)
section(view, "incidents")
explorer(view)
coordinated(view)
clusters(view)
breakdowns(view)
constants()
cited_sources(view)
