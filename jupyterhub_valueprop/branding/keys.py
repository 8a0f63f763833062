"""The keys of a branding, where they belong and how layers merge them, read from the models."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import Any, get_args, get_origin

from jupyterhub_valueprop.branding.models.base import Model, OneOrMany
from jupyterhub_valueprop.branding.models.branding import Branding
from jupyterhub_valueprop.branding.sources.tree import KeyPath, MergeRules, dotted
from jupyterhub_valueprop.branding.sources.typing_slips import key_of, missed_space
from jupyterhub_valueprop.problems.phrases import did_you_mean, nearest, quote

TOP_LEVEL_ONLY = ("extends",)
#: What people call a key who don't look it up, each with the keys that they may mean.
OTHER_NAMES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "body": ("text",),
        "colors": ("theme",),
        "content": ("text",),
        "description": ("tagline", "text"),
        "fonts": ("font",),
        "href": ("url",),
        "icon": ("favicon",),
        "lang": ("locales",),
        "language": ("locales",),
        "languages": ("locales",),
        "link": ("url",),
        "login": ("sign_in",),
        "message": ("text",),
        "name": ("label",),
        "photo": ("image",),
        "secondary": ("accent",),
        "slogan": ("tagline",),
        "subtitle": ("tagline",),
        "title": ("label", "name", "heading"),
    }
)
_ITEM = -1  # stands for any index of a list in the paths of this module


def advice_for_unknown(path: KeyPath) -> str | None:
    """What to write instead of an unknown key: where it belongs, the key that was probably meant, or the known keys."""
    *parent, key = path
    known = known_keys(tuple(parent))
    if (hint := missed_space(str(key))) and nearest(key_of(str(key)), known):
        return hint
    if len(parent) <= 1 and (homes := _homes(str(key))):
        return f"{quote(str(key))} belongs {' or '.join(homes[:2])}"
    if near := meant_key(str(key), known):
        return did_you_mean(near)
    if home := _similar_elsewhere(str(key), tuple(parent)):
        return home
    return f"known keys are {', '.join(quote(name) for name in known)}" if known else None


def meant_key(key: str, known: Iterable[str]) -> str | None:
    """The known key that was probably meant: another name for the same, or a similar one."""
    keys = tuple(known)
    other = next((name for name in OTHER_NAMES.get(key.casefold(), ()) if name in keys), None)
    return other or nearest(key, keys)


def _similar_elsewhere(key: str, parent: KeyPath) -> str | None:
    """A key of a similar name deeper down, such as 'promises' for 'promisses' right under 'proposition'."""
    models = ((path, model) for path, model in reversed(_models().items()) if path[: len(parent[:1])] == parent[:1])
    homes = {name: path for path, model in models for name in model.model_fields}
    near = nearest(key, homes, at_least=0.85)
    if near is None:
        return None
    home = "".join("[]" if step == _ITEM else f".{step}" for step in homes[near]).removeprefix(".")
    where = f"belongs {f'under {quote(home)}' if home else 'at the top level'}"
    return f"{quote(key)} {where}" if near == key else f"{did_you_mean(near)} it {where}"


def known_keys(path: KeyPath) -> tuple[str, ...]:
    """The keys of the mapping at a path; empty if no mapping belongs there."""
    model = _models().get(_pattern(path))
    if model is None:
        return ()
    return (*model.model_fields, *(TOP_LEVEL_ONLY if not path else ()))


@cache
def merge_rules() -> MergeRules:
    """How layers are merged. Lists are never merged: the upper one replaces the lower one."""
    models = {path: model for path, model in _models().items() if _ITEM not in path}
    return MergeRules(
        shorthands={path: model.shorthand for path, model in models.items() if model.shorthand},
        rivals={path: model.rivals for path, model in models.items() if model.rivals},
        followers={path: model.followers for path, model in models.items() if model.followers},
        lists=frozenset(
            (*path, name)
            for path, model in models.items()
            for name, field in model.model_fields.items()
            if any(isinstance(each, OneOrMany) for each in field.metadata)
        ),
    )


def _pattern(path: KeyPath) -> KeyPath:
    return tuple(_ITEM if isinstance(step, int) else step for step in path)


@cache
def _models() -> dict[KeyPath, type[Model]]:
    return dict(_walk(Branding, ()))


def _walk(model: type[Model], path: KeyPath) -> Iterator[tuple[KeyPath, type[Model]]]:
    yield path, model
    for name, field in model.model_fields.items():
        for steps, child in _nested(field.annotation):
            yield from _walk(child, (*path, name, *steps))


def _nested(annotation: Any) -> Iterator[tuple[KeyPath, type[Model]]]:
    """The models that a field can have as its value, each with its path from the field."""
    origin = get_origin(annotation)  # Python 3.10 calls tuple[x] a type, too
    if origin is None and isinstance(annotation, type) and issubclass(annotation, Model):
        yield (), annotation
    item = (_ITEM,) if origin is tuple else ()
    for argument in get_args(annotation):
        for steps, model in _nested(argument):
            yield (*item, *steps), model


def _homes(key: str) -> list[str]:
    """Where else a key of this name belongs: at the top level, or under a top-level mapping."""
    if key in Branding.model_fields or key in TOP_LEVEL_ONLY:
        return ["at the top level"]
    paths = [path for path, model in _models().items() if len(path) == 1 and key in model.model_fields]
    return [f"under {quote(dotted(path))}" for path in paths]
