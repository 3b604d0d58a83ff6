"""`python -m utils.briefing`: writes a briefing as a document, and mails it; for schedulers.

Knows the command line, and with it the clock and the environment. It must not know how a briefing is made.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import parse_qs

from utils.analysis.filters import DIMENSIONS, FROM, TO, Filters, Ignored, from_query, options_of, to_query
from utils.analysis.views import SavedView, view_named
from utils.briefing import rendition
from utils.briefing.choice import ignored_lines
from utils.briefing.compose import Earlier, compose
from utils.briefing.imprint import Imprint, permanent_path
from utils.briefing.mail import Enclosed, checked, letter
from utils.briefing.naming import file_name
from utils.briefing.pdf import PAPERS
from utils.briefing.post import Post, PostError, read_post, send
from utils.briefing.sharing import may_compare, open_to_all
from utils.briefing.what_ifs import WhatIfs, read_what_ifs
from utils.editions.edition import Edition
from utils.editions.refusals import StoreError, UnreachableError
from utils.editions.shipped import read_shipped
from utils.editions.store import Store
from utils.tables.limits import LimitError, limits_of
from utils.visuals.drawing import DrawingError
from utils.visuals.geography import GeographyError, read_base
from utils.visuals.palette import PAPER

DATABASE = "DATABASE_URL"
LATEST = "latest"
WRITTEN, REFUSED, SENSELESS = 0, 1, 2
"""The exit statuses: all is done; something could not be done; the call makes no sense, and nothing was done."""


class CallError(Exception):
    """Why the call makes no sense, as a sentence."""


def main(arguments: Sequence[str] | None = None, environment: Mapping[str, str] | None = None) -> int:
    """The exit status; what went wrong, and what of the choice could not be followed, is told on standard error."""
    given = _parser().parse_args(arguments)
    try:
        _run(given, os.environ if environment is None else environment)
    except CallError as error:
        _tell(str(error))
        return SENSELESS
    except (StoreError, UnreachableError, PostError, GeographyError, DrawingError, OSError) as error:
        _tell(str(error))
        return REFUSED
    return WRITTEN


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m utils.briefing", description=__doc__.partition("\n")[0])
    where = parser.add_argument_group("which edition")
    where.add_argument("--edition", metavar="N", help="latest, or the number of a published edition")
    where.add_argument("--database", metavar="URL", help=f"where editions are kept; else as {DATABASE} says")
    where.add_argument("--data", type=Path, default=Path("data"), help="without --edition: a folder of spreadsheets")
    where.add_argument("--reference", type=Path, default=Path("data/reference"), help="the folder of the base map")
    what = parser.add_argument_group("what of it; each of these may be given more than once, but for days")
    for dimension in DIMENSIONS:
        what.add_argument(f"--{dimension.parameter}", action="append", metavar="NAME", help=dimension.label.lower())
    for end, meaning in ((FROM, "first"), (TO, "last")):
        what.add_argument(f"--{end}", metavar="DAY", help=f"the {meaning} day, as 2026-01-31")
    what.add_argument("--view", metavar="NAME", help="a saved view of the edition")
    what.add_argument("--query", default="", help="the view as in a link: district=alder&if-radius=50")
    how = parser.add_argument_group("as what, and where to")
    how.add_argument("--out", type=Path, help=f"the file, whose name ends in one of {', '.join(rendition.FORMS)}")
    how.add_argument("--paper", choices=sorted(PAPERS), default="a4", help="of the PDF")
    how.add_argument("--summary", action="store_true", help="the PDF on two pages")
    how.add_argument("--address", default="", metavar="URL", help="where the app is, for the links in the document")
    how.add_argument("--email", action="append", metavar="NAME@HOST", help="mail it, by the BRIEFBOOK_SMTP_ settings")
    how.add_argument("--mail-restricted", action="store_true", help="mail it also when its label is above TLP:GREEN")
    return parser


def _run(given: argparse.Namespace, environment: Mapping[str, str]) -> None:
    out, recipients = _destinations(given)
    form = out.suffix.lower().removeprefix(".") if out else ""
    post = read_post(environment) if recipients else None
    url = given.database or environment.get(DATABASE, "")
    edition = _edition(given, url, environment)
    if recipients and not given.mail_restricted:
        _refuse_restricted(edition)
    view = _view(given, edition, lambda: _earlier(edition, url))
    for line in view.briefing.ignored:
        _tell(line)
    if out:
        _write(out, view.render(form))
    if post:
        _mail(view, recipients, post)


def _destinations(given: argparse.Namespace) -> tuple[Path | None, list[str]]:
    """The file, if one is asked for or nothing else is, and whom to mail it to."""
    recipients = [one.strip() for many in given.email or [] for one in many.split(",") if one.strip()]
    try:
        recipients = [checked(one) for one in recipients]
    except ValueError as error:
        raise CallError(str(error)) from error
    out = given.out or (None if recipients else Path("briefing.pdf"))
    if out and out.suffix.lower().removeprefix(".") not in rendition.FORMS:
        raise CallError(f"{out} cannot be written: its name must end in one of {', '.join(rendition.FORMS)}.")
    return out, recipients


def _edition(given: argparse.Namespace, url: str, environment: Mapping[str, str]) -> Edition:
    """The edition that is asked for."""
    if given.edition is None:
        if not given.data.is_dir():
            raise CallError(f"There is no folder {given.data}. Name one with --data, or an edition with --edition.")
        try:
            return read_shipped(given.data, limits_of(environment))
        except LimitError as error:
            raise CallError(str(error)) from error
    if given.edition != LATEST and not (given.edition.isascii() and given.edition.isdigit()):
        raise CallError(f"“{given.edition}” is no edition; allowed are {LATEST} or a number.")
    with _store(url) as store:
        return store.edition(store.latest_number() if given.edition == LATEST else int(given.edition[:9]))


def _earlier(edition: Edition, url: str) -> Edition | None:
    """The edition before, where it is at hand and readers of this one may be told of it."""
    if edition.parent is None:
        return None
    with _store(url) as store:
        before = store.edition(edition.parent)
    return before if may_compare(edition.dataset.about.label, before.dataset.about.label) else None


@contextmanager
def _store(url: str) -> Iterator[Store]:
    """The store at that address; none is made where there is none."""
    file = Path(url.removeprefix("sqlite:///"))
    if not url or (url.startswith("sqlite:///") and not file.is_file()):
        found = f"There is no database {file}." if url else "No database is named."
        raise CallError(f"{found} Name it with --database or {DATABASE}: sqlite:///FILE or postgresql://…")
    store = Store(url)
    try:
        yield store
    finally:
        store.close()


def _refuse_restricted(edition: Edition) -> None:
    label = edition.dataset.about.label
    if not open_to_all(label):
        raise PostError(
            f"The edition is {label or 'not labelled'}; nothing was mailed or written. "
            "Give --mail-restricted when every recipient may have it."
        )


def _view(given: argparse.Namespace, edition: Edition, earlier: Earlier) -> rendition.View:
    options = options_of(edition.dataset, edition.as_of)
    typed = _typed(given)
    query = {**_saved(given, edition), **parse_qs(given.query.lstrip("?")), **typed}
    filters, ignored = from_query(query, options)
    _refuse_unknown(typed, ignored)
    tried, passed_over = read_what_ifs(query, edition, filters)
    briefing = compose(
        edition,
        filters,
        ignored=(*ignored, *passed_over),
        options=options,
        base=read_base(given.reference),
        look=PAPER,
        earlier=earlier,
        what_ifs=tried,
    )
    imprint = _imprint(given.address, edition, filters, tried)
    return rendition.View(edition, filters, briefing, imprint, given.paper, given.summary)


def _typed(given: argparse.Namespace) -> dict[str, list[str]]:
    """What was typed for this call, by the names that links use."""
    told = {name: getattr(given, name) for name in (FROM, TO, *(dimension.parameter for dimension in DIMENSIONS))}
    return {name: value if isinstance(value, list) else [value] for name, value in told.items() if value is not None}


def _refuse_unknown(typed: Mapping[str, Sequence[str]], ignored: Sequence[Ignored]) -> None:
    """A link may be old and shows the nearest view; a slip in a call must not mail the whole theatre to a district."""
    wrong = [one for one in ignored if one.value in typed.get(one.parameter, ())]
    if wrong:
        lines = [line.replace("The link asked", "The call asked") for line in ignored_lines(wrong)]
        raise CallError("\n".join([*lines, "Nothing was written."]))


def _saved(given: argparse.Namespace, edition: Edition) -> Mapping[str, Sequence[str]]:
    if given.view is None:
        return {}
    found = view_named(edition.dataset, given.view)
    if isinstance(found, SavedView):
        return found.query
    offered = f" The nearest is “{found}”." if found else ""
    raise CallError(f"The edition has no saved view “{given.view}”.{offered}")


def _imprint(address: str, edition: Edition, filters: Filters, tried: WhatIfs) -> Imprint:
    """Where a server at that address keeps this very view; nowhere when no address is given."""
    origin = f"{address.rstrip('/')}/" if address else ""
    query = {**to_query(filters), **tried.query}
    return Imprint(f"{origin}{permanent_path(edition.number, 'briefing.html', query)}" if origin else "")


def _write(out: Path, content: bytes) -> None:
    """Whole or not at all: whoever waits for the file never reads half of it."""
    part = out.with_name(f"{out.name}.part")
    part.write_bytes(content)
    part.replace(out)


def _mail(view: rendition.View, recipients: Sequence[str], post: Post) -> None:
    name = file_name("briefing", view.edition.as_of.isoformat(), view.filters, "pdf", short=view.short)
    enclosed = Enclosed(view.render("html"), view.render("pdf"), name, view.imprint.address)
    now = dt.datetime.now(dt.UTC)
    send([letter(view.briefing, enclosed, post.sender, recipient, now) for recipient in recipients], post)


def _tell(line: str) -> None:
    print(line, file=sys.stderr)  # noqa: T201  # telling is what a command line is for


if __name__ == "__main__":
    sys.exit(main())
