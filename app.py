"""The ASGI application that `streamlit run app.py` and `uvicorn app:app` serve."""

import streamlit as st
from starlette.middleware import Middleware

from utils.web import feed, papers, shortened
from utils.web.access import signin
from utils.web.access.opening import check_settings
from utils.web.access.passage import Passage
from utils.web.browser_half import BrowserHalf
from utils.web.desk import documents
from utils.web.failures import Apology, apologise
from utils.web.lifespan import lifespan
from utils.web.operations import probes
from utils.web.operations.attendance import Attendance
from utils.web.packing import Unpacked
from utils.web.routes import ROUTES
from utils.web.settings import ROOT
from utils.web.shield import Shield

check_settings()
app = st.App(
    ROOT / "utils" / "web" / "frame.py",
    lifespan=lifespan,
    routes=[
        *probes.ROUTES,
        *ROUTES,
        *papers.ROUTES,
        *feed.ROUTES,
        *signin.ROUTES,
        *documents.ROUTES,
        *shortened.ROUTES,
    ],
    middleware=[
        Middleware(Attendance),
        Middleware(Shield),
        Middleware(Apology),
        Middleware(Passage),
        Middleware(BrowserHalf),
        Middleware(Unpacked),
    ],
    on_script_error=apologise,
)
