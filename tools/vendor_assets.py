"""Vendors front-end assets from archives made by ``npm pack`` (htmx.org, pretendard-gov, axe-core).

    npm pack htmx.org@4.0.1 pretendard-gov@1.3.9 axe-core@4.14.1
    python tools/vendor_assets.py FOLDER_OF_ARCHIVES

Files are taken unmodified with their licences; only the font's style sheet is cut down to the two weights in use.
"""

from __future__ import annotations

import re
import sys
import tarfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
STATIC = ROOT / "lms/core/web/static/vendor"
FONTS = ROOT / "lms/core/fonts"
FACE = re.compile(r"@font-face\s*\{[^}]*\}")


def main(archives: Path) -> None:
    """Unpack what is used of each archive."""
    with tarfile.open(archives / "htmx.org-4.0.1.tgz") as htmx:
        put(htmx, "package/dist/htmx.min.js", STATIC / "htmx/htmx.min.js")
        put(htmx, "package/LICENSE", STATIC / "htmx/LICENSE.txt")
    with tarfile.open(archives / "axe-core-4.14.1.tgz") as axe:
        put(axe, "package/axe.min.js", ROOT / "tests/vendor/axe-core/axe.min.js")
        put(axe, "package/LICENSE", ROOT / "tests/vendor/axe-core/LICENSE.txt")
    with tarfile.open(archives / "pretendard-gov-1.3.9.tgz") as fonts:
        put_printed(fonts)
        put_faces(fonts)


def put_printed(archive: tarfile.TarFile) -> None:
    """The TrueType faces for PDF files, and the licence beside every copy of the font."""
    for folder in (STATIC / "pretendard-gov", FONTS):
        put(archive, "package/dist/LICENSE.txt", folder / "LICENSE.txt")
    for weight in ("Regular", "Bold"):
        name = f"PretendardGOV-{weight}.ttf"
        put(archive, f"package/dist/public/static/alternative/{name}", FONTS / name)


def put_faces(archive: tarfile.TarFile) -> None:
    """The pieces of two weights and their style sheet, WOFF2 only."""
    source = "package/dist/web/static/"
    text = read(archive, source + "pretendard-gov-dynamic-subset.css").decode()
    kept = []
    for face in FACE.findall(text):
        if not re.search(r"PretendardGOV-(Regular|Bold)\.", face):
            continue
        name = re.search(r"PretendardGOV-\w+\.subset\.\d+\.woff2", face)
        if name is None:
            raise SystemExit("the font's style sheet has another shape than expected")
        put(archive, f"{source}woff2-dynamic-subset/{name[0]}", STATIC / "pretendard-gov/woff2" / name[0])
        kept.append(re.sub(r"src:[^;]*;", f"src: url(woff2/{name[0]}) format('woff2');", face))
    (STATIC / "pretendard-gov/fonts.css").write_text("\n".join(kept) + "\n", encoding="utf-8")


def read(archive: tarfile.TarFile, name: str) -> bytes:
    """One member's bytes."""
    member = archive.extractfile(name)
    if member is None:
        raise SystemExit(f"{name} is missing")
    return member.read()


def put(archive: tarfile.TarFile, name: str, target: Path) -> None:
    """Copy one member."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_bytes(read(archive, name))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
