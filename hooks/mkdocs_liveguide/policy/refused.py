"""What a policy refuses in a page and nothing can be moved for: its author has to know."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from selectolax.lexbor import LexborHTMLParser, LexborNode

from mkdocs_liveguide.policy.rules import Policy

HANDLER = "script-src-attr"
"""Stands for scripts in attributes: no list of sources lets single ones of them through."""

# fmt: off
_EVENTS = frozenset((
    "abort", "animationcancel", "animationend", "animationiteration", "animationstart", "auxclick",
    "beforeinput", "beforematch", "beforetoggle", "beforeunload", "begin", "blur", "cancel",
    "canplay", "canplaythrough", "change", "click", "close", "contextmenu", "copy", "cuechange",
    "cut", "dblclick", "drag", "dragend", "dragenter", "dragleave", "dragover", "dragstart", "drop",
    "durationchange", "emptied", "end", "ended", "error", "focus", "focusin", "focusout",
    "formdata", "fullscreenchange", "fullscreenerror", "gotpointercapture", "hashchange", "input",
    "invalid", "keydown", "keypress", "keyup", "languagechange", "load", "loadeddata",
    "loadedmetadata", "loadstart", "lostpointercapture", "message", "messageerror", "mousedown",
    "mouseenter", "mouseleave", "mousemove", "mouseout", "mouseover", "mouseup", "mousewheel",
    "offline", "online", "pagehide", "pageshow", "paste", "pause", "play", "playing",
    "pointercancel", "pointerdown", "pointerenter", "pointerleave", "pointermove", "pointerout",
    "pointerover", "pointerrawupdate", "pointerup", "popstate", "progress", "ratechange", "repeat",
    "reset", "resize", "scroll", "scrollend", "search", "securitypolicyviolation", "seeked",
    "seeking", "select", "selectionchange", "selectstart", "slotchange", "stalled", "storage",
    "submit", "suspend", "timeupdate", "toggle", "touchcancel", "touchend", "touchmove",
    "touchstart", "transitioncancel", "transitionend", "transitionrun", "transitionstart",
    "unhandledrejection", "unload", "volumechange", "waiting", "wheel",
))
# fmt: on
_LOADED = {
    ("script", "src"): "script-src",
    ("script", "href"): "script-src",
    ("img", "src"): "img-src",
    ("img", "srcset"): "img-src",
    ("image", "href"): "img-src",
    ("image", "xlink:href"): "img-src",
    ("input", "src"): "img-src",
    ("video", "poster"): "img-src",
    ("video", "src"): "media-src",
    ("audio", "src"): "media-src",
    ("source", "src"): "media-src",
    ("source", "srcset"): "img-src",
    ("track", "src"): "media-src",
    ("iframe", "src"): "frame-src",
    ("frame", "src"): "frame-src",
    ("object", "data"): "object-src",
    ("embed", "src"): "object-src",
    ("form", "action"): "form-action",
    ("button", "formaction"): "form-action",
    ("input", "formaction"): "form-action",
    ("base", "href"): "base-uri",
}
_RELATIONS = {
    "stylesheet": "style-src",
    "icon": "img-src",
    "apple-touch-icon": "img-src",
    "manifest": "manifest-src",
    "modulepreload": "script-src",
}
_PRELOADED = {"script": "script-src", "style": "style-src", "font": "font-src", "image": "img-src"}


@dataclass(frozen=True, order=True)
class Refused:
    """An attribute of a page that browsers do not act on."""

    tag: str
    attribute: str
    value: str
    """As it stands there."""
    directive: str
    """The part of the policy that refuses it."""

    @property
    def is_script(self) -> bool:
        """Whether it is a script, not an address."""
        return self.directive == HANDLER

    @property
    def found(self) -> str:
        """What stands there, for those who wrote it."""
        short = self.value if len(self.value) <= 60 else f"{self.value[:57]}…"
        return f'<{self.tag} {self.attribute}="{" ".join(short.split())}">'

    @property
    def expected(self) -> str:
        """What could stand there."""
        if self.is_script:
            return "no script in an attribute: the content security policy refuses it"
        return f"an address that the content security policy allows in {self.directive}"

    @property
    def fix(self) -> str:
        """What to write."""
        if self.is_script:
            return "listen to the event in a file that extra_javascript names"
        return (
            "take a file of the site, or allow the address in mkdocs.yml, under the plugin: "
            f"policy_sources: {{{self.directive}: …}}"
        )


def refused(html: str, policy: Policy, origin: str = "", again: bool = False) -> list[Refused]:
    """All that a policy refuses in a page, in its order; what can be moved into files is not told.

    Args:
        html: a page, or its content.
        policy: what is allowed.
        origin: scheme and host of the site, where they are known.
        again: whether the same will be asked again: it is remembered then.
    """
    read = _read_once if again else _read
    return [
        each
        for each in read(html)
        if each.is_script
        or any(
            not policy.allows(each.directive, address, origin)
            for address in _addresses(each.attribute, each.value)
        )
    ]


def _read(html: str) -> tuple[Refused, ...]:
    """All that some policy would refuse."""
    nodes = LexborHTMLParser(html).css("*")
    return tuple(each for node in nodes for each in _attributes(node))


_read_once = lru_cache(4_096)(_read)


def _attributes(node: LexborNode) -> Iterator[Refused]:
    tag = node.tag or ""
    for name, value in node.attributes.items():
        if name.startswith("on") and name[2:] in _EVENTS:
            yield Refused(tag, name, value or "", HANDLER)
        elif not value:
            continue
        elif name == "href" and "".join(value.split()).lower().startswith("javascript:"):
            yield Refused(tag, name, value, HANDLER)
        elif tag == "link" and name == "href":
            for directive in sorted(set(_of_link(node))):
                yield Refused(tag, name, value, directive)
        elif (tag, name) in _LOADED:
            yield Refused(tag, name, value, _LOADED[tag, name])


def _of_link(node: LexborNode) -> Iterator[str]:
    for relation in (node.attributes.get("rel") or "").lower().split():
        if relation in _RELATIONS:
            yield _RELATIONS[relation]
        elif relation == "preload" and node.attributes.get("as") in _PRELOADED:
            yield _PRELOADED[node.attributes.get("as") or ""]


def _addresses(attribute: str, value: str) -> Iterator[str]:
    if attribute != "srcset":
        yield value
        return
    # A comma may stand in an address, such as one of data, but not at its end.
    rest = value.strip()
    while rest:
        address, _, rest = rest.partition(" ")
        rest = (rest if address.endswith(",") else rest.partition(",")[2]).strip()
        if address.strip(","):
            yield address.rstrip(",")
