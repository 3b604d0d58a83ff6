"""What the desk hands out over plain HTTP: templates, codebook, problems, marked copies, original files.

Knows addresses, and asks who may have what. It must not know how any of them is made.
"""

from collections.abc import Callable, Iterable
from functools import wraps
from typing import TypeAlias
from urllib.parse import quote

import anyio
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from utils.editions.lines import Deed
from utils.editions.refusals import StoreError
from utils.tables import codebook, quarantine
from utils.tables.csv_files import csv_file
from utils.tables.marking import copy_parts, marked_name
from utils.tables.problems import Problem, Severity
from utils.tables.schema import SPREADSHEETS
from utils.tables.templates import write_workbook
from utils.web.access.identity import user_of_scope
from utils.web.access.roles import Action
from utils.web.failures import status_of, told
from utils.web.settings import read_settings
from utils.web.stores import current_store, now

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Answer: TypeAlias = Callable[[Request], Response]


def _handed_out(action: Action, make: Answer) -> Callable[[Request], object]:
    """An endpoint for whoever may: made in a thread, a refusal told in a sentence, a bug by its reference."""

    @wraps(make)
    async def endpoint(request: Request) -> Response:
        if not user_of_scope(request.scope).may(action):
            return PlainTextResponse("This is for signed-in analysts.", 403)
        try:
            return await anyio.to_thread.run_sync(make, request)
        except (StoreError, LookupError) as error:
            return PlainTextResponse(str(error) if isinstance(error, StoreError) else "Not found", 404)
        except quarantine.QuarantineError as error:
            return PlainTextResponse(str(error), 422)
        except Exception as error:  # noqa: BLE001  # the reader gets a sentence, the log the traceback
            return PlainTextResponse(told(error, "Sorry, this could not be made."), status_of(error))

    return endpoint


def _download(content: bytes | str, name: str, kind: str) -> Response:
    headers = {
        "content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}",
        "cache-control": "private, no-store",
    }
    return Response(content, media_type=kind, headers=headers)


def template(request: Request) -> Response:
    """An empty spreadsheet."""
    name = request.path_params["name"]
    hxl = request.query_params.get("hxl") == "yes"
    return _download(write_workbook(SPREADSHEETS[name], hxl=hxl), name, XLSX)


def book(request: Request) -> Response:
    """A page of the codebook, as text."""
    page = codebook.pages()[request.path_params["name"]]
    return Response(page, media_type="text/plain; charset=utf-8")


def problems(request: Request) -> Response:
    """Every problem of a draft, a line each."""
    draft = current_store().draft(request.path_params["draft"])
    worst_first = sorted(draft.problems, key=lambda problem: list(Severity).index(problem.severity))
    return _download(problems_as_csv(worst_first), "problems.csv", "text/csv; charset=utf-8")


def problems_as_csv(found: Iterable[Problem]) -> str:
    """The problems as CSV for a spreadsheet program."""
    headings = ("Code", "Severity", "File", "Sheet", "Cell", "What is wrong", "What to do")
    rows = ((one.code.value, one.severity.value, one.file, one.sheet, one.cell, one.says, one.repair) for one in found)
    return csv_file(headings, rows)


def marked(request: Request) -> Response:
    """An uploaded file of a draft with every bad cell coloured and commented."""
    name = request.path_params["name"]
    store = current_store()
    draft = store.draft(request.path_params["draft"])
    content = store.uploaded(draft.id)[name]
    found = [problem for problem in draft.problems if problem.file == name]
    limits = read_settings().limits
    answer = quarantine.run(copy_parts(name, content, found, limits), limits, entry=quarantine.MARK)
    return _download(answer["copy"], marked_name(name), XLSX)


def original(request: Request) -> Response:
    """A file of an edition, byte for byte as it was uploaded; the audit keeps who had it."""
    number, sha256, name = (request.path_params[key] for key in ("number", "sha256", "name"))
    content = current_store().original(number, name, sha256)
    who = user_of_scope(request.scope).name
    current_store().record(Deed.DOWNLOADED, who, f"edition {number}", now(), name)
    return _download(content, name, "application/octet-stream")


ROUTES = [
    Route("/desk/templates/{name}", _handed_out(Action.READ_OPEN, template)),
    Route("/desk/codebook/{name}", _handed_out(Action.READ_OPEN, book)),
    Route("/desk/drafts/{draft}/problems.csv", _handed_out(Action.READ_DRAFT, problems)),
    Route("/desk/drafts/{draft}/marked/{name}", _handed_out(Action.READ_DRAFT, marked)),
    Route("/desk/editions/{number:int}/files/{sha256}/{name}", _handed_out(Action.DOWNLOAD_ORIGINAL, original)),
]
