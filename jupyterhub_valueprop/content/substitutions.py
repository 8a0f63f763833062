"""`{{ network.name }}` and other substitutions: values that stay literal text whatever their characters are.

A substitution is hidden from the Markdown parser behind two noncharacters and an index, and comes back in the tokens:
a value with `*` or `](` can't become markup, and `[x]({{ network.url }})` is a link although it has spaces.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from jupyterhub_valueprop.problems.phrases import did_you_mean, nearest, one_of, quote

from .markup_allowance import MarkupAllowance
from .text_problems import TextProblems

_WRITTEN = re.compile(r"\{\{([^{}`\n]{1,120})\}\}")
# U+FDD0 and U+FDD1 are reserved for use inside programs and never occur in a text (Unicode, section 23.7)
_HIDDEN = re.compile("\ufdd0([0-9]+)\ufdd1")
_BARRED = re.compile("[\ufdd0\ufdd1\x00]")


def writable(text: str) -> str:
    """The text in a form that every later step can encode: no lone surrogates, NULs or marks, one kind of line end."""
    text = text.encode("utf-8", "replace").decode("utf-8").removeprefix("\ufeff")
    return _BARRED.sub("\ufffd", text).replace("\r\n", "\n").replace("\r", "\n")


class Substitutions:
    """The substitutions of one text and their values."""

    def __init__(self, values: Mapping[str, str], text_problems: TextProblems, allowance: MarkupAllowance) -> None:
        self._values = {name: writable(value) for name, value in values.items()}
        self._text_problems = text_problems
        self._allowance = allowance
        self._written: list[tuple[str, str, int, int]] = []

    def hide(self, source: str) -> str:
        """The source with every substitution replaced by a mark that Markdown takes for a word."""
        starts = [0, *(match.end() for match in re.finditer("\n", source))]
        line = 0

        def mark(match: re.Match[str]) -> str:
            nonlocal line
            while line + 1 < len(starts) and starts[line + 1] <= match.start():
                line += 1
            self._written.append((match[1].strip(" \t"), match[0], line + 1, match.start() - starts[line] + 1))
            return f"\ufdd0{len(self._written) - 1}\ufdd1"

        return _WRITTEN.sub(mark, source)

    def restore(self, text: str, *, report: bool = True) -> str:
        """The text with values instead of marks. An unknown name stays as it was written and is reported."""
        if "\ufdd0" not in text:
            return text
        return _HIDDEN.sub(lambda match: self._value(int(match[1]), report), text)

    def _value(self, index: int, report: bool) -> str:
        name, written, line, column = self._written[index]
        if name in self._values:
            value = self._values[name]
            if self._allowance.take("repeated", len(value)):
                return value
            self._allowance.refused.append(line)
        elif report:
            # guessing takes longer than everything else, so it is skipped for a problem that is not listed
            near = None if self._text_problems.full else nearest(name, self._values)
            hint = did_you_mean(f"{{{{ {near} }}}}") if near else one_of(self._values)
            self._text_problems.add(
                "unknown-substitution", line, f"unknown substitution {quote(written)}", hint, column=column
            )
        return written
