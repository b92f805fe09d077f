"""Which words can be Vietnamese: a syllable is an onset, a rime and a tone, and the stock of each is closed."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_ONSETS = "ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|b|c|d|đ|g|h|k|l|m|n|p|r|s|t|v|x|"
# Rimes without tone; the phonotactics of the language as any primer lists them.
_RIMES = re.findall(
    r"\S+",
    """
    a ac ach ai am an ang anh ao ap at au ay ă ăc ăm ăn ăng ăp ăt â âc âm ân âng âp ât âu ây
    e ec em en eng eo ep et ê êch êm ên ênh êp êt êu i ia ich im in inh ip it iu iê iêc iêm iên iêng iêp iêt iêu
    o oa oac oach oai oam oan oang oanh oao oap oat oay oă oăc oăm oăn oăng oăt oc oe oem oen oeo oet oi om on ong op ot
    ooc oong ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn ơp ơt u ua uc ui um un ung up ut uân uâng uât uây uê uêch uên uênh uêt
    uêu uơ uy uya uych uyn uynh uyt uyu uyê uyên uyêt uô uôc uôi uôm uôn uông uôt ư ưa ưc ưi ưm ưn ưng ưt ưu ươ ươc ươi
    ươm ươn ương ươp ươt ươu y yêm yên yêt yêu yêng yt ynh
    """,
)
_SYLLABLE = re.compile(f"(?:{_ONSETS})(?:{'|'.join(sorted(set(_RIMES), key=len, reverse=True))})")
_TONES = dict.fromkeys((0x0300, 0x0301, 0x0303, 0x0309, 0x0323))
_WORD = re.compile(r"[^\W\d_]+")
_LONGEST = 7  # nghiêng


@lru_cache(maxsize=20_000)
def is_syllable(word: str) -> bool:
    """Whether a word, with its marks, can be one Vietnamese syllable (at most one tone mark, a rime of the stock)."""
    if len(word) > 3 * _LONGEST:
        return False
    parts = unicodedata.normalize("NFD", word.lower())
    toneless = parts.translate(_TONES)
    if len(parts) - len(toneless) > 1:
        return False
    return _SYLLABLE.fullmatch(unicodedata.normalize("NFC", toneless)) is not None


def share_of_syllables(text: str) -> tuple[int, float]:
    """How many words carry a letter beyond ASCII, and which share of those can be Vietnamese syllables."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    if not words:
        return 0, 0.0
    return len(words), sum(map(is_syllable, words)) / len(words)
