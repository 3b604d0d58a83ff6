"""Where a shortened address leads: somebody cut a document's address at a slash, and means the pages of that edition.

Knows addresses. It must not know whether there is such an edition: the page says so.
"""

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from utils.briefing.imprint import FEED
from utils.web.papers import refusal
from utils.web.shelf import EDITION


async def edition_pages(request: Request) -> Response:
    """The first page of that edition, with the query."""
    query = f"&{request.url.query}" if request.url.query else ""
    return _elsewhere(request, f"?{EDITION}={request.path_params['number']}{query}")


async def newest_pages(request: Request) -> Response:
    """The first page of the newest edition, with the query."""
    return _elsewhere(request, f"?{request.url.query}" if request.url.query else "")


async def listing(request: Request) -> Response:
    """The feed, which lists the editions."""
    return _elsewhere(request, FEED)


async def unknown(_request: Request) -> Response:
    """That there is no such document, where the app would otherwise answer with a page that stays empty."""
    return refusal("There is no document of that name. The panel “Share this view” of any page names all.", 404)


def _elsewhere(request: Request, path: str) -> Response:
    return RedirectResponse(f"{request.scope.get('root_path', '')}/{path}", 307, {"cache-control": "no-store"})


ROUTES = [
    Route("/editions", listing),
    Route("/editions/{number:int}", edition_pages),
    Route("/editions/{number:int}/", edition_pages),
    Route("/latest", newest_pages),
    Route("/latest/", newest_pages),
    Route("/editions/{rest:path}", unknown),
    Route("/latest/{rest:path}", unknown),
]
"""They stand after the documents' own."""
