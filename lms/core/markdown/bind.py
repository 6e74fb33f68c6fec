"""Addresses into converted HTML: links to where they lead, images to where they lie."""

from __future__ import annotations

import re
from collections import defaultdict
from html import escape

from lms.core.markdown.anchors import find_anchor
from lms.core.markdown.types import Converted, Rendered, Resolver

_SCHEME = re.compile(r"(?:https?:|mailto:|//)", re.I)


def is_remote(address: str) -> bool:
    """Whether an address names another host or a mailbox."""
    return _SCHEME.match(address.strip()) is not None


def bind(
    converted: Converted,
    *,
    resolve_link: Resolver | None = None,
    resolve_image: Resolver | None = None,
    show_remote_images: bool = False,
) -> Rendered:
    """Put the addresses in.

    A resolver is asked about every address except fragments of the page itself. ``None`` for a remote address means
    "leave it as it is", for any other that it is missing: the link then leads nowhere, the image shows its
    description. Without a resolver only addresses from the site's root (``/x``) stay.
    """
    binder = _Binder(converted, resolve_link or _from_root, resolve_image or _from_root, show_remote_images)
    pattern = re.compile(rf' (?:href|src)="{converted.marker}:(a|img):(\d+)"')
    html = pattern.sub(binder.attribute, converted.html)
    found = binder.found
    return Rendered(
        html=html,
        headings=converted.headings,
        counts=converted.counts,
        internal_links=tuple(found["internal_links"]),
        external_links=tuple(found["external_links"]),
        missing_links=(*found["missing_links"], *converted.refused_links),
        shown_images=tuple(found["shown_images"]),
        missing_images=(*found["missing_images"], *converted.refused_images),
        remote_images=tuple(found["remote_images"]),
    )


def _from_root(address: str) -> str | None:
    return address if address.startswith("/") and not address.startswith(("//", "/\\")) else None


def _with_scheme(address: str) -> str:
    return f"https:{address}" if address.startswith("//") else address


class _Binder:
    def __init__(self, converted: Converted, link: Resolver, image: Resolver, remote: bool) -> None:
        self.converted = converted
        self.link, self.image, self.remote = link, image, remote
        self.found: defaultdict[str, list[str]] = defaultdict(list)

    def attribute(self, match: re.Match[str]) -> str:
        number = int(match[2])
        if match[1] == "a":
            return self._link(self.converted.links[number])
        return self._image(self.converted.images[number])

    def _link(self, address: str) -> str:
        if address.startswith("#"):
            return self._fragment(address)
        target = self.link(address)
        if target is None and is_remote(address):
            self.found["external_links"].append(address)
            return f' href="{escape(_with_scheme(address))}"'
        if target is None:
            self.found["missing_links"].append(address)
            return ' class="link-missing"'
        kind = "external_links" if is_remote(target) else "internal_links"
        self.found[kind].append(address)
        return f' href="{escape(target)}"'

    def _fragment(self, address: str) -> str:
        prefix = self.converted.id_prefix
        names = [name.removeprefix(prefix) for name in self.converted.anchors]
        name = find_anchor(address[1:], names)
        if name is None and address not in {"#", "#top"}:
            self.found["missing_links"].append(address)
            return ' class="link-missing"'
        self.found["internal_links"].append(address)
        return f' href="#{escape(prefix + name)}"' if name else ' href="#"'

    def _image(self, address: str) -> str:
        target = self.image(address)
        if target is not None and not is_remote(target):
            self.found["shown_images"].append(address)
            return f' src="{escape(target)}" loading="lazy"'
        if not is_remote(address):
            self.found["missing_images"].append(address)
            return f' class="image-missing" data-source="{escape(address)}"'
        self.found["remote_images"].append(address)
        if self.remote:
            return f' src="{escape(_with_scheme(target or address))}" loading="lazy"'
        return f' class="image-remote" data-source="{escape(address)}"'
