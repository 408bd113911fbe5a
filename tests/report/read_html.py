"""HTML as a reader of it sees it: its elements, their classes, ids and texts."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from itertools import pairwise

EMPTY = {"meta", "br", "link", "img"}


@dataclass
class Element:
    tag: str
    attributes: dict[str, str]
    parts: list[str | Element] = field(default_factory=list)

    @property
    def text(self) -> str:
        return "".join(p if isinstance(p, str) else p.text for p in self.parts)

    @property
    def inside(self) -> list[Element]:
        found = []
        for part in self.parts:
            if isinstance(part, Element):
                found += [part, *part.inside]
        return found

    def classed(self, name: str) -> list[Element]:
        return [e for e in self.inside if name in e.attributes.get("class", "").split()]

    def tagged(self, *names: str) -> list[Element]:
        return [e for e in self.inside if e.tag in names]

    @property
    def shape(self) -> list[str]:
        """The tags alone, in order: what no text may change."""
        return [e.tag for e in self.inside]


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Element("document", {})
        self.open = [self.root]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = Element(tag, {name: value or "" for name, value in attrs})
        self.open[-1].parts.append(element)
        if tag not in EMPTY:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        closed = self.open.pop()
        assert closed.tag == tag, f"</{tag}> closes <{closed.tag}>"

    def handle_data(self, data: str) -> None:
        self.open[-1].parts.append(data)


def read(html: str) -> Element:
    """The document; fails where an element is not closed by its own tag."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    assert len(reader.open) == 1, [e.tag for e in reader.open]
    return reader.root


def check(root: Element) -> None:
    """What holds of every page: ids unique, links resolve, nothing loaded or run, headings nest."""
    ids = [e.attributes["id"] for e in root.inside if "id" in e.attributes]
    assert len(ids) == len(set(ids))
    for element in root.inside:
        assert not {"src", "onclick", "onload", "style"} & set(element.attributes)
        for name in ("aria-labelledby", "href"):
            target = element.attributes.get(name, "").removeprefix("#")
            assert not target or target in ids, target
    assert not root.tagged("script", "iframe", "object", "link", "img")
    assert len(root.tagged("main")) == len(root.tagged("h1")) == 1
    levels = [int(e.tag[1]) for e in root.tagged("h1", "h2", "h3", "h4")]
    assert all(b <= a + 1 for a, b in pairwise(levels))
    assert root.tagged("html")[0].attributes["lang"]
