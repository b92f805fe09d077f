"""The Vietnamese interface: every sentence has its wording, and pages show no English ones."""

from __future__ import annotations

import gettext
import importlib.util
import re
import sys
from pathlib import Path
from types import ModuleType

import pytest
from django.conf import settings as site
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils.translation import override, trans_real
from lxml import html

from proxeny.accounts.models import User
from proxeny.agreements.models import Agreement
from proxeny.core.records import Mark
from proxeny.delegations.models import Delegation
from proxeny.documents import services as documents
from proxeny.documents.models import Statement
from proxeny.partners.models import Partner
from proxeny.registers import services as registers

ROOT = Path(__file__).resolve().parents[2]
HEADER = 'msgid ""\nmsgstr ""\n"Content-Type: text/plain; charset=utf-8\\n"\n"Plural-Forms: nplurals=1; plural=0;\\n"\n'
NEWS = (
    "Chiều 14/4/2023, lãnh đạo Thành phố tiếp đoàn của Tu-lu-dơ.\n"
    "Năm 2023, kim ngạch xuất khẩu của Hà Nội đạt 16,7 tỷ USD.\n"
    "Hai bên ký biên bản ghi nhớ về bảo tồn di sản.\n"
)
# Written alike in both languages: names, forms of files, units, keys.
SAME = {
    "csv", "docx", "english", "esc", "excel", "html", "id", "mb", "pdf", "proxeny", "txt", "usd", "word",
    "xlsx",
}  # fmt: skip


def _module(name: str, path: Path) -> ModuleType:
    specification = importlib.util.spec_from_file_location(name, path)
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    sys.modules[name] = module
    specification.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def tool() -> ModuleType:
    return _module("translations", ROOT / "tools" / "translations.py")


@pytest.fixture
def compiled(tmp_path) -> Path:
    """The catalogue compiled from its text as it is now, in a folder of its own."""
    folder = tmp_path / "locale" / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_bytes((ROOT / "src/proxeny/locale/vi/LC_MESSAGES/django.po").read_bytes())
    assert [*_module("hatch_build", ROOT / "hatch_build.py").compile_translations(tmp_path / "locale")]
    return folder / "django.mo"


@pytest.fixture
def in_vietnamese(settings, compiled, lan) -> Client:
    """Lan's browser, whose interface is Vietnamese."""
    settings.LOCALE_PATHS = [compiled.parents[2]]
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]
    User.objects.filter(pk=lan.pk).update(language="vi")
    client = Client()
    client.force_login(lan, backend="django.contrib.auth.backends.ModelBackend")
    yield client
    gettext._translations.clear()  # type: ignore[attr-defined]
    trans_real._translations.clear()  # type: ignore[attr-defined]


@pytest.fixture
def small_house(tool, tmp_path, monkeypatch) -> Path:
    """A package of one module and one page, with an empty Vietnamese catalogue."""
    package = tmp_path / "src" / "proxeny"
    (package / "visits" / "templates").mkdir(parents=True)
    catalogue = package / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    catalogue.parent.mkdir(parents=True)
    catalogue.write_text(HEADER, encoding="utf-8")
    monkeypatch.setattr(tool, "ROOT", tmp_path)
    monkeypatch.setattr(tool, "PACKAGE", package)
    monkeypatch.setattr(tool, "LOCALES", package / "locale")
    monkeypatch.setattr(tool, "LIBRARIES", {})
    return package


def _run(tool: ModuleType, monkeypatch, *arguments: str) -> int:
    monkeypatch.setattr(sys, "argv", ["translations.py", *arguments])
    return tool.main()


def test_every_sentence_has_a_vietnamese_wording_that_fits_it(tool):
    assert list(tool.shortcomings("vi")) == []


def test_the_catalogue_compiles_and_has_one_form_for_all_numbers(compiled):
    with compiled.open("rb") as file:
        words = gettext.GNUTranslations(file)

    assert words.gettext("agreement") == "thỏa thuận"
    targets = "%(all)s target", "%(all)s targets"
    assert words.ngettext(*targets, 1) == words.ngettext(*targets, 5) != targets[0]
    assert words.pgettext("delegation", "received") == "đoàn vào"
    assert words.gettext("received") == "tiếp nhận"


def test_sentences_are_found_however_they_are_said(tool):
    module = (
        "from django.utils.translation import gettext as _now, ngettext, pgettext_lazy as said\n"
        "from django.utils import translation\n"
        "from elsewhere import gettext\n"
        '_now("one " "sentence"), said("visit", "met"), translation.gettext("far"), gettext("not ours"), _now(name)\n'
        'ngettext("%(n)d visit", "%(n)d visits", 2)\n'
    )
    page = (
        '{% translate "Sign in" %}{% translate "open" context "talks" as state %}{{ _("Undo")|upper }}'
        "{% blocktranslate count n=3 trimmed %}\n  {{ n }} visit to {{ place }}\n{% plural %}{{ n }} visits"
        '{% endblocktranslate %}{% include "part.html" with title=_("About 5%") %}'
    )

    in_module = {(each.one, each.many, each.context) for each in tool.in_python(module)}
    in_page = {(each.one, each.many, each.context) for each in tool.in_template(page, "page.html")}

    assert in_module == {
        ("one sentence", "", ""), ("met", "", "visit"), ("far", "", ""), ("%(n)d visit", "%(n)d visits", ""),
    }  # fmt: skip
    assert in_page == {
        ("Sign in", "", ""), ("open", "", "talks"), ("Undo", "", ""), ("About 5%", "", ""),
        ("%(n)s visit to %(place)s", "%(n)s visits", ""),
    }  # fmt: skip


def test_a_sentence_without_a_wording_is_named(tool, small_house, monkeypatch, capsys):
    page = small_house / "visits" / "templates" / "visit.html"
    page.write_text("{% blocktranslate %}Visit to {{ place }}{% endblocktranslate %}", encoding="utf-8")

    assert _run(tool, monkeypatch, "--check") == 1
    assert "'Visit to %(place)s' (src/proxeny/visits/templates/visit.html) has no wording." in capsys.readouterr().err

    assert _run(tool, monkeypatch) == 0
    catalogue = small_house / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    empty = catalogue.read_text(encoding="utf-8")
    catalogue.write_text(empty.replace('place)s"\nmsgstr ""', 'place)s"\nmsgstr "Thăm"'), encoding="utf-8")
    assert _run(tool, monkeypatch, "--check") == 1
    assert "other placeholders than its wording 'Thăm'" in capsys.readouterr().err

    catalogue.write_text(empty.replace('place)s"\nmsgstr ""', 'place)s"\nmsgstr "Thăm %(place)s"'), encoding="utf-8")
    assert _run(tool, monkeypatch, "--check") == 0


def test_a_wording_survives_the_absence_of_its_sentence_and_gathering_twice_changes_nothing(
    tool, small_house, monkeypatch
):
    module = small_house / "visits" / "models.py"
    code = 'from django.utils.translation import gettext as _\n_("visit"), _("award")\n'
    catalogue = small_house / "locale" / "vi" / "LC_MESSAGES" / "django.po"
    catalogue.write_text(f'{HEADER}\nmsgid "visit"\nmsgstr "chuyến thăm"\n', encoding="utf-8")

    module.write_text(code.replace("visit", "trip"), encoding="utf-8")
    _run(tool, monkeypatch)
    assert '#~ msgstr "chuyến thăm"' in catalogue.read_text(encoding="utf-8")

    module.write_text(code, encoding="utf-8")
    _run(tool, monkeypatch)
    once = catalogue.read_text(encoding="utf-8")
    _run(tool, monkeypatch)

    assert '\nmsgid "visit"\nmsgstr "chuyến thăm"\n' in once
    assert once.index('msgid "award"') < once.index('msgid "visit"')
    assert str(small_house.parent) not in once
    assert catalogue.read_text(encoding="utf-8") == once


def _words(text: str) -> set[str]:
    return {word for word in re.findall(r"[^\W\d_]{2,}", text.lower()) if word.isascii()}


def _shown(page: str) -> set[str]:
    """What a page says in the language of the interface, by words; a part in another language is left out."""
    document = html.fromstring(page)
    for part in document.xpath("//script | //style | //*[@lang and not(starts-with(@lang, 'vi'))]"):
        part.drop_tree()
    said = document.xpath("//text() | //@title | //@aria-label | //@placeholder | //@alt | //@data-label")
    return set().union(*(_words(str(text)) for text in said))


@pytest.fixture
def english_words(tool) -> set[str]:
    """Words of our English sentences that no Vietnamese wording uses, names among them."""
    wordings = tool._wordings(tool._catalogue(tool._path("vi"), "vi"))
    ours = set().union(*(_words(f"{each.one} {each.many}") for each in wordings))
    theirs = set().union(*(_words(" ".join(wording)) for wording in wordings.values()))
    return ours - theirs - SAME


@pytest.fixture
def record(lan) -> Partner:
    """A partner with an agreement and a visit, all in Vietnamese, and a document in the inbox."""
    document = documents.add_file(
        NEWS.encode(), file_name="tin.txt", by=lan, title="Tiếp đoàn Pháp", publisher="Báo Thủ đô", published="2023",
        language="vi", mark=Mark.PUBLIC,
    ).document  # fmt: skip

    def said(**content: str) -> list[Statement]:
        return [documents.state(document, kind=Statement.Kind.RECORD, payload=content, by=lan)]

    partner = registers.create(
        Partner(kind=Partner.Kind.CITY, name="Tu-lu-dơ", name_vi="Tu-lu-dơ", country="FR"),
        by=lan,
        evidence=said(name="Tu-lu-dơ"),
    )
    for made in (
        Agreement(title="Bảo tồn di sản", kind=Agreement.Kind.MOU, status=Agreement.Status.SIGNED, signed="2023-04"),
        Delegation(title="Đoàn Tu-lu-dơ", direction=Delegation.Direction.IN, dates="2023-04-14"),
    ):
        registers.create(made, by=lan, evidence=said(title=made.title), many={"partners": [partner]})
    return partner


def test_the_sign_in_page_is_in_the_language_of_the_browser(in_vietnamese, english_words):
    page = Client(headers={"accept-language": "vi-VN,vi;q=0.9"}).get(reverse("accounts:login")).content.decode()

    assert "Đăng nhập" in page
    assert not _shown(page) & english_words


PAGES = {
    "the overview": "overview:home",
    "a list": "agreements:list",
    "a form": "delegations:new",
    "the inbox": "review:inbox",
    "the documents": "documents:list",
    "adding documents": "documents:add",
    "the disagreements": "review:conflicts",
    "the briefs": "briefs:list",
    "the person's own page": "accounts:profile",
}


@pytest.mark.parametrize("name", PAGES.values(), ids=PAGES.keys())
def test_a_page_in_vietnamese_shows_no_english_word_of_the_interface(in_vietnamese, english_words, record, name):
    page = in_vietnamese.get(reverse(name))

    assert page.status_code == 200
    assert not _shown(page.content.decode()) & english_words


def test_a_record_its_sources_and_its_brief_show_no_english_word_of_the_interface(in_vietnamese, english_words, record):
    delegation = Delegation.objects.get()
    addresses = [
        record.get_absolute_url(),
        delegation.get_absolute_url(),
        reverse("delegations:evidence", args=[delegation.reference]),
        reverse("delegations:history", args=[delegation.reference]),
        reverse("briefs:partner", args=[record.reference]) + "?language=vi",
        reverse("review:document", args=[Statement.objects.earliest("pk").document.reference]),
    ]
    found = {address: _shown(in_vietnamese.get(address).content.decode()) & english_words for address in addresses}

    assert found == {address: set() for address in addresses}
    assert "đoàn vào" in in_vietnamese.get(delegation.get_absolute_url()).content.decode()


def test_a_form_refuses_in_vietnamese(in_vietnamese, record, english_words):
    page = in_vietnamese.post(
        reverse("agreements:new"), {"title": "", "signed": "31/02/2023", "status": "signed", "version": "0"}
    ).content.decode()

    said = html.fromstring(page).text_content()
    assert "'31/02/2023' không có trong lịch: tháng 2 năm 2023 có 28 ngày." in said
    assert "Trường này là bắt buộc." in said
    assert not _shown(page) & english_words


def test_what_a_library_says_and_has_not_in_vietnamese_is_in_our_catalogue(in_vietnamese):
    from django.contrib.auth.password_validation import MinimumLengthValidator
    from django.core.exceptions import ValidationError

    with override("vi"), pytest.raises(ValidationError) as refused:
        MinimumLengthValidator(10).validate("ngắn")

    assert refused.value.messages == ["Mật khẩu quá ngắn. Mật khẩu phải có ít nhất 10 ký tự."]
    assert site.LANGUAGE_CODE == "en"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "trong.txt: tệp không có chữ nào."),
        (b"PK\x03\x04 broken", "trong.txt: "),
        (bytes(range(256)) * 40, "trong.txt: không đọc được loại tệp này."),
    ],
    ids=["empty", "damaged", "binary"],
)
def test_a_file_that_cannot_be_read_is_refused_in_vietnamese(in_vietnamese, english_words, content, said):
    page = in_vietnamese.post(
        reverse("documents:add"), {"uploads": SimpleUploadedFile("trong.txt", content), "mark": Mark.PUBLIC}
    ).content.decode()

    assert said in html.fromstring(page).text_content()
    assert not _shown(page) & english_words
