"""Which measure an amount is of: the words beside it, and the indicator that they stand for in their sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from proxeny.reader.facts import partners
from proxeny.reader.facts.bounds import CAPITAL_OF, OTHER, PLAIN, Bound
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Amount, Passage

if TYPE_CHECKING:
    from proxeny.reader.facts.binding import Binder

_RIGHT_GAP = 30  # characters between an amount and the measure behind it
_SHARE = re.compile(r"^ ?\([^()]{1,40}\) ?")  # 607 billion yuan ($91 billion) in FDI, 5.8 billion (38.4%) were exports
_OPENS = 24  # characters before the measure that a sentence opens with
_EARLIER = 48  # characters from a date of comparison to what was then
_WORTH_GAP = 90  # characters from a measure to "worth"


def measure_after(binder: Binder, passage: Passage, amount: Amount) -> Cue | None:
    """The measure that follows an amount closely (``$1.35 billion in foreign direct investment``)."""
    links = binder.context.lexicon.words.get("right_links", frozenset())
    passed: set[str] = set()
    for cue in passage.cues:
        if cue.group != "measures" or cue.start < amount.end:
            continue
        gap = _SHARE.sub(" ", passage.between(amount.end, cue.start))
        if len(gap) > _RIGHT_GAP or re.search(r"[,;:.()|–—/\n]", gap):
            return None
        if cue.name == "capital":
            if passage.has("new", "adjusted", start=amount.end, end=min(passage.end, cue.end + _RIGHT_GAP)):
                return cue
            passed.update(partners._WORD.findall(passage.between(cue.start, cue.end)))
            continue
        words = [word for word in partners._WORD.findall(gap.replace("'", " ")) if word not in passed]
        if all(word in links for word in words) and cue.name not in ("capital", "economy", "growth_rate"):
            return cue
        return None
    return None


def measure_before(binder: Binder, passage: Passage, amount: Amount) -> Cue | None:
    """The last measure named before an amount, in its own clause where the clause names one."""
    floor = binder.clause_start(passage, amount.start)
    found = aside = None
    opening = passage.text.rfind("(", floor, amount.start)
    closing = passage.text.find(")", opening, amount.start) if opening >= 0 else -1
    for cue in passage.cues:
        if cue.group != "measures" or cue.end > amount.start:
            continue
        if any(other.name in ("compare", "than") and 0 <= cue.start - other.end <= 4 for other in passage.cues):
            continue
        if opening < cue.start and cue.end <= closing:
            aside = cue
            continue
        if cue.start >= floor and cue.name != "economy":
            balance = found is not None and found.name == "other" and joined_to(binder, passage, found, cue)
            found = found if balance else cue
    return found or aside


def is_balance(binder: Binder, passage: Passage, cue: Cue, amount: Amount) -> bool:
    """Whether a measure that we do not record stands right before an amount: ``a surplus of 3.6 billion``."""
    known = binder.context.lexicon.words
    plain = known.get("ties", frozenset()) | known.get("conversions", frozenset()) | known.get("bys", frozenset())
    words = partners._WORD.findall(passage.between(cue.end, amount.start).replace("'", "' "))
    return cue.name == "other" and len(words) <= 2 and all(word.rstrip("'") in plain for word in words)


def joined_to(binder: Binder, passage: Passage, head: Cue, cue: Cue) -> bool:
    """Whether a measure only tells of what another is: ``solde des échanges``, ``the tax on imports``."""
    gap = passage.between(head.end, cue.start)
    if not 0 < len(gap) <= 16 or re.search(r"[,;:.()|]", gap):
        return False
    words = binder.context.lexicon.words
    known = words.get("ties", frozenset()) | words.get("articles", frozenset()) | words.get("right_links", frozenset())
    return all(word.rstrip("'") in known for word in partners._WORD.findall(gap.replace("'", "' ")))


def indicator(binder: Binder, passage: Passage, amount: Amount, cue: Cue, done: list[Bound]) -> tuple[str, str, float]:
    nearer = [
        bound for bound in done
        if bound.indicator in CAPITAL_OF
        and (bound.amount.start >= cue.end or (cue.name == "fdi" and 0 <= cue.start - bound.amount.end <= 40))
    ]  # fmt: skip
    if nearer and cue.start < amount.start:
        if is_added(passage, nearer[-1].amount, amount):
            return OTHER, "part", 0.4
        return binder.capital_of(passage, nearer[-1].indicator), "capital-of-projects", 0.8
    if cue.name in PLAIN:
        if is_product(binder, passage, cue):
            return OTHER, "product", 0.6
        if both_ways(binder, passage, amount, cue):
            return "trade_turnover", "measure", 0.75
        binder.last_subject, binder.subject_index, binder.subject = cue, passage.index, PLAIN[cue.name]
        return PLAIN[cue.name], "measure", 0.85
    if cue.name == "trade_value":
        return trade_value(binder, passage, amount, cue), "measure", 0.7
    if cue.name in ("capital", "investment"):
        for bound in reversed(done):
            if bound.indicator in CAPITAL_OF:
                one = passage.marks("including", bound.amount.end, cue.start)
                listed = bool(one) and passage.has("single", start=one[0].end, end=cue.start)
                if listed or is_added(passage, bound.amount, amount):
                    return OTHER, "part", 0.4
                return binder.capital_of(passage, bound.indicator), "capital-of-projects", 0.85
            if bound.noun == "project":
                earlier_projects = done[: done.index(bound)]
                both = bool(earlier_projects) and earlier_projects[-1].indicator == "fdi_projects_new"
                # new and enlarged ones together
                both = both or (
                    passage.index - binder.fdi_near <= 1 and new_and_added(passage, cue, bound.amount)
                )
                return ("fdi_registered", "fdi", 0.7) if both else (OTHER, "capital", 0.6)
            if bound.noun == "other" and bound.amount.start < cue.start and cue.start - bound.amount.end < 60:
                return OTHER, "capital", 0.5  # the capital of companies
            if bound.noun not in (None, "country", "city", "market"):
                break
        earlier = [other for other in passage.cues if other.group == "measures" and other.end <= cue.start]
        if earlier and earlier[-1].name in PLAIN and cue.start - earlier[-1].end <= _WORTH_GAP:
            return indicator(binder, passage, amount, earlier[-1], done)
        if earlier and earlier[-1].name == "aid":
            return "aid_received", "aid", 0.7
        if passage.has("project", end=amount.start) and passage.has("aid_context", end=amount.start):
            return "aid_received", "aid", 0.7
        if of_one_project(binder, passage, amount, cue):
            return OTHER, "project", 0.5
        if any(other.name == "fdi" and with_domestic(binder, passage, other) for other in earlier):
            return OTHER, "both-capitals", 0.5
        if _of_both(passage, amount):
            return OTHER, "both-capitals", 0.5
        if not any(other.name == "fdi" for other in earlier) and not passage.has("fdi", end=amount.end + 60):
            if cue.name == "investment" and passage.has("licensed", end=min(passage.end, amount.end + 40)):
                return "investment_licensed_capital", "licensed", 0.6
            told = passage.has("disbursed", start=cue.start - 2, end=min(passage.end, cue.end + 24))
            paid = told and cue.name == "capital"
            owned = [other for other in passage.marks("foreign") if cue.end <= other.start < amount.start]
            if owned and passage.has("project", start=owned[0].start, end=amount.start):
                return "fdi_stock", "fdi", 0.7  # the registered capital of all foreign projects
            if paid and passage.index - binder.fdi_near <= 3:
                return "fdi_disbursed", "fdi", 0.7
            about_fdi = binder.theme_near(passage, 2) == "fdi"
            known = binder.context.lexicon.words.get("total_words", frozenset())
            fresh = passage.has("new", start=cue.start - 2, end=amount.start)
            whole = not known.isdisjoint(partners._WORD.findall(passage.between(cue.start, cue.end)))
            if cue.name == "capital" and about_fdi and whole and not fresh and binder.topic.is_flow(passage) and (
                cue.start - passage.start <= _OPENS and not passage.has("project", "company", end=amount.start)
            ):
                return "fdi_registered", "fdi", 0.65  # all that was told one by one before
            if cue.name == "capital" and about_fdi and fresh and not passage.has("adjusted", end=amount.start):
                return "fdi_new_registered", "fdi", 0.65
            added = passage.has("adjusted", start=max(passage.start, cue.start - 60), end=amount.start)
            if added and passage.index - binder.fdi_near <= 3 and new_and_added(passage, cue, amount):
                return "fdi_registered", "fdi", 0.65
            return OTHER, "capital", 0.5
        return fdi(binder, passage, amount, cue), "fdi", 0.75
    if cue.name == "fdi" and with_domestic(binder, passage, cue):
        return OTHER, "both-capitals", 0.5
    if cue.name == "fdi":
        binder.subject, binder.subject_index = fdi(binder, passage, amount, cue), passage.index
        return binder.subject, "fdi", 0.8
    if cue.name == "aid" and passage.has("world_body", end=cue.start) and not passage.has("total", end=amount.start):
        return OTHER, "gift", 0.5  # what one organisation gave is no sum of a period
    if cue.name == "aid":
        return "aid_received", "aid", 0.7
    if cue.name == "receipts" and passage.index - binder.tourism_near <= 1:
        return "tourism_revenue", "receipts", 0.65
    return OTHER, "other-measure", 0.6


def compared_with(binder: Binder, passage: Passage, amount: Amount, done: list[Bound]) -> tuple[Bound, str] | None:
    """The figure that an amount behind a date of comparison is the earlier value of, and the period it is of.

    ``dibandingkan periode yang sama tahun 2018 yang tercatat sebanyak 914``: said of the same as the figure before it.
    """
    before = [date for date in passage.dates if 0 <= amount.start - date.end <= _EARLIER]
    date = before[-1] if before and binder.periods.compared(passage, before[-1]) else None
    back = passage.marks("earlier", max(passage.start, amount.start - _EARLIER), amount.start)
    since = date.end if date is not None else back[-1].end if back else None
    if since is None:
        return None
    gap = passage.between(since, amount.start)
    named = any(
        cue.group == "measures" or cue.name.startswith("visitor")
        or cue.name in ("project", "agreement", "delegation", "event", "participant")
        for cue in passage.cues if since <= cue.start and cue.end <= amount.start
    )  # fmt: skip
    crossed = any(since <= other.start and other.end <= amount.start for other in passage.amounts)
    if named or crossed or re.search(r"[,;:%]", gap) or not binder.periods.says_level(gap):
        return None
    told = [bound for bound in done if bound.amount.kind == amount.kind and bound.indicator != OTHER]
    base = told[-1] if told else binder.topic.near(passage, 1)
    if base is None or base.amount.kind != amount.kind or base.indicator.endswith(("_growth", "_share")):
        return None
    if date is not None:
        period: str | None = binder.periods.counted_back(passage, date, base.period)
    else:
        words = set(partners._WORD.findall(passage.between(back[-1].start, back[-1].end).replace("'", " ")))
        period = binder.periods.one_back(base.period, words) if base.period else None
    return None if period is None or period == base.period else (base, period)


def is_added(passage: Passage, projects: Amount, amount: Amount) -> bool:
    """Whether an amount behind a number of projects is what was added or bought: ``64 projects, ... increased by``."""
    added = passage.marks("adjusted", projects.end, amount.start)
    return bool(added) and any(projects.end < mark < added[-1].start for mark in _parting(passage, projects, amount))


def _parting(passage: Passage, projects: Amount, amount: Amount) -> list[int]:
    """Where something else than the first amount of projects may begin: behind another amount or a semicolon."""
    ends = [other.end for other in passage.amounts if projects.end <= other.start and other.end <= amount.start]
    at = passage.text.find(";", projects.end, amount.start)
    return ends if at < 0 else [*ends, at]


def fdi(binder: Binder, passage: Passage, amount: Amount, cue: Cue) -> str:
    if cue.name == "capital" and passage.has("handover", end=amount.start):
        return "investment_licensed_capital"
    behind = cue.start > amount.end
    said = [
        other.end for other in passage.amounts
        if other.kind == "money" and other.end <= min(cue.start, amount.start)
    ]  # fmt: skip
    lo = max([passage.start, min(cue.start, amount.start) - 60, *said])
    hi = min(passage.end, max(cue.end, amount.end) + 30)
    stop = re.search(r"[,;]\s", passage.between(max(cue.end, amount.end), hi))
    hi = max(cue.end, amount.end) + stop.start() if stop else hi
    if passage.has("disbursed", start=lo, end=hi) or _paid_throughout(passage):
        return "fdi_disbursed"
    until = min(hi, cue.end + 30) if behind else amount.start
    if passage.has("adjusted", start=max(lo, cue.start - 30), end=until):
        return "fdi_registered" if new_and_added(passage, cue, amount) else OTHER
    if passage.has("project_stock_only", "cumulative", start=passage.start, end=amount.end):
        return "fdi_stock"
    if cue.name == "capital" and passage.has("new", start=passage.start if not behind else amount.end, end=until):
        return "fdi_new_registered"
    so_far = passage.has("standing", start=passage.start, end=min(cue.start, amount.start))
    if so_far and not passage.has("year_to_date") and not any(date.end <= amount.start for date in passage.dates):
        return "fdi_stock"
    return "fdi_registered"


def _paid_throughout(passage: Passage) -> bool:
    """Whether a passage opens with investment that was realised, so that all its sums are."""
    first = min((other.start for other in passage.amounts if other.kind == "money"), default=passage.end)
    paid = passage.marks("disbursed", passage.start, first)
    return any(
        cue.name in ("investment", "capital", "fdi")
        and (0 <= mark.start - cue.end <= 3 or 0 <= cue.start - mark.end <= 3)
        for cue in passage.cues
        for mark in paid
    )  # fmt: skip


def new_and_added(passage: Passage, cue: Cue, amount: Amount) -> bool:
    """Whether capital is said of new and of enlarged projects at once, which is all that was registered."""
    lo = max(passage.start, cue.start - 60)
    added = passage.marks("adjusted", lo, amount.start)
    if not added:
        return False
    parted = any(other.end > lo and added[0].start > other.end for other in passage.amounts if other.kind == "money")
    return not parted and any(
        abs(mark.start - other.start) <= 70 for mark in passage.marks("new", lo, amount.start) for other in added
    )


def _of_both(passage: Passage, amount: Amount) -> bool:
    """Whether an amount is parted into foreign and domestic behind it: ``39 trillion, of which PMA 3 and PMDN 36``."""
    foreign = [cue for cue in passage.cues if cue.name == "fdi"]
    parted = passage.marks("including", amount.end, foreign[0].start) if foreign else []
    others = [cue for cue in passage.cues if cue.group == "measures" and cue.name == "other" and cue.start > amount.end]
    return bool(foreign) and foreign[0].start > amount.end and bool(parted) and bool(others)


def with_domestic(binder: Binder, passage: Passage, cue: Cue) -> bool:
    """Whether foreign capital is counted together with domestic: ``realisasi PMA dan PMDN``."""
    for other in passage.cues:
        if other.group != "measures" or other.name != "other":
            continue
        gap = passage.between(min(cue.end, other.end), max(cue.start, other.start)).strip(" ()/")
        if len(gap) <= 8 and gap in binder.context.lexicon.words.get("ands", frozenset()) | {"/", ""}:
            return True
    return False


def worth(passage: Passage, cue: Cue, done: list[Bound]) -> Cue | None:
    """The trade or output that ``worth`` before an amount is said of, if nothing was counted since."""
    earlier = [other for other in passage.cues if other.group == "measures" and other.end <= cue.start]
    if not earlier or earlier[-1].name not in PLAIN or cue.start - earlier[-1].end > _WORTH_GAP:
        return None
    return None if any(bound.amount.start >= earlier[-1].end for bound in done) else earlier[-1]


def of_one_project(binder: Binder, passage: Passage, amount: Amount, cue: Cue) -> bool:
    """Whether capital is that of one project or company: ``the LG plant, with a capital of 1.5 billion USD``."""
    plurals = binder.context.lexicon.words.get("plurals", frozenset())
    before = [other.end for other in passage.amounts if other.end <= amount.start and other.kind != "measure"]
    floor = max([binder.clause_start(passage, amount.start), *(end for end in before[-1:] if end < cue.start)])
    for one in passage.marks("single", floor, amount.start):
        counted = any(0 <= one.start - end <= 2 for end in before)
        words = partners._WORD.findall(passage.between(max(passage.start, one.start - 12), one.start))
        if not counted and not (words and words[-1] in plurals):
            return True
    return False


def both_ways(binder: Binder, passage: Passage, amount: Amount, cue: Cue) -> bool:
    """Whether one amount is told of exports and imports together: ``exports and imports came to 87 billion``."""
    other_way = {"exports": "imports", "imports": "exports"}.get(cue.name)
    before = [other for other in passage.cues if other.group == "measures" and other.end <= cue.start]
    if other_way is None or not before or before[-1].name != other_way or amount.start < cue.end:
        return False
    words = [
        word.rstrip("'")
        for word in partners._WORD.findall(passage.between(before[-1].end, cue.start).replace("'", "' "))
    ]
    known = binder.context.lexicon.words
    joins = known.get("ands", frozenset()) | known.get("articles", frozenset()) | known.get("ties", frozenset())
    joined = bool(words) and len(words) <= 3 and words[0] in known.get("ands", ()) and all(w in joins for w in words)
    return joined and amount.start not in binder.series.measures and amount.start not in binder.series.heads


def trade_value(binder: Binder, passage: Passage, amount: Amount, cue: Cue) -> str:
    """What a bare ``turnover`` is of: the trade named in the sentence, or that the text speaks of, else all."""
    for other in reversed(passage.cues):
        if other.end > cue.start:
            continue
        if other.name in ("exports", "imports", "trade_turnover"):
            return other.name
        if other.name in ("customer", "supplier"):
            return "exports" if other.name == "customer" else "imports"
    theme = binder.theme_near(passage, 2)
    return theme if theme in ("exports", "imports") else "trade_turnover"


def is_product(binder: Binder, passage: Passage, cue: Cue) -> bool:
    """Whether a measure is only of one kind of goods (``rice exports``, ``xuất khẩu gạo``)."""
    for other in passage.cues:
        if other.name != "product":
            continue
        before = cue.start - other.end
        after = other.start - cue.end
        if 0 <= before <= 2 or (
            0 <= after <= 8 and not re.search(r"[,;:.(\d]", passage.between(cue.end, other.start))
        ):
            return True
    return of_goods(binder, passage, cue)


def of_goods(binder: Binder, passage: Passage, cue: Cue) -> bool:
    """Whether goods of some kind follow a measure: ``exported electrical products worth 29 billion``."""
    words = binder.context.lexicon.words
    plain = words.get("stops", frozenset()) | words.get("articles", frozenset()) | words.get("rate_words", frozenset())
    for other in passage.marks("goods", cue.end, cue.end + 60):
        gap = passage.between(cue.end, other.start)
        kinds = partners._WORD.findall(gap)
        starts = [item.start for item in passage.amounts] + [place.start for place in passage.places]
        crossed = any(cue.end <= start < other.start for start in starts)
        if kinds and not crossed and not re.search(r"[,;:.(]", gap) and not any(word in plain for word in kinds):
            return True
    return False
