from utils.web.panels.evidence import evidence
from utils.web.panels.judgements import constants, judgements
from utils.web.panels.outlook import futures, switches
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.share import take_away
from utils.web.view import this_view

view = this_view()

section(view, "outlook")
take_away(view)
futures(view)
switches(view)
evidence(view)
judgements(view)
constants()
cited_sources(view)
