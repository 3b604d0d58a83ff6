"""The ASGI application that `streamlit run app.py` and `uvicorn app:app` serve."""

import streamlit as st
from starlette.middleware import Middleware

from utils.web.failures import apologise
from utils.web.lifespan import lifespan
from utils.web.routes import ROUTES
from utils.web.settings import ROOT
from utils.web.shield import Shield

app = st.App(
    ROOT / "utils" / "web" / "frame.py",
    lifespan=lifespan,
    routes=ROUTES,
    middleware=[Middleware(Shield)],
    on_script_error=apologise,
)
