from utils.web.panels.prose import section, section_table
from utils.web.panels.share import take_away
from utils.web.panels.sources import grades, source_list
from utils.web.view import this_view

view = this_view()

take_away(view)
section(view, "gaps")
source_list(view)
grades()
section(view, "method")
section_table(view, "method")
