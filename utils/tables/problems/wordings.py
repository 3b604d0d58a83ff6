"""What each code is called for the person who keeps the spreadsheet, how to mend it, and how much it matters.

Knows words. It must not know how a problem is found or where it is shown.
"""

from dataclasses import dataclass

from utils.tables.problems.codes import Code, Severity


@dataclass(frozen=True)
class Wording:
    """How a code is told: what is wrong (`{found}` and `{allowed}` are filled in), and how to mend it."""

    severity: Severity
    says: str
    repair: str


_STOPS, _CHECK = Severity.STOPS, Severity.CHECK

WORDINGS: dict[Code, Wording] = {
    Code.FILE_MISSING: Wording(_STOPS, "The file is not there.", "Put it back, or make one from the template."),
    Code.FILE_UNREADABLE: Wording(
        _STOPS,
        "The file cannot be read as a spreadsheet: {found}.",
        "Open it in a spreadsheet program and save it again as .xlsx, or restore an earlier copy.",
    ),
    Code.SHEET_MISSING: Wording(
        _STOPS, "There is no sheet named “{allowed}”.", "Add the sheet, or rename the one that holds it."
    ),
    Code.SHEET_UNKNOWN: Wording(
        _CHECK,
        "The sheet “{found}” is not one that is read here.",
        "Rename it to one of: {allowed}; or leave it, it is not used.",
    ),
    Code.SHEET_TWICE: Wording(
        _STOPS,
        "The sheet “{found}” holds the same table as {allowed}; only the other one is read.",
        "Put all rows on one sheet, or take one of the two out.",
    ),
    Code.DATE_OUT_OF_RANGE: Wording(
        _STOPS,
        "The date {found} is outside what is possible.",
        "Use a date {allowed}. Leave an end empty while it is not known.",
    ),
    Code.HEADING_MISSING: Wording(
        _STOPS, "There is no column headed “{allowed}”, which is needed.", "Add the column with that heading."
    ),
    Code.HEADING_UNKNOWN: Wording(
        _CHECK,
        "“{found}” is not a heading that is read here, so the column is left out.",
        "Rename it{allowed}, or leave it.",
    ),
    Code.HEADING_TWICE: Wording(_STOPS, "The heading “{found}” stands a second time.", "Keep one of the two columns."),
    Code.VALUE_MISSING: Wording(
        _STOPS, "The cell is empty, and {allowed} is needed.", "Fill it in. The row is left out until then."
    ),
    Code.NOT_IN_LIST: Wording(_STOPS, "“{found}” is not in the list.", "Use {allowed}."),
    Code.NOT_A_DATE: Wording(_STOPS, "“{found}” is not a date.", "Write it as 2026-01-31 or 31 January 2026."),
    Code.DATE_AMBIGUOUS: Wording(
        _STOPS,
        "“{found}” can be read as two dates, day first or month first.",
        "Write it as 2026-01-31 or 31 January 2026.",
    ),
    Code.NOT_A_NUMBER: Wording(
        _STOPS,
        "“{found}” is not a number.",
        "Write digits only, with a point for decimals. Leave it empty when unknown.",
    ),
    Code.NOT_A_WHOLE_NUMBER: Wording(
        _STOPS, "“{found}” is not a whole number.", "Write digits only. Leave it empty when unknown."
    ),
    Code.OUT_OF_RANGE: Wording(
        _STOPS, "{found} is outside what is possible.", "Use a number {allowed}. Leave it empty when unknown."
    ),
    Code.NOT_A_LINK: Wording(
        _STOPS, "“{found}” is not a web address.", "Use one that begins with http:// or https://."
    ),
    Code.ID_TWICE: Wording(
        _STOPS,
        "The id “{found}” stands already in {allowed}.",
        "Give each row an id of its own. The second row is left out until then.",
    ),
    Code.ID_UNKNOWN: Wording(_STOPS, "There is no “{found}” in {allowed}.", "Correct the id, or add the row it names."),
    Code.PLACE_UNKNOWN: Wording(_STOPS, "“{found}” is not a place on the Places sheet.", "Use {allowed}."),
    Code.LOW_ABOVE_HIGH: Wording(
        _STOPS, "The low figure {found} is above the high figure {allowed}.", "Swap them, or correct one."
    ),
    Code.END_BEFORE_START: Wording(
        _STOPS, "The end, {found}, comes before the start, {allowed}.", "Swap them, or correct one."
    ),
    Code.HALF_A_POINT: Wording(_STOPS, "Of latitude and longitude only one is given.", "Give both, or neither."),
    Code.SETTING_UNKNOWN: Wording(_CHECK, "“{found}” is not a setting.", "Use {allowed}, or leave it, it is not used."),
    Code.SETTING_MISSING: Wording(_STOPS, "The setting “{allowed}” has no value.", "Fill in its value."),
    Code.FILE_KIND: Wording(
        _STOPS, "The file is {found}, not a spreadsheet.", "Save the table as .xlsx or .csv and give that file."
    ),
    Code.FILE_LOCKED: Wording(
        _STOPS,
        "The file is locked with a password, so nothing in it can be read.",
        "Open it, take the password off (File, Info, Protect workbook), and save it again.",
    ),
    Code.FILE_EMPTY: Wording(_STOPS, "There is nothing in the file.", "Give the file that holds the rows."),
    Code.FILE_TWICE: Wording(
        _CHECK, "The file holds the same bytes as {found}; it is read once.", "Nothing, if that was meant."
    ),
    Code.FILE_TOO_BIG: Wording(
        _STOPS,
        "The file has {found}, and at most {allowed} are read.",
        "Split it, or take out pictures and old sheets.",
    ),
    Code.FILE_TOO_HARD: Wording(
        _STOPS,
        "Reading the file was stopped: it needed more than {allowed}.",
        "Copy the cells in use into a new workbook and save that; a cell far from the others is a common cause.",
    ),
    Code.SHEET_TOO_LONG: Wording(
        _STOPS, "The sheet has {found} rows, and at most {allowed} are read.", "Split it, or delete rows not in use."
    ),
    Code.SHEET_TOO_WIDE: Wording(
        _STOPS,
        "The sheet has {found} columns, and at most {allowed} are read.",
        "Delete the columns not in use, also those that look empty.",
    ),
    Code.CELL_TOO_LONG: Wording(
        _STOPS, "The cell holds {found} characters, and at most {allowed} are read.", "Shorten it."
    ),
    Code.MACROS_PASSED_OVER: Wording(
        _CHECK, "The workbook holds macros. They are not run, and not kept in what is shown.", "Nothing."
    ),
    Code.LINKS_PASSED_OVER: Wording(
        _CHECK,
        "The workbook links to other files. The links are not followed; the values last saved are used.",
        "Check that the values are the newest.",
    ),
    Code.ENCODING_TAKEN: Wording(
        _CHECK,
        "The text is not UTF-8; it was read as {found}.",
        "Check that accents and other scripts are right; save the file as UTF-8 if not.",
    ),
    Code.CELLS_BEYOND: Wording(
        _STOPS,
        "The row has more cells than there are headings, beginning with “{found}”.",
        "Put text that holds the separator in quotation marks, or take the extra cells out.",
    ),
    Code.ERROR_VALUE: Wording(
        _STOPS, "The cell shows the error {found}.", "Mend the formula, or type the value. Leave it empty when unknown."
    ),
    Code.FORMULAS_READ: Wording(
        _CHECK,
        "{found} hold formulas, the first in {allowed}. The values last saved with them are used.",
        "Check that they are the newest, or paste them as values.",
    ),
    Code.FORMULA_EMPTY: Wording(
        _STOPS,
        "The cell holds the formula {found} without a saved value.",
        "Open the file in a spreadsheet program and save it, or paste the value.",
    ),
    Code.CONTROL_CHARACTER: Wording(
        _CHECK, "“{found}” holds characters that cannot be seen. They are left out.", "Type the text again."
    ),
    Code.HEADINGS_NOT_FOUND: Wording(
        _STOPS,
        "No row holds the headings of a table that is read here.",
        "Use the headings of the template{allowed}.",
    ),
    Code.LINES_ABOVE: Wording(
        _CHECK, "Above the headings stands “{found}”. It is not read.", "Nothing, if it is only a title."
    ),
    Code.HEADINGS_AGAIN: Wording(
        _CHECK, "The headings stand here a second time. The row is not read.", "Delete the row."
    ),
    Code.TOTALS_ROW: Wording(
        _CHECK, "“{found}” looks like a row of totals. It is not read.", "Delete it: totals are counted anew."
    ),
    Code.FOOTER: Wording(
        _CHECK, "Below the table stands “{found}”. It is not read.", "Nothing, if it is only a remark."
    ),
    Code.STRAY_ROW: Wording(
        _STOPS, "The row holds nothing but “{found}”.", "Fill in the row, or delete it. It is left out until then."
    ),
    Code.COORDINATES_SWAPPED: Wording(
        _STOPS,
        "Latitude and longitude look swapped: as they stand the point is {found}.",
        "Swap them: {allowed}.",
    ),
    Code.COORDINATES_FAR: Wording(
        _CHECK, "The point lies {found}.", "Check the coordinates, and the place named: {allowed}."
    ),
    Code.LIKELY_DUPLICATE: Wording(
        _CHECK,
        "“{found}” looks like the same event as {allowed}.",
        "If it is, keep one row and name all sources in it. If not, leave both.",
    ),
    Code.FIGURES_OUT_OF_ORDER: Wording(
        _CHECK,
        "The origin's own figures are out of order: {found}. They are kept in the notes, not as low and high.",
        "Ask the origin, or set low and high by hand once that is known.",
    ),
    Code.COLUMN_LEFT_OUT: Wording(
        _CHECK,
        "The sheet has no column “{allowed}”, in which {found} stand that are published. They would be unknown then.",
        "Add the column with its values, or let the sheet be merged: what it does not have stays then.",
    ),
    Code.IDS_RUN_TOGETHER: Wording(
        _STOPS, "“{found}” holds several ids run together.", "Separate them by semicolons: {allowed}."
    ),
    Code.PRIORS_NOT_WHOLE: Wording(
        _STOPS,
        "The priors sum to {found} percent, so no likelihood can follow from them.",
        "Make them sum to {allowed}, or leave all of them empty.",
    ),
    Code.ORDER_TWICE: Wording(
        _STOPS, "The order {found} is that of {allowed} already.", "Give each scenario an order of its own."
    ),
    Code.REMAINDER_NOT_ONE: Wording(
        _STOPS,
        "{found} say yes to “Anything else”, and exactly one should.",
        "Let one row stand for all that the others leave out, with yes, and say no in the others.",
    ),
    Code.REMAINDER_SMALL: Wording(
        _CHECK,
        "Only {found} percent are left for anything else.",
        "Leave at least {allowed} percent for what nobody has thought of.",
    ),
    Code.DATES_DIFFER: Wording(
        _STOPS,
        "The scenarios have different dates by when: {found} here, {allowed} above.",
        "Give all of them the same date, or none: futures that exclude each other have one date.",
    ),
    Code.THEME_HEAVY: Wording(
        _CHECK,
        "The indicators of the theme “{found}” weigh more than {allowed} together.",
        "Lower their weights; as they stand, they are held to that limit when likelihoods are worked out.",
    ),
    Code.ADDRESS_TWO_GRADES: Wording(
        _CHECK,
        "The source has another grade than a row with the same address: {found} here, {allowed}.",
        "Grade one page once: give both rows the same grade. Briefings show the more cautious one.",
    ),
    Code.ROWS_NOT_IMPORTED: Wording(_CHECK, "{found} are not taken over: {allowed}.", "Nothing, if that is meant."),
}
