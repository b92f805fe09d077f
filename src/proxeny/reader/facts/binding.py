"""What each amount of a passage measures: amounts tied to the words of a measure or to the noun they count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from proxeny.reader.facts import counts, growth, listed, partners, tables
from proxeny.reader.facts.context import Amount, Context, Passage, Where
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.periods import Periods

OTHER = "other"
# The capital that goes with a count of projects named before it.
CAPITAL_OF = {
    "fdi_projects_stock": "fdi_stock",
    "fdi_projects_new": "fdi_new_registered",
    "investment_licensed_projects": "investment_licensed_capital",
    "investment_called_projects": "investment_called_capital",
    "aid_programmes": "aid_received",
}
_PLAIN = {
    "grdp": "grdp", "grdp_per_capita": "grdp_per_capita", "budget_revenue": "budget_revenue", "exports": "exports",
    "imports": "imports", "trade_turnover": "trade_turnover", "tourism_revenue": "tourism_revenue",
}  # fmt: skip
_RIGHT_GAP = 30


@dataclass
class Bound:
    """An amount with what it measures; ``indicator`` is ``other`` where it is something we do not record."""

    amount: Amount
    indicator: str
    rule: str
    confidence: float
    cue: Cue | None = None
    noun: str | None = None
    partner: str | None = None
    period: str | None = None
    value_sign: int = 1
    optional: bool = False
    target: bool = False


@dataclass
class Binder:
    """Binds the amounts of one document passage by passage; keeps what carries over from one to the next."""

    context: Context
    periods: Periods
    fdi_near: int = -99  # index of the last passage that spoke of foreign investment
    aid_near: int = -99
    event_near: int = -99
    tourism_near: int = -99
    head: tables.Heading | None = None  # the last heading of a table or list
    label: Passage | None = None  # the line before, if it is only a caption
    row_before: str = ""  # the indicator of the table row before
    last_subject: Cue | None = None
    subject_index: int = -99
    subject: str | None = None  # the indicator that lists by country in the next sentences go on with
    mentions: Counter[tuple[str, str]] = field(default_factory=Counter)
    _country: str | None = None  # the only foreign country of the last passage with one

    def bind(self, passage: Passage) -> list[Bound]:
        """The amounts of a passage in text order, each with its measure, partner and period where they are known."""
        self._look_round(passage)
        if tables.is_heading(self, passage):
            self.head = tables.heading(self, passage)
            self.label = passage if tables.is_label(passage) else None
            return []
        under = tables.stacked(self, passage, self.label)
        self.label = passage if tables.is_label(passage) else None
        if under is not None:
            return under
        row = tables.rows(self, passage, self.head)
        if row is not None:
            if any(bound.indicator.startswith("fdi_") for bound in row):
                self.fdi_near = passage.index
            return row
        done: list[Bound] = []
        amounts = [amount for amount in passage.amounts if amount.kind != "measure" and not amount.quantity.optional]
        for at, amount in enumerate(amounts):
            left = max(amounts[at - 1].end if at else passage.start, self.clause_start(passage, amount.start))
            right = min(
                amounts[at + 1].start if at + 1 < len(amounts) else passage.end,
                self._break_after(passage, amount.end),
            )
            match amount.kind:
                case "money":
                    bound = self._money(passage, amount, left, right, done)
                case "%":
                    bound = growth.share_or_growth(self, passage, amount, left, right, done)
                case _:
                    bound = counts.count(self, passage, amount, left, right, done)
            if bound is not None:
                self._into_projects(passage, bound, done)
                done.append(bound)
        return done

    def _into_projects(self, passage: Passage, projects: Bound, done: list[Bound]) -> None:
        """Give an amount its projects where they follow it: ``$1.02 billion was invested in 92 new projects``."""
        if projects.noun != "project" or not done or done[-1].amount.kind != "money":
            return
        money = done[-1]
        gap = passage.between(money.amount.end, projects.amount.start)
        # "2 billion USD of FDI in 92 new projects" is all of it
        total = money.cue is not None and money.cue.name == "fdi"
        if total or len(gap) > 32 or re.search(r"[,;:.()]", gap) or not money.indicator.startswith(("fdi_", OTHER)):
            return
        words = partners._WORD.findall(gap)
        if not words or words[-1] not in self.context.lexicon.words.get("intos", ()):
            return
        money.indicator = CAPITAL_OF.get(projects.indicator, OTHER)
        money.rule, money.period = "capital-of-projects", projects.period or money.period

    @property
    def counterpart(self) -> str | None:
        """The partner that "the two sides" would mean: the last country named alone, or its city named most."""
        of_country = [key for key in self.mentions if key[0] == self._country]
        return max(of_country, key=lambda key: self.mentions[key])[1] if of_country else None

    def _look_round(self, passage: Passage) -> None:
        countries = {place.country: place.label for place in partners.foreign(self.context, passage)}
        for place in partners.foreign(self.context, passage):
            self.mentions[place.country, place.label] += 1
        if len(countries) == 1:
            self._country = next(iter(countries))
        for cue in passage.cues:
            if cue.name == "fdi" or (cue.name == "project" and passage.has("foreign", end=cue.end)):
                self.fdi_near = passage.index
            elif cue.name in ("aid", "aid_context", "programme"):
                self.aid_near = passage.index
            elif cue.name in ("visitor", "visitor_int", "visitor_dom", "tourism_revenue"):
                self.tourism_near = passage.index
            elif cue.name == "event_context":
                self.event_near = passage.index

    @staticmethod
    def clause_start(passage: Passage, position: int) -> int:
        """Where the clause of a position begins: after the semicolon before it."""
        return max(passage.start, passage.text.rfind(";", passage.start, position) + 1)

    @staticmethod
    def _break_after(passage: Passage, position: int) -> int:
        at = passage.text.find(";", position, passage.end)
        return passage.end if at < 0 else at

    def _money(self, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
        if self._is_conversion(passage, amount, done):
            return None
        cue = self._measure_after(passage, amount) or self._measure_before(passage, amount)
        if cue is None and left > passage.start:
            again = self._elliptic(passage, amount, left, right, done)
            if again is not None:
                return again
        if cue is None:
            return listed.unnamed(self, passage, amount, left, right, done)
        if counts.changed(passage, amount):
            return Bound(amount, OTHER, "change", 0.5, cue)
        own = self.periods.own(passage, amount, left, right)
        if own is None and passage.has("earlier", start=max(left, amount.start - 50, cue.start), end=amount.start):
            return Bound(amount, OTHER, "earlier", 0.5, cue)
        indicator, rule, confidence = self._indicator(passage, amount, cue, done)
        if rule == "capital" and not passage.has("project", end=amount.start):
            again = listed.by_country(self, passage, amount, left, right)
            if again is not None:
                return again
        told = listed.respectively(self.context, passage, amount, cue)
        if told is not None:
            measure, place = told
            named = self._indicator(passage, amount, measure, done)[0]
            period = self.periods.of(passage, amount, named, left, right)
            label = place.label if place is not None else None
            return Bound(amount, named, "respectively", 0.75, measure, None, label, period)
        used = [bound for bound in done if bound.cue is cue and bound.amount.kind == "money"]
        if rule == "capital-of-projects":
            used = [bound for bound in used if bound.indicator == indicator]
        partner = self._partner(passage, amount, cue, left, right, bool(used))
        if used and indicator != OTHER and passage.has("year_to_date", start=used[-1].amount.end, end=amount.start):
            period = self.periods.of(passage, amount, indicator, left, right)
            return Bound(amount, indicator, "year-to-date", 0.75, cue, None, used[-1].partner, period)
        if used and indicator != OTHER:
            if indicator == "aid_received" and (partner is None or partner.name):
                return Bound(amount, OTHER, "second-amount", 0.5, cue)
            aimed = passage.has("target", start=used[-1].amount.end, end=amount.start)
            if partner is None and aimed and amount.start - used[-1].amount.end < 40:
                year = (used[-1].period or "")[:4] or None
                period = self.periods.own(passage, amount, left, right) or year
                return Bound(amount, indicator, "target-of", 0.65, cue, None, used[-1].partner, period, target=True)
            if partner is None and not self._is_comparison(passage, amount, used[-1], left, right):
                return Bound(amount, OTHER, "second-amount", 0.5, cue)
            rule, confidence = "compared", min(confidence, 0.75)
            if partner is None:
                period = self.periods.own(passage, amount, left, right)
                return Bound(amount, used[-1].indicator, rule, confidence, cue, None, used[-1].partner, period)
        if cue.start > amount.end:
            right = max(right, cue.end)
        label = (
            partner.label if partner is not None else listed.shared_partner(self.context, passage, indicator, cue, done)
        )
        period = self.periods.of(passage, amount, indicator, left, right)
        if rule == "capital-of-projects":
            projects = [bound for bound in done if CAPITAL_OF.get(bound.indicator) == indicator]
            label = label or (projects[-1].partner if projects else None)
            period = self.periods.own(passage, amount, left, right) or (projects[-1].period if projects else period)
        return Bound(amount, indicator, rule, confidence, cue, None, label, period)

    def _elliptic(self, passage: Passage, amount: Amount, left: int, right: int, done: list[Bound]) -> Bound | None:
        """The measure of the clause before, where a clause opens with its own date: ``; in ten months 15 billion``."""
        last = next((bound for bound in reversed(done) if bound.amount.kind == "money"), None)
        counted_on = passage.has("year_to_date", start=left, end=amount.start)
        dated = counted_on or any(left <= date.start and date.end <= amount.start for date in passage.dates)
        if last is None or last.indicator == OTHER or not dated or passage.has("project", start=left, end=amount.start):
            return None
        own = self.periods.own(passage, amount, left, right)
        if counted_on:
            own = self.periods.of(passage, amount, last.indicator, left, right)
        if own is None or own == last.period:
            return None
        return Bound(amount, last.indicator, "elliptic", 0.65, last.cue, None, last.partner, own)

    def _partner(self, passage: Passage, amount: Amount, cue: Cue, left: int, right: int, again: bool) -> Where | None:
        if not again:
            tied = partners.of_cue(self.context, passage, cue)
            if tied is not None:
                return tied
        return partners.of_amount(self.context, passage, amount, left if again else max(left, cue.end), right)

    def _measure_after(self, passage: Passage, amount: Amount) -> Cue | None:
        """The measure that follows an amount closely (``$1.35 billion in foreign direct investment``)."""
        links = self.context.lexicon.words.get("right_links", frozenset())
        for cue in passage.cues:
            if cue.group != "measures" or cue.start < amount.end:
                continue
            gap = passage.between(amount.end, cue.start)
            if len(gap) > _RIGHT_GAP or re.search(r"[,;:.()|–—/\n]", gap):
                return None
            if cue.name == "capital":
                continue
            words = partners._WORD.findall(gap.replace("'", " "))
            if all(word in links for word in words) and cue.name not in ("capital", "economy", "growth_rate"):
                return cue
            return None
        return None

    def _measure_before(self, passage: Passage, amount: Amount) -> Cue | None:
        """The last measure named before an amount, in its own clause where the clause names one."""
        floor = self.clause_start(passage, amount.start)
        found = None
        for cue in passage.cues:
            if cue.group != "measures" or cue.end > amount.start:
                continue
            if cue.start >= floor and cue.name != "economy":
                found = cue
        return found

    def _indicator(self, passage: Passage, amount: Amount, cue: Cue, done: list[Bound]) -> tuple[str, str, float]:
        nearer = [bound for bound in done if bound.amount.start >= cue.end and bound.indicator in CAPITAL_OF]
        if nearer and cue.start < amount.start:
            return CAPITAL_OF[nearer[-1].indicator], "capital-of-projects", 0.8
        if cue.name in _PLAIN:
            if self.is_product(passage, cue):
                return OTHER, "product", 0.6
            self.last_subject, self.subject_index, self.subject = cue, passage.index, _PLAIN[cue.name]
            return _PLAIN[cue.name], "measure", 0.85
        if cue.name == "capital":
            for bound in reversed(done):
                if bound.indicator in CAPITAL_OF:
                    return CAPITAL_OF[bound.indicator], "capital-of-projects", 0.85
                if bound.noun == "project":
                    both = any(
                        other.indicator == "fdi_projects_new" for other in done
                    )  # new and enlarged ones together
                    return ("fdi_registered", "fdi", 0.7) if both else (OTHER, "capital", 0.6)
                if bound.noun not in (None, "country", "city", "market"):
                    break
            earlier = [other for other in passage.cues if other.group == "measures" and other.end <= cue.start]
            if earlier and earlier[-1].name in _PLAIN and cue.start - earlier[-1].end <= 30:
                return self._indicator(passage, amount, earlier[-1], done)
            if earlier and earlier[-1].name == "aid":
                return "aid_received", "aid", 0.7
            if passage.has("project", end=amount.start) and passage.has("aid_context", end=amount.start):
                return "aid_received", "aid", 0.7
            if not any(other.name == "fdi" for other in earlier) and not passage.has("fdi"):
                paid = passage.has("disbursed", start=cue.start - 2, end=min(passage.end, cue.end + 24))
                owned = [other for other in passage.marks("foreign") if cue.end <= other.start < amount.start]
                if owned and passage.has("project", start=owned[0].start, end=amount.start):
                    return "fdi_stock", "fdi", 0.7  # the registered capital of all foreign projects
                if paid and passage.index - self.fdi_near <= 3:
                    return "fdi_disbursed", "fdi", 0.7
                return OTHER, "capital", 0.5
            return self._fdi(passage, amount, cue), "fdi", 0.75
        if cue.name == "fdi":
            self.subject, self.subject_index = self._fdi(passage, amount, cue), passage.index
            return self.subject, "fdi", 0.8
        if cue.name == "aid":
            return "aid_received", "aid", 0.7
        if cue.name == "receipts" and passage.index - self.tourism_near <= 1:
            return "tourism_revenue", "receipts", 0.65
        return OTHER, "other-measure", 0.6

    def _fdi(self, passage: Passage, amount: Amount, cue: Cue) -> str:
        lo, hi = max(passage.start, min(cue.start, amount.start) - 60), min(passage.end, max(cue.end, amount.end) + 30)
        if passage.has("disbursed", start=lo, end=hi):
            return "fdi_disbursed"
        if passage.has("adjusted", start=max(lo, cue.start - 30), end=amount.start):
            return OTHER
        if passage.has("project_stock_only", "cumulative", start=passage.start, end=amount.end):
            return "fdi_stock"
        return "fdi_registered"

    def is_product(self, passage: Passage, cue: Cue) -> bool:
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
        return False

    def _is_conversion(self, passage: Passage, amount: Amount, done: list[Bound]) -> bool:
        """Whether an amount repeats the one before it in another currency."""
        money = [other for other in passage.amounts if other.kind == "money" and other.end <= amount.start]
        if not money or money[-1].quantity.unit == amount.quantity.unit:
            return False
        gap = passage.between(money[-1].end, amount.start)
        if len(gap) > 40:
            return False
        words = partners._WORD.findall(gap)
        known = self.context.lexicon.words.get("conversions", frozenset())
        if not all(word in known for word in words):
            return False
        return bool(re.search(r"[(\[/=≈~]", gap)) or bool(words)

    def _is_comparison(self, passage: Passage, amount: Amount, before: Bound, left: int, right: int) -> bool:
        """Whether a second amount of a measure is the same at another time."""
        own = self.periods.own(passage, amount, left, right)
        if own is None or own == before.period:
            return False
        gap = passage.between(before.amount.end, amount.start)
        return len(gap) < 80
