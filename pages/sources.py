from utils.web.panels.prose import section
from utils.web.panels.sources import grades, source_list
from utils.web.view import this_view

view = this_view()

source_list(view)
grades()
section(view, "method")
section(view, "gaps")
