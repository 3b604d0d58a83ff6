"""What must be done about access before the first reader: settings are checked, the first token is printed.

Knows the order of a start. It must not know how a token is used.
"""

import sys

from streamlit import config

from utils.web.access import provider
from utils.web.access.console import say
from utils.web.access.signin import door
from utils.web.settings import SettingError, Settings, read_settings


def check_settings() -> Settings:
    """The settings. Stops the process with one sentence when they cannot be followed."""
    try:
        settings = read_settings()
        provider.check_provider()
    except SettingError as error:
        sys.exit(f"Briefbook cannot start. {error}")
    return settings


def open_door() -> None:
    """Let Streamlit know the limit of uploads, and print the first one-time token where no provider is set up."""
    settings = read_settings()
    config.set_option("server.maxUploadSize", settings.upload_mb)
    if not provider.is_configured():
        door().token.issue()
    elif not settings.analysts and settings.analyst_claim is None:
        say("Nobody is an analyst: set BRIEFBOOK_ANALYSTS or BRIEFBOOK_ANALYST_CLAIM.")
