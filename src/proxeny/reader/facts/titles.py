"""Titles of engagements: the name of the event, or what was done with whom, with a capital and no verb in front."""

from __future__ import annotations

import re

from proxeny.reader.facts.context import Context
from proxeny.reader.facts.lexicon import Cue
from proxeny.reader.facts.names import Partner, shortened, titled
from proxeny.reader.facts.passages import Passage

_WORD = re.compile(r"[\w'’“”\"«»&-]+")
_STOP = re.compile(r"[,;:.(!?–—|]")
_ARTICLE = re.compile(r"^(?:(?:the|a|an|les|le|la|une?|sebuah|một)\s+|l['’])(?=\S)", re.IGNORECASE)
_VISITS = frozenset({"visit_in", "visit_out", "meeting"})
_BEFORE = 90  # characters before the word of an event in which its name may begin


def title_of(context: Context, passage: Passage, kind: str, act: Cue, partners: list[Partner], end: int) -> str:
    """The title of an engagement: ``Working delegations to the US``, ``Visit from Utah``, ``12th Friendship Forum``."""
    if kind in _VISITS and partners:
        return _of_visit(context, passage, kind, partners, end)
    envoys = passage.marks("envoys", end=end)
    if kind == "meeting" and envoys:
        pattern = context.lexicon.cased(next(iter(context.lexicon.words.get("title_meeting", {"{}"}))))
        return _capital(shortened(pattern.replace("{}", context.given(envoys[0].start, envoys[0].end))))
    return _capital(_of_event(context, passage, act, end))


def _capital(words: str) -> str:
    return titled(_ARTICLE.sub("", words))


def _of_visit(context: Context, passage: Passage, kind: str, partners: list[Partner], end: int) -> str:
    """The delegation where one is named with its country, else the kind of visit and the partner."""
    partner = partners[0]
    for cue in passage.cues:
        if cue.group == "nouns" and cue.name.startswith("delegation") and 0 <= partner.start - cue.end <= 24:
            words = context.given(cue.start, partner.end)
            if not _STOP.search(words) and partner.end <= end:
                return _capital(shortened(words))
    pattern = next(iter(context.lexicon.words.get(f"title_{kind}", {"{}"})))
    names = [_with_article(context, one) for one in partners[:3]]
    return _capital(shortened(context.lexicon.cased(pattern).replace("{}", ", ".join(names))))


def _with_article(context: Context, partner: Partner) -> str:
    """A partner as the text has it, with the article of a country: ``the US``."""
    text = context.folded.text
    start = partner.start
    if partner.name is None:
        before = text[max(0, start - 4) : start].split(" ")
        article = before[-2] if len(before) > 1 and not before[-1] else ""
        if article in context.lexicon.words.get("title_articles", ()):
            start -= len(article) + 1
    return context.given(start, partner.end)


def _without_last(context: Context, text: str, start: int, finish: int) -> int:
    """The end of a stretch without the prepositions and the word for a day that lead to a date behind it."""
    words = context.lexicon.words
    known = [words.get(name, frozenset()) for name in ("venues", "destinations", "froms", "from", "no_visits", "dated")]
    for match in reversed(list(_WORD.finditer(text, start, finish))):
        if not any(match.group().lower() in each for each in known):
            return match.end()
        finish = match.start()
    return finish


def _of_event(context: Context, passage: Passage, act: Cue, end: int) -> str:
    """The words of an event with the capitalised words of its name before it, up to the verb that says what it did."""
    text = context.document.text
    start = given_act = context.folded.back(act.start)
    floor = context.folded.back(passage.start)
    if context.given(act.start, act.end)[:1].isupper():
        for match in reversed(list(_WORD.finditer(text, max(floor, start - _BEFORE), start))):
            word = match.group().strip("“”\"«»'’-")
            gap = text[match.end() : start]
            if not word or _STOP.search(gap) or not (word[0].isupper() or word[0].isdigit()):
                break
            start = match.start()
    finish = context.folded.back(end)
    stop = _STOP.search(text, context.folded.back(act.end), finish)
    finish = stop.start() if stop else finish
    date = next((one for one in passage.dates if one.start > act.end), None)
    if date is not None and context.folded.back(date.start) < finish:
        finish = _without_last(context, text, context.folded.back(act.end), context.folded.back(date.start))
    verbs = context.lexicon.words.get("title_stops", frozenset())
    for match in _WORD.finditer(text, context.folded.back(act.end), finish):
        if match.group().lower() in verbs:
            finish = match.start()
            break
    if finish <= given_act:
        finish = context.folded.back(act.end)
    return shortened(text[start:finish])
