"""What rules ask of a visit, an agreement, an event, a gift of aid: rule packs as data, and the cases that run by them.

``rules`` is pure Python: it loads packs and counts days, and knows nothing of Django. The rest of the app keeps the
cases: ``services`` (open, record, ask, answer, tick, override, close), ``queries`` (what is due), ``limits``. The
README beside this file lists what other apps may call.
"""
