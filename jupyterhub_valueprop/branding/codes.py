"""Every code of a problem with a branding, with the sentence that the documentation says about it."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

CODES: Mapping[str, str] = MappingProxyType(
    {
        "bad-character": "A text holds a control character or half of a surrogate pair, which no page can show.",
        "both-given": "Two keys were given of which only one can be used.",
        "callable-failed": "The function in `ValueProp.branding` raised an exception.",
        "colour": "A value is not a colour that CSS knows.",
        "date": "A value is not a date or a time.",
        "date-order": "An announcement ends before it starts.",
        "duplicate-key": "A mapping has the same key twice; YAML would silently drop one.",
        "extends-cycle": "A file extends itself, directly or through others.",
        "file-type": "A file has another kind than is needed, by the ending of its name.",
        "key-type": "A key is not a text.",
        "layer-type": "A layer is neither a path, nor a mapping, nor a callable, nor a list of these.",
        "length": "A list has too few or too many entries.",
        "merge-key": "A YAML merge key `<<` has something else than mappings.",
        "missing-file": "A file that is named does not exist.",
        "missing-key": "A mapping lacks a key without which it means nothing.",
        "not-a-file": "A folder, a pipe or a device stands where a file is needed.",
        "not-utf8": "A file is not encoded as UTF-8.",
        "outside-folder": "A file names one outside the folders of the files that an admin named.",
        "recursive-alias": "A YAML alias stands inside the value that it stands for.",
        "remote-document": "A document is named by an address; it has to be a local file.",
        "remote-file": "A picture or font lies on another host, which every visitor's browser asks before sign-in.",
        "several-documents": "A file holds more than one YAML document.",
        "too-deep": "Values are nested far deeper than a branding can be.",
        "too-large": "A branding file is larger than 1 MB, or all together are larger than 2 MB.",
        "too-long": "A text, a key, a path or a URL has more characters than it can have.",
        "too-many-layers": "More layers than anybody can follow, or a callable that never ends.",
        "too-many-values": "More values than a branding can have, perhaps through YAML aliases.",
        "type": "A value has another type than is needed.",
        "unknown-alias": "A YAML alias names no anchor.",
        "unknown-key": "A key does not exist here.",
        "unknown-locale": "A locale code is unknown.",
        "unknown-tag": "A YAML tag has no meaning in a branding.",
        "unknown-value": "A value is not one of the few that are possible.",
        "unreadable-file": "A file that is named can't be read.",
        "url": "A value is not an address that a visitor could follow.",
        "url-scheme": "An address has a scheme that is not safe on a page.",
        "yaml-indentation": "A line is indented differently from the lines it belongs to.",
        "yaml-syntax": "The text is not YAML.",
        "yaml-tab": "A tab stands where YAML wants spaces.",
    }
)
