"""Other readers of quantities, dates and places, each run as its documentation says at its best settings.

A module here has ``NAME``, ``KINDS`` (what it finds), ``LANGUAGES`` (what it says it reads) and ``find(text, language,
published)``, which gives lists by kind in the form of the annotations, as far as the peer says so much. Places come
with ``name`` and, where the peer says it, ``country``; the comparison looks the rest up in our gazetteer.
They are loaded only in the environment of the peers, by ``worker.py``.
"""

ALL = (
    "quantulum",
    "recognizers",
    "dateparser_search",
    "datefinder_text",
    "heideltime_text",
    "flashgeotext_places",
    "geotext_places",
)
