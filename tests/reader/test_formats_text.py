"""Plain text in every encoding that offices send, and what is no text at all."""

import time
import unicodedata

import pytest

from proxeny.reader import formats
from proxeny.reader.errors import UnreadableFile

VIETNAMESE = (
    "Thành phố Hà Nội đã ký thỏa thuận hợp tác với nhiều đối tác nước ngoài trong năm nay.\n"
    "Kim ngạch xuất khẩu đạt 19,4 tỷ USD, tăng 16,7% so với cùng kỳ; thu hút hơn 2 tỷ USD vốn đầu tư.\n"
)
FRENCH = "La ville a reçu près de 90 délégations étrangères ; l'année dernière déjà, « vingt » accords à l'étude.\n"

TCVN3 = dict(
    zip(
        "àảãáạăằẳẵắặâầẩẫấậđèẻẽéẹêềểễếệìỉĩíịòỏõóọôồổỗốộơờởỡớợùủũúụưừửữứựỳỷỹýỵ",
        bytes.fromhex(
            "B5B6B7B8B9 A8BBBCBDBEC6 A9C7C8C9CACB AE CCCECFD0D1 AAD2D3D4D5D6 D7D8DCDDDE DFE1E2E3E4 ABE5E6E7E8E9"
            "ACEAEBECEDEE EFF1F2F3F4 ADF5F6F7F8F9 FAFBFCFDFE"
        ),
        strict=True,
    )
)
VNI_TONES = {"\u0301": "ù", "\u0300": "ø", "\u0309": "û", "\u0303": "õ", "\u0323": "ï"}


def as_tcvn3(text: str) -> bytes:
    return b"".join(
        bytes([TCVN3[letter.lower()]]) if letter.lower() in TCVN3 else letter.encode("ascii") for letter in text
    )


def as_vni(text: str) -> bytes:
    """The few letters that the sample below needs, written by hand from the table of VNI-Times."""
    pairs = {"đ": "ñ", "Đ": "Ñ", "ố": "oá", "ộ": "oä", "ổ": "oå", "ế": "eá", "ề": "eà", "ệ": "eä", "ấ": "aá", "ầ": "aà"}
    pairs |= {"ậ": "aä", "ạ": "aï", "à": "aø", "á": "aù", "ã": "aõ", "ả": "aû", "ớ": "ôù", "ợ": "ôï", "ư": "ö"}
    pairs |= {
        "ứ": "öù",
        "ữ": "öõ",
        "ý": "yù",
        "í": "í",
        "ị": "ò",
        "ô": "oâ",
        "ê": "eâ",
        "â": "aâ",
        "ủ": "uû",
        "ể": "eå",
    }
    return "".join(pairs.get(letter, letter) for letter in text).encode("cp1252")


def as_windows_1258(text: str) -> bytes:
    """Vowel with its shape in one character, the tone in a second one, as Windows wrote Vietnamese."""
    pieces = []
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(part for part in parts if part in VNI_TONES)
        pieces.append(unicodedata.normalize("NFC", "".join(part for part in parts if part not in VNI_TONES)) + tones)
    return "".join(pieces).encode("cp1258")


@pytest.mark.parametrize(
    ("data", "note"),
    [
        (VIETNAMESE.encode(), None),
        (VIETNAMESE.encode("utf-8-sig"), None),
        (VIETNAMESE.encode("utf-16"), "UTF-16"),
        (VIETNAMESE.encode("utf-16-le"), "UTF-16"),
        (VIETNAMESE.encode("utf-16-be"), "UTF-16"),
        (VIETNAMESE.encode("utf-32"), "UTF-32"),
        (as_windows_1258(VIETNAMESE), "Windows-1258"),
    ],
    ids=["utf-8", "utf-8 with mark", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "windows-1258"],
)
def test_vietnamese_text_comes_out_the_same_in_every_encoding(data, note):
    extracted = formats.extract(data, filename="bao-cao.txt")

    assert extracted.text == VIETNAMESE
    assert extracted.media_type == "text/plain"
    assert [note in each for each in extracted.notes] == ([True] if note else [])


def test_french_in_the_western_windows_encoding_is_converted_and_said():
    extracted = formats.extract(FRENCH.encode("cp1252"), filename="note.txt")

    assert extracted.text == FRENCH
    assert "Windows-1252" in extracted.notes[0]


def test_russian_in_an_old_encoding_is_recognised_by_its_letters():
    text = "Город подписал соглашение о сотрудничестве с Ханоем в 2023 году. Делегация посетила столицу Вьетнама.\n"

    assert formats.extract(text.encode("koi8_r"), filename="письмо.txt").text == text


def test_tcvn3_text_is_converted_and_said():
    extracted = formats.extract(as_tcvn3(VIETNAMESE), filename="cong-van.txt")

    assert extracted.text == VIETNAMESE
    assert any("TCVN3" in note for note in extracted.notes)
    assert extracted.language == "vi"


def test_vni_text_is_converted_with_its_positions_and_said():
    text = "Thành phố đã ký hợp tác với các đối tác ngoại quốc.\nĐại hội, các tổ chức và thể chế tại thủ đô.\n"
    extracted = formats.extract(as_vni(text), filename="cong-van.txt")

    assert extracted.text == text
    assert any("VNI" in note for note in extracted.notes)
    assert extracted.segments[-1].end == len(text)


def test_old_vietnamese_letters_inside_a_utf8_file_are_converted_too():
    pasted = as_tcvn3(VIETNAMESE).decode("latin-1").encode()

    assert formats.extract(pasted, filename="dan-lai.txt").text == VIETNAMESE


def test_half_garbled_old_vietnamese_is_refused_with_advice():
    garbled = as_tcvn3(VIETNAMESE).decode("latin-1")
    words = [word if index % 3 else "xµ¸k®" for index, word in enumerate(garbled.split())]
    with pytest.raises(UnreadableFile, match="UniKey") as refusal:
        formats.extract(" ".join(words).encode(), filename="hong.txt")

    assert refusal.value.code == "reader.uncertain_encoding"


@pytest.mark.parametrize(
    "text",
    [
        FRENCH * 4,
        "São Paulo: a cooperação não é só técnica; também há acordos, missões e relações econômicas.\n" * 3,
        "Die Städte führten Gespräche über Verträge; größere Projekte für Hanoi kämen später, hieß es.\n" * 3,
        "Hanoi, Hà Nội, Hải Phòng and Đà Nẵng signed; Nguyễn Văn Hùng spoke.\n" * 3,
        "Ngày Hà Nội, Sài Gòn và Cà Mau: lãi vay, hàng hóa, nhà trẻ, tôn giáo.\n" * 3,
    ],
)
def test_other_languages_are_not_taken_for_old_vietnamese(text):
    extracted = formats.extract(text.encode(), filename="a.txt")

    assert extracted.text == text
    assert extracted.notes == ()


def test_windows_line_ends_become_line_feeds():
    assert formats.extract(b"one\r\ntwo\rthree\n", filename="a.txt").text == "one\ntwo\nthree\n"


def test_a_text_cut_inside_its_last_letter_is_still_read():
    extracted = formats.extract((VIETNAMESE * 3).encode() + "ộ".encode()[:2], filename="a.txt")

    assert extracted.text.startswith(VIETNAMESE * 3)
    assert "broken letters" in extracted.notes[0]


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n ", "\ufeff".encode()])
def test_an_empty_file_is_refused(data):
    with pytest.raises(UnreadableFile, match=r"trong\.txt") as refusal:
        formats.extract(data, filename="trong.txt")

    assert refusal.value.code == "reader.empty_file"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        (bytes(range(256)) * 40, "binary"),
        (b"GIF89a" + b"\x00" * 100, "GIF"),
        (b"{\\rtf1\\ansi Hello}", "Rich Text"),
        (b"\x1f\x8b\x08" + b"\x00" * 50, "gzip"),
        (b"<?xml version='1.0'?><data><a>1</a></data>", "XML"),
        (b"MZ\x90\x00" + b"\x00" * 100, "Windows program"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "WordDocument".encode("utf-16-le"), "old Word document"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "__substg1.0".encode("utf-16-le"), "Outlook"),
    ],
)
def test_what_is_no_document_is_refused_by_name_with_advice(data, named):
    with pytest.raises(UnreadableFile) as refusal:
        formats.extract(data, filename="la.txt")

    assert refusal.value.code == "reader.unknown_kind"
    message = str(refusal.value)
    assert message.startswith("la.txt: ")
    assert named in message
    assert "expected" in message


def test_a_file_over_the_limit_is_refused_before_it_is_read(tmp_path):
    huge = tmp_path / "huge.pdf"
    with huge.open("wb") as file:
        file.truncate(formats.LIMIT + 1)  # sparse: nothing is written

    with pytest.raises(UnreadableFile, match=r"huge\.pdf: the file has 200,000,001 bytes") as refusal:
        formats.extract_file(huge)

    assert refusal.value.code == "reader.too_large_file"


@pytest.mark.parametrize("name", ["nowhere.txt", "."])
def test_a_path_that_leads_to_no_file_is_said_plainly(tmp_path, name):
    with pytest.raises(UnreadableFile) as refusal:
        formats.extract_file(tmp_path / name)

    assert refusal.value.code == "reader.missing_file"


def test_every_segment_holds_text_in_order():
    extracted = formats.extract(VIETNAMESE.encode(), filename="a.txt")

    assert [extracted.text[each.start : each.end] for each in extracted.segments] == [VIETNAMESE]
    assert extracted.segments_of(5, 10) == extracted.segments


@pytest.mark.parametrize(
    "text",
    [
        "éà" * 10 + " " + "a" * 200_000,
        "é " * 20 + "<" * 200_000,
        "From: " * 40_000,
        "é\n" * 60_000,
        '"' * 200_000,
        "|" * 200_000,
    ],
    ids=["one long word", "angle brackets", "headers", "short lines", "quotes", "bars"],
)
def test_no_text_takes_long(text):
    started = time.perf_counter()
    formats.extract(text.encode(), filename="hostile.csv")

    assert time.perf_counter() - started < 2
