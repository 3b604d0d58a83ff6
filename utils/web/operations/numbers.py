"""What is counted and timed while the app serves, as Prometheus reads it.

Knows names, units and labels. It must not know readers: no label holds an address, a query, a name or a session.
"""

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector, generate_latest

REGISTRY = CollectorRegistry()
"""Of this process alone: a scraper asks each replica."""

ProcessCollector(registry=REGISTRY)  # memory, CPU, open files, start: process_resident_memory_bytes and its like

_SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)

REQUESTS = Counter("briefbook_requests", "Answers over plain HTTP", ("method", "route", "status"), registry=REGISTRY)
REQUEST_SECONDS = Histogram(
    "briefbook_request_seconds", "Time until an answer was sent", ("route",), buckets=_SECONDS, registry=REGISTRY
)
PAGE_SECONDS = Histogram(
    "briefbook_page_seconds", "Time that a run of a page took", ("page",), buckets=_SECONDS, registry=REGISTRY
)
DOCUMENTS = Counter(
    "briefbook_documents", "Documents given, by form, and whether they were built or kept", ("form", "origin"),
    registry=REGISTRY,
)  # fmt: skip
DOCUMENT_SECONDS = Histogram(
    "briefbook_document_seconds", "Time that building a document took", ("form",), buckets=_SECONDS, registry=REGISTRY
)
READERS = Gauge("briefbook_readers", "Open websockets, one for each page that lies open", registry=REGISTRY)
FAILURES = Counter("briefbook_failures", "Failures in the log, each with a reference", ("kind",), registry=REGISTRY)
EDITION = Gauge("briefbook_edition", "The number of the edition that readers are shown", registry=REGISTRY)
STORE_REACHABLE = Gauge("briefbook_store_reachable", "1 while the store answers, 0 while not", registry=REGISTRY)
EDITION_DAMAGED = Gauge(
    "briefbook_edition_damaged", "1 while the newest edition is damaged and an earlier one is shown", registry=REGISTRY
)
READY = Gauge("briefbook_ready", "1 while readers may be sent here, as /readyz says", registry=REGISTRY)
DRAWING_ALIVE = Gauge(
    "briefbook_drawing_alive", "1 while the process that draws for documents lives", registry=REGISTRY
)


def exposition() -> bytes:
    """All of it in Prometheus's text format."""
    return generate_latest(REGISTRY)
