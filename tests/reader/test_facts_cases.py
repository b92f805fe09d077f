"""Every case of each language's ``cases/facts.toml`` and ``cases/observations.toml``, read with the real finders."""

import pytest

from proxeny.reader import dates, facts, languages, people, places, quantities
from proxeny.reader.document import Document

OBSERVED = ("indicator", "value", "unit", "partner", "period")
CASES = [
    pytest.param(tag, case, id=f"{tag}-{kind}-{number}")
    for tag in ("en", "vi", "id", "fr")
    for kind in ("facts", "observations")
    for number, case in enumerate(languages.load(tag).cases(kind))
]


def find(tag, case):
    """The facts of a case's text."""
    language = languages.load(tag)
    document = Document(case["text"], tag, case.get("published"), case.get("home"))
    where = places.find(document, language)
    return facts.find(
        document,
        language,
        quantities.find(document, language),
        dates.find(document, language),
        where,
        people.find(document, language, where),
    )


def shown(fact, fields):
    """The fields of a fact as a case writes them."""
    values = {field: getattr(fact, field) for field in fields}
    return {
        field: str(value) if field == "value" else list(value) if isinstance(value, tuple) else value
        for field, value in values.items()
        if value is not None
    }


@pytest.mark.parametrize(("tag", "case"), CASES)
def test_a_sentence_gives_the_facts_it_states_and_no_others(tag, case):
    found = find(tag, case)
    observed = [fact for fact in found if fact.kind == "observation"]
    wanted = [item for item in case["found"] if "indicator" in item]

    for fact in found:
        assert case["text"][fact.start : fact.end] == fact.text
    assert sorted(map(str, (shown(fact, OBSERVED) for fact in observed))) == sorted(
        str({field: item[field] for field in OBSERVED if field in item}) for item in wanted
    )
    for item in wanted:
        if "status" in item:
            match = next(fact for fact in observed if str(fact.value) == item["value"])
            assert match.status == item["status"]

    for item in (item for item in case["found"] if "kind" in item):
        fields = [field for field in item if field != "kind"]
        of_kind = [shown(fact, fields) for fact in found if fact.kind == item["kind"]]
        assert {field: item[field] for field in fields} in of_kind


@pytest.mark.parametrize("tag", ["en", "vi", "id", "fr"])
def test_each_language_has_its_cases_with_negative_ones_and_reasons(tag):
    cases = languages.load(tag).cases("facts")

    assert len(cases) >= 25
    assert sum(not case["found"] and "why" in case for case in cases) >= 3
