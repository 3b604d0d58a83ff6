from utils.web.panels.prose import section, section_with_table
from utils.web.panels.share import take_away
from utils.web.panels.sources import grades, source_list
from utils.web.view import this_view

view = this_view()

take_away(view)
source_list(view)
grades()
section_with_table(view, "method")
section(view, "gaps")
