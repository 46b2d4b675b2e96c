"""Where the nodes of a YAML text begin and end in it, and what stands between them.

libyaml ends a block at the next thing that it sees, past comments and blank lines; these
functions say where what somebody wrote ends.
"""

import re
from collections.abc import Iterator

from yaml.nodes import CollectionNode, MappingNode, Node, ScalarNode


def line_end(text: str, place: int) -> int:
    """Where the line of a place ends, before the sign that ends it."""
    end = text.find("\n", place)
    end = len(text) if end < 0 else end
    return end - 1 if end > place and text[end - 1] == "\r" else end


def pairs_of(node: Node) -> list[tuple[Node, Node]]:
    """The keys and values of a mapping; none of anything else."""
    return list(node.value) if isinstance(node, MappingNode) else []


def scalars_in(node: Node) -> Iterator[ScalarNode]:
    """Every text in a node, in the order of the file; an empty one too."""
    if isinstance(node, ScalarNode):
        yield node
    elif isinstance(node, MappingNode):
        for key, value in node.value:
            yield from scalars_in(key)
            yield from scalars_in(value)
    else:
        for item in node.value:
            yield from scalars_in(item)


def is_block(node: Node) -> bool:
    """Whether a text is written below its key, after ``|`` or ``>``."""
    return isinstance(node, ScalarNode) and node.style in {"|", ">"}


def end_of(node: Node, text: str) -> int:
    """Where what is written of a node ends; of a block, its last line's end."""
    if is_block(node):
        start = node.start_mark.index
        return start + len(text[start : node.end_mark.index].rstrip())
    if isinstance(node, CollectionNode) and not node.flow_style:
        return max((end_of(part, text) for part in _parts(node)), default=0)
    end: int = node.end_mark.index
    return end


def last_place(node: Node, text: str) -> int:
    """A place on the last line of a node, blank lines that belong to its text included."""
    last = node
    while isinstance(last, CollectionNode) and not last.flow_style and last.value:
        inside = last.value[-1]
        last = inside[1] if isinstance(inside, tuple) else inside
    if is_block(last):
        end = last.end_mark.index
        return end - 1 if text[end - 1 : end] == "\n" else end
    return end_of(last, text)


def _parts(node: Node) -> Iterator[Node]:
    for child in node.value:
        for part in child if isinstance(child, tuple) else (child,):
            if isinstance(part, CollectionNode) and not part.flow_style:
                yield from _parts(part)
            else:
                yield part


def comments_in(node: Node, text: str) -> list[str]:
    """The comments inside what is written of a node, in the order of the file."""
    if isinstance(node, ScalarNode):
        return _comments(_header(node, text))
    begin, end = node.start_mark.index, end_of(node, text)
    outside, place = [], begin
    for part in scalars_in(node):
        start = part.start_mark.index
        outside += [text[place:start], _header(part, text)]
        place = end_of(part, text)
    outside.append(text[place:end])
    return _comments("\n".join(outside))


def _header(node: Node, text: str) -> str:
    """The line on which a block begins, since a comment may stand behind its sign."""
    start = node.start_mark.index
    return text[start : line_end(text, start)] if is_block(node) else ""


def _comments(outside: str) -> list[str]:
    """The comments in what stands outside every text."""
    return [said.rstrip() for said in re.findall(r"#.*", outside)]
