from utils.web.panels.exposure import constants, foreigners, near_projects, routes, what_ifs
from utils.web.panels.investments import money_by_stage, one_project, project_map, register, rivals
from utils.web.panels.masthead import take_away
from utils.web.panels.prose import cited_sources, section
from utils.web.view import this_view

view = this_view()

section(view, "investments")
take_away(view)
what_ifs(view)
project_map(view)
near_projects(view)
routes(view)
money_by_stage(view)
rivals(view)
foreigners(view)
register(view)
one_project(view)
constants()
cited_sources(view)
