"""What a robots.txt allows: the longest rule that fits, an allowing one first, our own group before that for all."""

from __future__ import annotations

import pytest

from proxeny.watching.reaching.robots import LONGEST_DELAY, rules_of

FILE = """
# a comment
User-agent: *
Disallow: /private
Allow: /private/open
Disallow: /*.pdf$
Disallow: /search*q=
Crawl-delay: 900

User-agent: Greedybot
Disallow: /
"""


@pytest.mark.parametrize(
    ("path", "is_allowed"),
    [
        ("/", True),
        ("/private/a", False),
        ("/private/open/a", True),
        ("/paper.pdf", False),
        ("/paper.pdf?page=1", True),
        ("/search?lang=vi&q=x", False),
        ("/search?lang=vi", True),
        ("/robots.txt", True),
    ],
)
def test_the_longest_rule_that_fits_decides(path, is_allowed):
    assert rules_of(FILE).allow(path) is is_allowed


def test_our_own_group_comes_before_that_for_all():
    ours = "User-agent: other\nUser-agent: Proxeny\nAllow: /news\nDisallow: /news/x"
    rules = rules_of(f"User-agent: *\nDisallow: /\n\n{ours}")

    assert rules.allow("/news/y")
    assert not rules.allow("/news/x")


def test_a_file_that_says_nothing_closes_nothing():
    for text in ("", "<html>no robots here</html>", "Disallow: /", "User-agent: *\nDisallow:"):
        assert rules_of(text).allow("/a")


def test_a_delay_is_kept_within_reason():
    assert rules_of(FILE).delay == LONGEST_DELAY
    assert rules_of("User-agent: *\nCrawl-delay: soon").delay == 0
