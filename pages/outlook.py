from utils.web.panels.evidence import evidence
from utils.web.panels.judgements import constants, judgements
from utils.web.panels.outlook import futures, what_would_change
from utils.web.panels.prose import cited_sources, section
from utils.web.panels.share import take_away
from utils.web.view import this_view

view = this_view()

section(view, "outlook")
take_away(view)
futures(view)
what_would_change(view)
evidence(view)
judgements(view)
constants()
cited_sources(view)
