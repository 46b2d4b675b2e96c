"""YAML as a tree of text.

Nodes are composed by libyaml and turned into text, lists and dicts here, so that no
value is anything but what was typed, every place is known, and nothing that YAML can do
beyond that (tags, merge keys, aliases that multiply) takes effect.
"""

import re
from collections.abc import Collection
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gemeente_online.problem import Finding, InvalidInputError, Path, quoted, thousands
from gemeente_online.reading.placed_tree import (
    MAX_ALIASES,
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    PlacedTree,
    Tree,
    duplicate_key,
    empty,
    refusal,
    too_deep,
    too_long,
    too_many_values,
)

_MAX_DIRECTIVES = 10
"""Lines that begin with ``%``; libyaml compares every one with all before it."""

_OPENERS = ":[{-?"
"""Signs of which every level of nesting needs one."""

_SAFE_DEPTH = 1_000
"""Levels that libyaml composes safely, on a stack of 1 MB too."""

if TYPE_CHECKING or not yaml.__with_libyaml__:
    from yaml.composer import Composer
    from yaml.parser import Parser
    from yaml.reader import Reader
    from yaml.scanner import Scanner

    class _Parser(Reader, Scanner, Parser, Composer):
        def __init__(self, text: str) -> None:
            Reader.__init__(self, text)
            Scanner.__init__(self)
            Parser.__init__(self)
            Composer.__init__(self)
else:
    from yaml.cyaml import CParser as _Parser


class _TooDeepError(Exception):
    """The nesting passes MAX_DEPTH; raised before the C stack is at risk."""


class _TooManyError(Exception):
    """There are more than MAX_VALUES nodes; raised before memory is at risk."""


class _ShallowComposer(_Parser):
    """Composes nodes whose tag is empty unless the file wrote one; for what cannot nest deep."""

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        pass

    def ascend_resolver(self) -> None:
        pass


class _Composer(_ShallowComposer):
    """The same, and stops before the nesting is a danger."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self._depth = 0

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _TooDeepError(parent)

    def ascend_resolver(self) -> None:
        self._depth -= 1


class _LargeComposer(_Composer):
    """The same for a file that is large enough to hold too much."""

    def __init__(self, text: str) -> None:
        super().__init__(text)
        self.long_text = False
        self._nodes = 0

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        if value is not None and len(value) > MAX_TEXT:
            self.long_text = True
        return super().resolve(kind, value, implicit)

    def descend_resolver(self, parent: Node | None, index: Any) -> None:
        super().descend_resolver(parent, index)
        self._nodes += 1
        if self._nodes > MAX_VALUES:
            raise _TooManyError(parent)


def read_yaml(text: str, source: str) -> PlacedTree:
    """The tree of text in a YAML file.

    Raises:
        InvalidInputError: with every problem: no YAML, more of anything than the limits of
            ``document`` allow, an empty file, a key written twice, a tag, a merge key, or an
            alias inside itself.

    """
    large = len(text) > MAX_TEXT  # so many characters hold fewer than MAX_VALUES nodes
    if large:
        _check_directives(text, source)
    if text.count("*") > MAX_ALIASES:
        _check_aliases(text, source)
    builder = _Aliases() if "&" in text else _Builder()
    try:
        composer: _ShallowComposer
        if large:
            composer = _LargeComposer(text)
        elif sum(map(text.count, _OPENERS)) < _SAFE_DEPTH:
            composer = _ShallowComposer(text)
        else:
            composer = _Composer(text)
        root = composer.get_single_node()
        if root is None or (isinstance(root, ScalarNode) and not root.value):
            raise empty(source)
        tree = builder.build(root)
    except _TooDeepError as error:
        raise too_deep(source, _start(error.args[0])) from None
    except _TooManyError as error:
        raise too_many_values(source, _start(error.args[0])) from None
    except yaml.YAMLError as error:
        from gemeente_online.reading.yaml_errors import yaml_finding  # only mistakes pay for it

        raise yaml_finding(error, text, source) from None

    document = PlacedTree(source=source, tree="", locate=lambda wanted: _locate(root, wanted))
    builder.suspect |= getattr(composer, "long_text", False)
    if builder.suspect:
        findings = _inspect(root)
        if findings:
            raise InvalidInputError(document.place(findings))
    return PlacedTree(source=source, tree=tree, locate=document.locate)


def compose(text: str) -> Node:
    """The nodes of a text that ``read_yaml`` took; each knows where it begins and ends."""
    root = _Composer(text).get_single_node()
    assert root is not None
    return root


def _start(node: Node | None) -> tuple[int, int] | None:
    return None if node is None else (node.start_mark.line + 1, node.start_mark.column + 1)


def _check_directives(text: str, source: str) -> None:
    """Refuse thousands of ``%TAG`` lines, which take libyaml minutes."""
    if text.startswith("%") or "\n%" in text:
        lines = [match.start() for match in re.finditer("(?m)^%", text)]
        if len(lines) > _MAX_DIRECTIVES:
            raise refusal(
                source,
                "too-many-directives",
                f"er staan meer dan {_MAX_DIRECTIVES} regels die met % beginnen",
                "laat die regels weg, of zet de tekst tussen aanhalingstekens",
                (text.count("\n", 0, lines[_MAX_DIRECTIVES]) + 1, 1),
            )


def _check_aliases(text: str, source: str) -> None:
    """Refuse more than MAX_ALIASES aliases before anything is composed from them.

    Only for a file with that many asterisks: this reads it one time more.
    """
    parser = _Parser(text)
    aliases = 0
    try:
        for _ in range(2 * MAX_VALUES):
            if not parser.check_event():
                return
            event = parser.get_event()  # type: ignore[no-untyped-call]
            aliases += isinstance(event, yaml.AliasEvent)
            if aliases > MAX_ALIASES:
                raise refusal(
                    source,
                    "too-many-aliases",
                    f"er staan meer dan {MAX_ALIASES} verwijzingen (*) in dit bestand",
                    "schrijf de waarden voluit",
                    (event.start_mark.line + 1, event.start_mark.column + 1),
                )
    except yaml.YAMLError:
        return  # composing will say so


class _Builder:
    """Turns nodes into a tree; only notes that something may be wrong, not what."""

    def __init__(self) -> None:
        self.suspect = False

    def build(self, node: Node, depth: int = 1) -> Tree:
        if node.tag:
            self.suspect = True
        if type(node) is ScalarNode:
            return node.value  # type: ignore[no-any-return]
        if depth >= MAX_DEPTH and node.value:
            raise _TooDeepError(node)
        if type(node) is MappingNode:
            pairs = node.value
            built: dict[str, Tree] = {}
            for key, value in pairs:
                if type(key) is not ScalarNode or key.tag:
                    self.suspect = True
                    continue
                built[key.value] = (
                    value.value
                    if type(value) is ScalarNode and not value.tag
                    else self.build(value, depth + 1)
                )
            if len(built) != len(pairs) or "<<" in built:
                self.suspect = True
            return built
        return [self.build(item, depth + 1) for item in node.value]


class _Aliases(_Builder):
    """The same for a file with anchors: no node is built twice, and none inside itself."""

    def __init__(self) -> None:
        super().__init__()
        self.suspect = True
        self._built: dict[int, Tree] = {}

    def build(self, node: Node, depth: int = 1) -> Tree:
        if id(node) in self._built:
            return self._built[id(node)]
        self._built[id(node)] = ""  # what an alias inside itself would see; it is refused later
        tree = super().build(node, depth)
        self._built[id(node)] = tree
        return tree


class _Inspection:
    """Looks at the whole structure, once per node, for what the tree cannot hold."""

    def __init__(self) -> None:
        self.findings: list[Finding] = []
        self._above: set[int] = set()
        self._sizes: dict[int, int] = {}

    def visit(self, node: Node, path: Path) -> int:
        """Look below a node; return how many values it stands for with aliases written out."""
        if id(node) in self._above:
            self._report(
                path,
                "alias-cycle",
                "deze verwijzing (*) wijst naar iets waar zij zelf in staat",
                "schrijf de waarde hier voluit",
            )
            return 1
        if id(node) in self._sizes:
            return self._sizes[id(node)]
        self._check(node, path)
        self._above.add(id(node))
        size = 1
        if isinstance(node, SequenceNode):
            size += sum(self.visit(item, (*path, at)) for at, item in enumerate(node.value))
        elif isinstance(node, MappingNode):
            size += self._visit_mapping(node, path)
        self._above.discard(id(node))
        self._sizes[id(node)] = size
        return size

    def _visit_mapping(self, node: MappingNode, path: Path) -> int:
        lines: dict[str, list[int]] = {}
        size = 0
        for key, value in node.value:
            name = key.value if isinstance(key, ScalarNode) else "?"
            here = (*path, name)
            line = key.start_mark.line + 1
            if not isinstance(key, ScalarNode):
                self._report(
                    path,
                    "key-not-text",
                    f"op regel {line} staat een lijst of groep waar een sleutel hoort",
                    "een sleutel is één woord met een dubbele punt erachter",
                )
            elif name == "<<":
                self._report(
                    here,
                    "merge-key",
                    "samenvoegen met << wordt niet gelezen",
                    "schrijf de sleutels hier voluit",
                )
            else:
                lines.setdefault(name, []).append(line)
                self._check(key, here)
                if len(name) > MAX_TEXT:
                    continue  # no look below it: paths through it cost too much
            size += 1 + self.visit(value, here)
        self.findings += (
            duplicate_key((*path, name), where) for name, where in lines.items() if len(where) > 1
        )
        return size

    def _check(self, node: Node, path: Path) -> None:
        if node.tag:
            self._report(
                path,
                "tag",
                f"{quoted(short_tag(node.tag))} wordt hier niet gelezen",
                "laat weg wat met een uitroepteken begint, of zet de hele tekst tussen "
                "aanhalingstekens",
            )
        if isinstance(node, ScalarNode) and len(node.value) > MAX_TEXT:
            self.findings.append(too_long(path, len(node.value)))

    def _report(self, path: Path, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(path=path, code=code, message=message, hint=hint))


def short_tag(tag: str) -> str:
    """A tag as it is written: ``!!int`` for what YAML spells out as an address."""
    return tag.replace("tag:yaml.org,2002:", "!!", 1)


def _inspect(root: Node) -> list[Finding]:
    inspection = _Inspection()
    size = inspection.visit(root, ())
    if size > MAX_VALUES and not inspection.findings:
        return [
            Finding(
                path=(),
                code="too-many-aliases",
                message="met alle verwijzingen (*) uitgeschreven zijn dit meer dan "
                f"{thousands(MAX_VALUES)} sleutels en waarden",
                hint="schrijf de waarden voluit",
            )
        ]
    return inspection.findings


def _locate(root: Node, wanted: Collection[Path]) -> dict[Path, tuple[int, int]]:
    """Line and column of the wanted paths that are there: of the key, or of the list item."""
    places: dict[Path, tuple[int, int]] = {}

    def visit(node: Node, path: Path, mark: yaml.Mark) -> None:
        # of two equal keys the last is kept, since that is the one a message is about
        places[path] = mark.line + 1, mark.column + 1
        if isinstance(node, MappingNode):
            for key, value in node.value:
                if isinstance(key, ScalarNode) and (*path, key.value) in wanted:
                    visit(value, (*path, key.value), key.start_mark)
        elif isinstance(node, SequenceNode):
            for at, item in enumerate(node.value):
                if (*path, at) in wanted:
                    visit(item, (*path, at), item.start_mark)

    visit(root, (), root.start_mark)
    return places
