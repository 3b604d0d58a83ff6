from utils.web.desk.audit import deeds
from utils.web.desk.difference import changed, effects
from utils.web.desk.door import admitted
from utils.web.desk.drafts import draft_head, open_drafts, publish_box
from utils.web.desk.history import differences, editions, one_row
from utils.web.desk.imports import import_previews
from utils.web.desk.papers import papers
from utils.web.desk.problem_list import problem_list
from utils.web.desk.questions import date_question, taking
from utils.web.desk.reception import reception
from utils.web.desk.visit import tabs, this_visit

visit = this_visit(admitted())
work, history, papers_tab, audit = tabs()

with work:
    open_drafts(visit)
    reception(visit)
    draft_head(visit)
    date_question(visit)
    taking(visit)
    import_previews(visit)
    problem_list(visit)
    changed(visit)
    effects(visit)
    publish_box(visit)
with history:
    editions(visit)
    differences(visit)
    one_row(visit)
with papers_tab:
    papers()
with audit:
    deeds(visit)
