"""Every sentence about a problem, by its key: what is wrong, and what would be right.

A key is the code of the kind of mistake, in kebab-case; where one kind is told in several ways,
followed by a slash and which: ``unknown-option`` and ``unknown-option/remark``. Sentences are
filled in by ``problem.broken`` and its neighbours: ``{value}`` as it is, ``{value!q}`` between
quotes and shortened, ``{count!n}`` as a number with thousands.

They stand in a module for each subject; ``every`` has them all, and only mistakes import it.
"""
