"""YAML as a tree of text.

Nodes are composed by libyaml and turned into text, lists and dicts here, so that no
value is anything but what was typed, every place is known, and nothing that YAML can do
beyond that (tags, merge keys, aliases that multiply) takes effect.
"""

import re
from collections.abc import Collection
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from gemeente_online.problem import Finding, InvalidInputError, Path, broken, refused
from gemeente_online.reading.files import line_and_column
from gemeente_online.reading.written import (
    MAX_ALIASES,
    MAX_DEPTH,
    MAX_TEXT,
    MAX_VALUES,
    Tree,
    Written,
    duplicate_key,
    placed_by,
    too_long,
)

_MAX_DIRECTIVES = 10
"""Lines that begin with ``%``; libyaml compares every one with all before it."""

_DIRECTIVE = re.compile("%(?<![^\n\r\x85\u2028\u2029]%)")

_NOTHING = frozenset({"~", "null", "Null", "NULL"})
"""Words that mean to YAML that nothing is filled in, unless they stand between quotes."""

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


class _Composer(_Parser):
    """Composes nodes whose tag is empty unless the file wrote one, and no more than is safe.

    libyaml's composer calls itself for every level, and would crash the interpreter.
    """

    __slots__ = ("_depth", "_nodes", "_source")  # a third faster: they change at every node

    def __init__(self, text: str, source: str) -> None:
        super().__init__(text)
        self._source = source
        self._depth = self._nodes = 0

    def resolve(self, kind: type, value: Any, implicit: Any) -> str:
        return ""

    def descend_resolver(self, parent: Any, index: Any) -> None:
        self._depth += 1
        self._nodes += 1
        if self._depth > MAX_DEPTH:
            raise refused(self._source, "too-deep", _place(parent), most=MAX_DEPTH)
        if self._nodes > MAX_VALUES:
            raise refused(self._source, "too-many-values", _place(parent), most=MAX_VALUES)

    def ascend_resolver(self) -> None:
        self._depth -= 1


def read_yaml(text: str, source: str) -> Written:
    """The tree of text in a YAML file; where YAML has null, it is empty text.

    Raises:
        InvalidInputError: with every problem: no YAML, more of anything than the limits of
            ``written`` allow, an empty file, a key written twice, a tag, a merge key, or an
            alias inside itself.

    """
    if len(text) > MAX_TEXT:
        _check_directives(text, source)
    try:
        if text.count("*") > MAX_ALIASES:
            _check_aliases(text, source)
        root = _Composer(text, source).get_single_node()
    except yaml.YAMLError as error:
        raise _syntax_error(error, text, source) from None
    walk = _Walk(source)
    if root is None or (tree := walk.tree(root, ())) == "":
        raise refused(source, "empty")
    place = partial(placed_by, partial(_locate, root), source)
    if walk.findings:
        raise InvalidInputError(place(walk.findings))
    return Written(source, tree, place)


def compose(text: str) -> Node:
    """The nodes of a text that ``read_yaml`` took; each knows where it begins and ends."""
    root = _Composer(text, "").get_single_node()
    assert root is not None
    return root


def _place(marked: Any) -> tuple[int, int]:
    return marked.start_mark.line + 1, marked.start_mark.column + 1


def _check_directives(text: str, source: str) -> None:
    """Refuse thousands of ``%TAG`` lines, which take libyaml minutes."""
    lines = [match.start() for match in _DIRECTIVE.finditer(text)]
    if len(lines) > _MAX_DIRECTIVES:
        place = line_and_column(text, lines[_MAX_DIRECTIVES])
        raise refused(source, "too-many-directives", place, most=_MAX_DIRECTIVES)


def _check_aliases(text: str, source: str) -> None:
    """Refuse more than MAX_ALIASES aliases before anything is composed from them.

    Only for a file with that many asterisks: this reads it one time more.
    """
    events = islice(yaml.parse(text, Loader=_Parser), 2 * MAX_VALUES)  # type: ignore[arg-type]
    aliases = [event for event in events if isinstance(event, yaml.AliasEvent)]
    if len(aliases) > MAX_ALIASES:
        place = _place(aliases[MAX_ALIASES])
        raise refused(source, "too-many-aliases", place, most=MAX_ALIASES)


class _Walk:
    """Makes a tree of nodes, with aliases written out, and finds what a tree cannot hold."""

    def __init__(self, source: str) -> None:
        self.findings: list[Finding] = []
        self._source = source
        self._above: list[Node] = []
        self._values = 0

    def tree(self, node: Node, path: Path) -> Tree:
        if node.tag:
            short = node.tag.replace("tag:yaml.org,2002:", "!!", 1)  # !!int is spelled out
            self.findings.append(broken(path, "tag", tag=short))
        if isinstance(node, ScalarNode):
            text: str = node.value
            if len(text) > MAX_TEXT:
                self.findings.append(too_long(path, len(text)))
            return "" if text in _NOTHING and not node.style else text
        if node in self._above:
            self.findings.append(broken(path, "alias-cycle"))
            return ""
        self._count(node)
        self._above.append(node)
        tree = (
            self._mapping(node, path)
            if isinstance(node, MappingNode)
            else [self.tree(item, (*path, at)) for at, item in enumerate(node.value)]
        )
        self._above.pop()
        return tree

    def _count(self, node: Node) -> None:
        """Refuse what only aliases can make too deep or too many, since all was composed."""
        self._values += len(node.value) * (2 if isinstance(node, MappingNode) else 1)
        if len(self._above) >= MAX_DEPTH:
            raise refused(self._source, "too-deep/aliases", _place(node), most=MAX_DEPTH)
        if self._values > MAX_VALUES:
            raise refused(self._source, "too-many-aliases/values", (1, 1), most=MAX_VALUES)

    def _mapping(self, node: MappingNode, path: Path) -> Tree:
        tree: dict[str, Tree] = {}
        for key, value in node.value:
            if not isinstance(key, ScalarNode):
                line = key.start_mark.line + 1
                self.findings.append(broken(path, "key-not-text", line=line))
                continue
            name = key.value
            here = (*path, name)
            if name == "<<":
                self.findings.append(broken(here, "merge-key"))
            elif key.tag or len(name) > MAX_TEXT:
                self.tree(key, here)
            tree[name] = self.tree(value, here)
        if len(tree) < len(node.value):
            self._find_repeated(node, path)
        return tree

    def _find_repeated(self, node: MappingNode, path: Path) -> None:
        lines: dict[str, list[int]] = {}
        for key, _ in node.value:
            if isinstance(key, ScalarNode):
                lines.setdefault(key.value, []).append(key.start_mark.line + 1)
        self.findings += (
            duplicate_key((*path, name), where) for name, where in lines.items() if len(where) > 1
        )


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


# --- no YAML -------------------------------------------------------------------------------

_KINDS = (
    # a part of the parser's text, and what is wrong; the first that fits
    ("sequence entries are not allowed", "yaml-syntax/lone-dash"),
    ("mapping keys are not allowed", "yaml-syntax/lone-question-mark"),
    ("cannot start any token", "yaml-syntax/first-sign"),
    ("mapping values are not allowed", "yaml-syntax/spare-colon"),
    ("could not find expected ':'", "yaml-syntax/no-colon"),
    ("escape", "yaml-syntax/backslash"),
    ("quoted scalar", "yaml-syntax/open-quote"),
    ("flow sequence", "yaml-syntax/open-list"),
    ("flow mapping", "yaml-syntax/open-group"),
    ("undefined alias", "yaml-syntax/alias-of-nothing"),
    ("anchor", "yaml-syntax/alias"),
    ("another document", "yaml-syntax/several-documents"),
    ("incompatible YAML document", "yaml-syntax/version"),
    ("directive", "yaml-syntax/directive"),
    ("tag", "yaml-syntax/tag"),
    ("expected <document start>", "yaml-syntax/less-indented"),
    ("block collection", "yaml-syntax/not-in-list"),
    ("block mapping", "yaml-syntax/not-in-group"),
    ("block scalar", "yaml-syntax/block"),
)
_AT_START = ("quoted scalar", "flow sequence", "flow mapping", "simple key")
"""Where these begin is where the mistake is; the parser stops much later."""

_TAB = r"\s*\t"
_APOSTROPHE = r"[:,\[{-] +'[^'\"]*\w'\w"
"""A text between single quotes with one inside: ``'foto's'``."""

_UNPRINTABLE = "[^\\t\\n\\r\\x85\\ufeff -~\\xa0-\\ud7ff\\ue000-\\ufffd\\U00010000-\\U0010ffff]"
"""What YAML 1.1 does not allow (the opposite of its production c-printable)."""


def _syntax_error(error: yaml.YAMLError, text: str, source: str) -> InvalidInputError:
    """What the parser says, in words that help somebody who knows no YAML."""
    if not isinstance(error, yaml.MarkedYAMLError):  # a sign that YAML does not allow
        found = re.search(_UNPRINTABLE, text)
        sign = f"U+{ord(found[0]):04X}" if found else str(error)
        place = line_and_column(text, found.start() if found else len(text))
        return refused(source, "control-character", place, sign=sign)
    said = f"{error.context or ''} {error.problem or ''}"
    mark = error.problem_mark or error.context_mark
    if error.context_mark and "escape" not in said and any(part in said for part in _AT_START):
        mark = error.context_mark
    if mark is None:
        return refused(source, "yaml-syntax")
    lines = text.splitlines() or [""]
    line = lines[mark.line] if mark.line < len(lines) else ""
    place = min(mark.line + 1, len(lines)), mark.column + 1
    if "nesting depth" in said:
        return refused(source, "too-deep", place, most=MAX_DEPTH)
    return refused(source, _kind(said, line), place, sign=line[mark.column : mark.column + 1])


def _kind(said: str, line: str) -> str:
    if re.match(_TAB, line):
        return "yaml-syntax/tab"
    if re.search(_APOSTROPHE, line[:1000]):
        return "yaml-syntax/apostrophe"
    return next((kind for part, kind in _KINDS if part in said), "yaml-syntax")
