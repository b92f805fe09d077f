"""The same article is known again, in other words or another file; a shared letterhead proves nothing."""

import random
import re
import unicodedata

import docx
import pytest

from proxeny.reader import formats
from proxeny.reader.near_duplicates import SAME_ARTICLE, bands, fingerprint, similarity

WORDS = re.findall(
    r"\w+",
    "city hanoi delegation visit agreement exports partner project investment conference capital mission talks "
    "signed trade tourism culture water transport heritage training council embassy region governor mayor seminar "
    "growth plan report figures visitors budget revenue licence company smart green finance health school district",
)


def article(seed: int, length: int = 400) -> str:
    chance = random.Random(seed)
    words = [
        chance.choice(WORDS) + (str(chance.randrange(2000)) if chance.random() < 0.1 else "") for _ in range(length)
    ]
    return "\n".join(" ".join(words[at : at + 40]) + "." for at in range(0, length, 40))


def test_the_same_words_give_the_same_numbers_whatever_their_dress():
    plain = "Thành phố Hà Nội đã ký năm thỏa thuận hợp tác, trong đó có Cairo.\nĐoàn đi ngày 27 tháng 7."
    dressed = unicodedata.normalize("NFD", plain.upper().replace("\n", "  \r\n\r\n").replace(",", " —"))

    assert fingerprint(plain) == fingerprint(dressed)


def test_an_article_with_a_few_words_changed_is_the_same():
    words = article(1).split(" ")
    changed = [word if index % 40 else "altered" for index, word in enumerate(words)]
    first, second = fingerprint(" ".join(words)), fingerprint("A new headline\n" + " ".join(changed))

    assert similarity(first, second) > SAME_ARTICLE
    assert set(bands(first)) & set(bands(second))


def test_an_article_is_known_again_in_another_file_format(tmp_path):
    document = docx.Document()
    for line in article(2).splitlines():
        document.add_paragraph(line)
    document.save(tmp_path / "article.docx")
    (tmp_path / "article.txt").write_text(article(2), encoding="utf-8")
    as_word = fingerprint(formats.extract_file(tmp_path / "article.docx").text)
    as_text = fingerprint(formats.extract_file(tmp_path / "article.txt").text)

    assert similarity(as_word, as_text) == 1.0


def test_different_articles_under_the_same_letterhead_are_not_the_same():
    letterhead = "People's Committee of Hanoi\nDepartment of External Relations\nIndependence, freedom, happiness\n"
    first, second = fingerprint(letterhead + article(3)), fingerprint(letterhead + article(4))

    assert similarity(first, second) < 0.2


def test_different_articles_seldom_share_a_band():
    kept = [bands(fingerprint(article(seed, 150))) for seed in range(60)]
    sharing = sum(bool(set(kept[i]) & set(kept[j])) for i in range(60) for j in range(i))

    assert sharing <= 2


def test_a_text_without_words_is_like_nothing():
    assert fingerprint(" — \n") == ()
    assert bands(()) == ()
    assert similarity((), fingerprint("Hanoi")) == 0.0


def test_a_text_of_two_words_has_a_fingerprint():
    assert len(fingerprint("Hà Nội")) == 128
    assert similarity(fingerprint("Hà Nội"), fingerprint("Hà  nội!")) == 1.0


def test_fingerprints_of_different_sizes_are_not_compared():
    with pytest.raises(ValueError, match="make both anew"):
        similarity((1, 2), (1, 2, 3))


def test_the_numbers_never_change_between_versions_and_machines():
    assert fingerprint("The city signed five new agreements.")[:3] == FIRST_THREE


FIRST_THREE = (809437763, 1897838741, 4285072898)
