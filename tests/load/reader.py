"""A reader without a browser: opens the page's socket and speaks Streamlit's own messages over it.

Rests on Streamlit's internals, as its browser half does. Messages that a browser would keep are kept by their hash.
"""

import asyncio
import contextlib
import re
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass, field

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect

PATIENCE = 120
STRIP = '<dl class="strip">'
"""What the numbers of a page stand in."""


class ReaderError(Exception):
    """The app showed an error, or did not finish."""


@dataclass(frozen=True)
class Answer:
    """One run of a page: seconds until its numbers and until its end, bytes received, and all its HTML."""

    figures: float
    whole: float
    size: int
    html: str


@dataclass
class Reader:
    """One tab. `widgets` holds the ids that the page gave its widgets, by the keys that we gave them."""

    socket: ClientConnection
    query: str = ""
    widgets: dict[str, str] = field(default_factory=dict)
    options: dict[str, list[str]] = field(default_factory=dict)
    chosen: dict[str, WidgetState] = field(default_factory=dict)
    known: set[str] = field(default_factory=set)
    path: str = ""

    async def open(self) -> Answer:
        """The page as the address asks for it."""
        return await self._run()

    async def choose(self, key: str, labels: list[str]) -> Answer:
        """The page after those labels were picked in the multiselect of that key."""
        state = WidgetState(id=self.widgets[key])
        state.string_array_value.data.extend(labels)
        self.chosen[key] = state
        return await self._run()

    async def press(self, key: str) -> Answer:
        """The page after the button of that key; buttons of the filter bar set its other widgets anew."""
        self.chosen.clear()
        return await self._run(WidgetState(id=self.widgets[key], trigger_value=True))

    async def _run(self, *pressed: WidgetState) -> Answer:
        message = BackMsg()
        asked = message.rerun_script
        asked.query_string, asked.page_name = self.query, self.path
        asked.widget_states.widgets.extend([*self.chosen.values(), *pressed])
        asked.cached_message_hashes.extend(self.known)
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        async with asyncio.timeout(PATIENCE):
            return await self._received(start)

    async def _received(self, start: float) -> Answer:
        size, html, figures = 0, [], None
        while True:
            raw = await self.socket.recv()
            size += len(raw)
            message = ForwardMsg()
            message.ParseFromString(raw)
            if message.metadata.cacheable and message.hash:
                self.known.add(message.hash)
            kind = message.WhichOneof("type")
            if kind == "delta":
                html.append(self._element(message))
                if figures is None and STRIP in html[-1]:
                    figures = time.perf_counter() - start
            elif kind == "page_info_changed":
                self.query = message.page_info_changed.query_string
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_SUCCESSFULLY:
                whole = time.perf_counter() - start
                return Answer(figures or whole, whole, size, "".join(html))
            elif kind == "script_finished" and message.script_finished == ForwardMsg.FINISHED_WITH_COMPILE_ERROR:
                raise ReaderError("the page could not be run")

    def _element(self, message: ForwardMsg) -> str:
        element = message.delta.new_element
        kind = element.WhichOneof("type")
        if kind == "exception" or (kind == "alert" and "Sorry" in element.alert.body):
            raise ReaderError(str(element)[:400])
        if kind in ("multiselect", "button"):
            widget = getattr(element, kind)
            key = re.sub(r"^\$\$ID-[0-9a-f]+-", "", widget.id)
            self.widgets[key] = widget.id
            if kind == "multiselect":
                self.options[key] = list(widget.options)
        return element.html.body if kind == "html" else ""


@contextlib.asynccontextmanager
async def reader(address: str, *, query: str = "", path: str = "") -> AsyncIterator[Reader]:
    """A reader whose socket is open, at `http://…`; it leaves afterwards."""
    where = f"{address.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(where, subprotocols=["streamlit"], max_size=None, compression=None) as socket:  # type: ignore[list-item]
        yield Reader(socket, query=query, path=path)
