"""The documentation says what is so: links, commands, settings, keys, the table of intervals and the data model."""

from __future__ import annotations

import importlib
import importlib.util
import re
import subprocess
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from django.core.management import get_commands

from proxeny.core.navigation import NAVIGATION
from proxeny.documents.comparison import Figure, interval
from proxeny.reader import spans
from proxeny.site.command_line import READER_COMMANDS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "src" / "proxeny"


@cache
def tracked() -> tuple[str, ...]:
    """Every file of the project as git knows it, new ones included."""
    try:
        listed = subprocess.run(
            ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
            cwd=ROOT,
            check=True,
            capture_output=True,
        )
    except (OSError, subprocess.CalledProcessError) as error:
        pytest.skip(f"which files belong to the project is asked of git, which answers: {error}")
    return tuple(name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file())


PAGES = sorted(
    [*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md"), *PACKAGE.rglob("*.md")], key=lambda page: page.as_posix()
)


def words_of(*names: str) -> str:
    return "\n".join((ROOT / name).read_text(encoding="utf-8") for name in names)


def named(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def heading_anchors(page: Path) -> set[str]:
    """The anchors that a forge makes of the headings of a page."""
    headings = re.findall(r"^#{1,6} +(.+?) *$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def outside_code(text: str) -> str:
    """A page without its code, in which nothing is a link."""
    return re.sub(r"`[^`\n]*`", "", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))


@pytest.mark.parametrize("guide", PAGES, ids=named)
def test_every_link_leads_somewhere(guide):
    broken = []
    for target in re.findall(r"\]\(([^)\s]+)\)", outside_code(guide.read_text(encoding="utf-8"))):
        path, _hash, anchor = target.partition("#")
        if re.match(r"[a-z]+:", path):
            continue
        there = (guide.parent / path).resolve() if path else guide
        is_there = there.is_relative_to(ROOT) and there.exists()
        if not is_there or (anchor and anchor not in heading_anchors(there)):
            broken.append(target)

    assert broken == []


def test_every_page_can_be_reached_from_the_index():
    reached, waiting = set(), [ROOT / "docs" / "README.md"]
    while waiting:
        page = waiting.pop()
        if page in reached:
            continue
        reached.add(page)
        for target in re.findall(r"\]\(([^)#\s]+\.md)", outside_code(page.read_text(encoding="utf-8"))):
            waiting.append((page.parent / target).resolve())

    assert [named(page) for page in PAGES if page.is_relative_to(ROOT / "docs") and page not in reached] == []


@pytest.mark.parametrize("guide", PAGES, ids=named)
def test_every_command_named_exists(guide):
    code = re.findall(r"^```.*?^```$|`[^`\n]+`", guide.read_text(encoding="utf-8"), re.MULTILINE | re.DOTALL)
    headings = re.findall(r"^## (proxeny .+)$", guide.read_text(encoding="utf-8"), re.MULTILINE)
    run = re.findall(r"(?:^|`|bin/)proxeny ([a-z][a-z_-]+)", "\n".join([*code, *headings]), re.MULTILINE)
    known = {*get_commands(), *READER_COMMANDS, "help"}

    assert {command for command in run if command not in known} == set()


def test_every_command_of_ours_has_its_paragraph():
    ours = {name for name, app in get_commands().items() if app.startswith("proxeny.")} | set(READER_COMMANDS)
    told = set(re.findall(r"^## proxeny ([\w-]+)", words_of("docs/reference/commands.md"), re.MULTILINE))

    assert told == ours


def options_of_parser(parser):
    """Its options and those of its acts, as ``check`` and ``deadlines`` of ``rules``."""
    acts = [act for action in parser._actions if isinstance(action.choices, dict) for act in action.choices.values()]
    own = {action.option_strings[0] for action in parser._actions if action.option_strings}
    return own.union(*(options_of_parser(act) for act in acts))


def options_of(command):
    if command in READER_COMMANDS:
        return options_of_parser(importlib.import_module(READER_COMMANDS[command]).parser()) - {"-h"}
    path = next(PACKAGE.glob(f"*/management/commands/{command}.py"))
    return set(re.findall(r"add_argument\(\s*\"(--[a-z-]+)\"", path.read_text(encoding="utf-8")))


@pytest.mark.parametrize(
    "command", ["demo", "serve", "add", "brief", "createuser", "audit", "reindex", *READER_COMMANDS]
)
def test_every_option_of_a_command_is_told(command):
    options = options_of(command)
    page = words_of("docs/reference/commands.md")
    paragraph = re.search(rf"^## proxeny {command}(?![\w-]).*?(?=^## |\Z)", page, re.MULTILINE | re.DOTALL)

    assert paragraph is not None
    assert set(re.findall(r"--[a-z][a-z-]+", paragraph.group())) - {"--color", "--data"} == options


VARIABLE = re.compile(r"\b(?:PROXENY_[A-Z_]+|DATABASE_URL|XDG_[A-Z_]+|NO_COLOR|DJANGO_[A-Z_]+)\b")


def read_from_the_environment() -> set[str]:
    names: set[str] = set()
    for source in PACKAGE.rglob("*.py"):
        text = source.read_text(encoding="utf-8")
        names |= set(re.findall(r"environ(?:\.get|\.setdefault|\.pop)?[(\[]\s*\"([A-Z_]+)\"", text))
    return names


def test_the_settings_page_tells_of_every_variable_that_is_read_and_of_no_other():
    told = set(re.findall(r"^\| `([A-Z_]+)` \|", words_of("docs/reference/settings.md"), re.MULTILINE))

    assert told == read_from_the_environment()


@pytest.mark.parametrize("guide", PAGES, ids=named)
def test_every_variable_named_is_one_that_is_read(guide):
    assert set(VARIABLE.findall(guide.read_text(encoding="utf-8"))) - read_from_the_environment() == set()


def data_model() -> ModuleType:
    specification = importlib.util.spec_from_file_location("data_model", ROOT / "tools" / "data_model.py")
    assert specification is not None
    assert specification.loader is not None
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_the_data_model_is_told_as_the_models_are():
    written = words_of("docs/reference/data-model.md")

    assert written == data_model().page(), "run .venv/bin/python tools/data_model.py"


def keys_told() -> list[tuple[str, str]]:
    """Each key of keyboard.md with the heading that it stands under."""
    told, heading = [], ""
    for line in words_of("docs/reference/keyboard.md").splitlines():
        if line.startswith("## "):
            heading = line.removeprefix("## ")
        if line.startswith("| `"):
            told += [(heading, key) for key in re.findall(r"`([^`]+)`", line.split(" | ")[0])]
    return told


def keys_in_templates() -> set[str]:
    pages = "\n".join(
        page.read_text(encoding="utf-8") for page in PACKAGE.rglob("*.html") if not page.name.startswith("styleguide")
    )
    return set(re.findall(r'data-key="(.)"', pages))


def test_every_key_that_is_told_works_somewhere():
    script = words_of("src/proxeny/core/static/proxeny/js/keyboard.js")
    of_script = set(re.findall(r'key === "([^"]+)"', script)) | {"Esc" if '"Escape"' in script else ""}
    of_pages = keys_in_templates()
    wrong = [
        (heading, key)
        for heading, key in keys_told()
        if heading != "Go to" and key not in (of_script if heading == "Everywhere" else of_pages)
    ]

    assert wrong == []


def test_every_key_of_a_page_is_told():
    assert (
        keys_in_templates() - {key for heading, key in keys_told() if heading not in ("Everywhere", "Go to")} == set()
    )


def test_the_keys_after_g_are_those_of_the_rail():
    rail = [entry.shortcut for group in NAVIGATION for entry in group.entries]

    assert [key for heading, key in keys_told() if heading == "Go to"] == rail


def test_the_house_is_told_as_import_linter_holds_it():
    settings = tomllib.loads(words_of("pyproject.toml"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    table = re.findall(r"^\| (`[^|]+`) \|", words_of("docs/topics/the-house.md"), re.MULTILINE)

    assert [re.findall(r"`(\w+)`", storey) for storey in table] == [storey.split(" | ") for storey in layers]


def table_of_intervals() -> list[list[str]]:
    page = words_of("docs/topics/statements-and-citations.md")
    table = page.split("| stated | value |", 1)[1].split("\n\n", 1)[0]
    return [[cell.strip() for cell in line.strip("| ").split("|")] for line in table.splitlines()[2:]]


@pytest.mark.parametrize("row", table_of_intervals(), ids=lambda row: row[0])
def test_the_table_of_intervals_is_what_the_comparison_does(row):
    _stated, value, unit, qualifier, low, high = row
    found = interval(Figure(value=Decimal(value), unit=unit, qualifier=qualifier))

    assert (found.low, found.high) == (Decimal(low), Decimal(high))


def test_the_table_of_intervals_has_every_qualifier():
    assert {row[3] for row in table_of_intervals()} == set(spans.Qualifier.__args__)


def test_every_key_that_the_reader_prints_is_told():
    page = words_of("docs/reference/reader-output.md")
    told = set(re.findall(r"`([a-z_]+)`", page))
    classes = [spans.Quantity, spans.Date, spans.Place, spans.Person, *spans.KIND_OF_FACT]
    printed = {name for each in classes for name in each.__dataclass_fields__} | {"evidence", "kind"}

    assert printed - told == set()


# A registry's host ties a lock file to one network; a path, to one machine; a folder beside the checkout, to nobody's.
FOREIGN = re.compile(
    r"registry\.npmjs\.org|registry\.yarnpkg\.com|files\.pythonhosted\.org|(?<![\w.])pypi\.org|proxy\.golang\.org|"
    r"(?<![\w./~-])/(?:work|root|home/[a-z]+)/|(?<![\w.])/tmp/[a-z0-9]|\.\./shared\b"
)


def test_nothing_outside_the_tests_names_a_registry_a_machine_or_a_folder_outside():
    found = []
    for name in tracked():
        if name.startswith("tests/"):
            continue
        data = (ROOT / name).read_bytes()
        if b"\0" in data[:4096]:
            continue
        for number, line in enumerate(data.decode("utf-8", "replace").splitlines(), start=1):
            if match := FOREIGN.search(line):
                found.append(f"{name}:{number}: {match.group()}")

    assert found == []
