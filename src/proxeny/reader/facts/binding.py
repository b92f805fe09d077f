"""What each amount of a passage measures: amounts tied to the words of a measure or to the noun they count."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field

from proxeny.reader.facts import counts, growth, measures, money, partners, scope, tables
from proxeny.reader.facts.bounds import CAPITAL_OF, OTHER, THEMES, Bound, is_cumulative
from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.passages import Passage
from proxeny.reader.facts.periods import STOCKS, Periods
from proxeny.reader.facts.series import Series, series
from proxeny.reader.facts.topics import Topic

_ADJECTIVE = 14  # characters from "investors" to "foreign" behind it
_EVENT_REACH = 6  # passages over which a text goes on about an event


@dataclass
class Binder:
    """Binds the amounts of one document passage by passage; keeps what carries over from one to the next."""

    context: Context
    periods: Periods
    fdi_near: int = -99  # index of the last passage that spoke of foreign investment
    aid_near: int = -99
    event_near: int = -99
    fair_near: int = -99  # the last passage about a fair or exhibition
    tourism_near: int = -99
    tourist_near: int = -99  # as tourism, but only where tourists are named and not just visitors
    head: tables.Heading | None = None  # the last heading of a table or list
    label: Passage | None = None  # the line before, if it is only a caption
    caption: Passage | None = None  # the last short line that only names a measure
    row_before: str = ""  # the indicator of the table row before
    last_subject: Cue | None = None
    subject_index: int = -99
    subject: str | None = None  # the indicator that lists by country in the next sentences go on with
    mentions: Counter[tuple[str, str]] = field(default_factory=Counter)
    topic: Topic = field(default_factory=Topic)
    series: Series = field(default_factory=Series)  # the lists of the passage being bound
    theme: Cue | None = None  # trade, foreign investment or visitors, whichever was named last, figure or not
    theme_index: int = -99
    growth_index: int = -99  # the last passage that spoke of the growth of the economy
    paid: bool = False  # whether the text counts capital that was paid in
    _country: str | None = None  # the only foreign country of the last passage with one

    def bind(self, passage: Passage) -> list[Bound]:
        """The amounts of a passage in text order, each with its measure, partner and period where they are known."""
        if not passage.cues and not passage.amounts and not passage.dates:
            self.label = None
            self.topic.leave(passage, [])
            return []
        self._look_round(passage)
        bounds = self._bound(passage)
        if any(bound.indicator.startswith("fdi_projects") for bound in bounds):
            self.fdi_near = passage.index  # a list of localities with their projects goes on
        self.topic.leave(passage, bounds)
        return bounds

    def _bound(self, passage: Passage) -> list[Bound]:
        if tables.is_heading(self, passage):
            self.head = tables.heading(self, passage)
            self.label = passage if tables.is_label(passage) else None
            self.caption = self.label or self.caption
            return []
        under = tables.stacked(self, passage, self.label)
        self.label = passage if tables.is_label(passage) else None
        self.caption = self.label or self.caption
        if not passage.amounts:
            return []
        if under is not None:
            return under
        row = tables.rows(self, passage, self.head)
        if row is not None:
            if any(bound.indicator.startswith("fdi_") for bound in row):
                self.fdi_near = passage.index
            return row
        self.series = series(self.context, passage)
        done: list[Bound] = []
        amounts = [amount for amount in passage.amounts if amount.kind != "measure" and not amount.quantity.optional]
        for at, amount in enumerate(amounts):
            left = max(amounts[at - 1].end if at else passage.start, self.clause_start(passage, amount.start))
            right = min(
                amounts[at + 1].start if at + 1 < len(amounts) else passage.end,
                self._break_after(passage, amount.end),
            )
            risen = growth.risen_to(self, passage, amount, done) if amount.kind != "%" else None
            if risen is not None and amount.start not in self.series.places:
                bound: Bound | None = risen
            elif amount.kind == "money":
                bound = money.money(self, passage, amount, left, right, done)
            elif amount.kind == "%":
                bound = growth.share_or_growth(self, passage, amount, left, right, done)
            else:
                bound = counts.count(self, passage, amount, left, right, done)
            if bound is not None:
                said = left if bound.cue is None or bound.cue.end > left else bound.cue.start
                if bound.indicator != OTHER and scope.is_partial(self, passage, amount, said, right, bound.indicator):
                    bound.indicator, bound.rule = OTHER, "part"
                self._into_projects(passage, bound, done)
                done.append(bound)
        return done

    def _into_projects(self, passage: Passage, projects: Bound, done: list[Bound]) -> None:
        """Give an amount its projects where they follow it: ``$1.02 billion was invested in 92 new projects``."""
        if projects.noun != "project" or not done or done[-1].amount.kind != "money":
            return
        whole = done[-1]
        gap = passage.between(whole.amount.end, projects.amount.start)
        # "2 billion USD of FDI in 92 new projects" is all of it
        total = whole.cue is not None and whole.cue.name == "fdi"
        if total or len(gap) > 32 or re.search(r"[,;:.()]", gap) or not whole.indicator.startswith(("fdi_", OTHER)):
            return
        words = partners._WORD.findall(gap)
        if not words or words[-1] not in self.context.lexicon.words.get("intos", ()):
            return
        whole.indicator = CAPITAL_OF.get(projects.indicator, OTHER)
        whole.rule = "capital-of-projects"
        whole.period = projects.period or (None if whole.indicator in STOCKS else whole.period)
        whole.partner = whole.partner or projects.partner

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
            foreign = cue.name == "investor" and passage.has("foreign", start=cue.start, end=cue.end + _ADJECTIVE)
            if cue.name == "fdi" or foreign or (cue.name == "project" and passage.has("foreign", end=cue.end)):
                self.fdi_near = passage.index
            elif cue.name in ("aid", "aid_context", "programme"):
                self.aid_near = passage.index
            elif cue.name in ("visitor", "visitor_int", "visitor_dom", "tourism_revenue"):
                self.tourism_near = passage.index
                if self._is_tourist(passage, cue):
                    self.tourist_near = passage.index
            elif cue.name == "event_context":
                self.event_near = passage.index
            elif cue.name == "disbursed":
                self.paid = True
            elif cue.name == "exhibit":
                self.fair_near = passage.index
            if cue.name in THEMES:
                both = cue.name == "fdi" and measures.with_domestic(self, passage, cue)
                self.theme, self.theme_index = None if both else cue, passage.index
            elif cue.name in ("growth_rate", "grdp"):
                self.growth_index = passage.index

    def is_at_event(self, passage: Passage, noun: Cue | None) -> bool:
        """Whether people counted are those who came to a fair or festival that the text is about, not tourists."""
        if passage.index - self.fair_near > _EVENT_REACH or self.tourist_near >= 0 or passage.has("ourselves"):
            return False
        return noun is None or not self._is_tourist(passage, noun)

    def _is_tourist(self, passage: Passage, noun: Cue) -> bool:
        if noun.name in ("visitor_int", "visitor_dom", "tourism_revenue"):
            return True
        words = partners._WORD.findall(passage.between(noun.start, noun.end).replace("'", "' "))
        return any(word in self.context.lexicon.words.get("tourist_words", ()) for word in words)

    def theme_near(self, passage: Passage, reach: int) -> str:
        """The name of the theme where it was spoken of at most ``reach`` passages before, else nothing."""
        return self.theme.name if self.theme is not None and passage.index - self.theme_index <= reach else ""

    def capital_of(self, passage: Passage, projects: str) -> str:
        """What the capital of counted projects is: paid in, where the language tells of investment only as that."""
        capital = CAPITAL_OF[projects]
        paid_in = self.paid and "paid" in self.context.lexicon.words.get("unsaid_capital", ())
        new = capital == "fdi_new_registered" and not passage.has("new")
        return "fdi_disbursed" if new and paid_in else capital

    def fdi_kind(self, passage: Passage) -> str:
        """What one country's foreign investment is called where the sentence does not say: paid in or registered."""
        if passage.has("disbursed"):
            return "fdi_disbursed"
        if is_cumulative(passage):
            return "fdi_stock"
        registered = self.context.lexicon.words.get("registered_words", frozenset())
        for cue in passage.cues:
            if cue.name == "capital" and any(word in registered for word in passage.text[cue.start : cue.end].split()):
                return "fdi_registered"
        spoken = self.topic.bound.indicator if self.topic.bound is not None else ""
        if spoken in ("fdi_disbursed", "fdi_registered", "fdi_stock"):
            return spoken
        paid_in = self.paid and "paid" in self.context.lexicon.words.get("unsaid_capital", ())
        return "fdi_disbursed" if paid_in else "fdi_registered"

    @staticmethod
    def clause_start(passage: Passage, position: int) -> int:
        """Where the clause of a position begins: after the semicolon before it."""
        return max(passage.start, passage.text.rfind(";", passage.start, position) + 1)

    @staticmethod
    def _break_after(passage: Passage, position: int) -> int:
        at = passage.text.find(";", position, passage.end)
        return passage.end if at < 0 else at
