from utils.web.panels.prose import section
from utils.web.view import this_view

view = this_view()

section(view, "gaps")
