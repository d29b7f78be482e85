"""Tables turned into frozen dataclasses by their annotations, with errors for people."""

import builtins
import types
import typing
from collections import abc
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from fractions import Fraction
from types import MappingProxyType
from typing import Any, TypeVar, cast, get_args, get_origin, get_type_hints

from policy.rulebook.places import Place

T = TypeVar("T")

_NAMES = {str: "text", int: "a whole number", bool: "true or false", date: "a date"}


def build(cls: type[T], table: object, place: Place) -> T:
    """The table as `cls`. Refuses unknown keys, missing keys and values of another type."""
    if not isinstance(table, dict):
        raise place.error("is not a table", f"Write it as [{'.'.join(place.keys)}] with keys")
    known = {field.name: field for field in fields(cast(Any, cls))}
    for key in table:
        if key not in known:
            raise (place / key).error(
                "is not a known key", f"Remove it or use one of: {', '.join(known)}"
            )
    hints = get_type_hints(cls)
    values = {
        name: _value(hints[name], table[name], place / name)
        for name, field in known.items()
        if name in table or _required(field, place)
    }
    return cls(**values)


def _required(field: Field[Any], place: Place) -> bool:
    if field.default is MISSING and field.default_factory is MISSING:
        raise (place / field.name).error("is missing", f"Add {field.name} = ...")
    return False


def _value(hint: Any, value: object, place: Place) -> Any:
    if is_dataclass(hint):
        return build(cast(type[Any], hint), value, place)
    inside = get_args(hint)
    match get_origin(hint):
        case types.UnionType:
            result = _value(inside[0], value, place)
        case typing.Literal:
            result = _one_of(inside, value, place)
        case builtins.tuple:
            result = _items(inside[0], value, place)
        case abc.Mapping:
            result = _mapping(inside[1], value, place)
        case _:
            result = _fraction(value, place) if hint is Fraction else _plain(hint, value, place)
    return result


def _one_of(allowed: tuple[object, ...], value: object, place: Place) -> object:
    if value not in allowed:
        raise place.error(f"{value!r} is not a choice", f"Use one of: {_listed(allowed)}")
    return value


def _items(hint: Any, value: object, place: Place) -> tuple[Any, ...]:
    if not isinstance(value, list):
        raise place.error("is not a list", "Write it in square brackets")
    return tuple(_value(hint, item, place / number) for number, item in enumerate(value, start=1))


def _mapping(hint: Any, value: object, place: Place) -> Mapping[str, Any]:
    if not isinstance(value, dict):
        raise place.error("is not a table", f"Write it as [{'.'.join(place.keys)}] with keys")
    return MappingProxyType(
        {key: _value(hint, _with_key(hint, key, item), place / key) for key, item in value.items()}
    )


def _with_key(hint: Any, key: str, item: object) -> object:
    keyed = is_dataclass(hint) and any(field.name == "key" for field in fields(hint))
    return {"key": key, **item} if keyed and isinstance(item, dict) else item


def _fraction(value: object, place: Place) -> Fraction:
    if isinstance(value, str | int) and not isinstance(value, bool):
        try:
            return Fraction(value)
        except (ValueError, ZeroDivisionError):
            pass
    raise place.error(f"{value!r} is not a fraction", 'Write it as a number or as "7/2"')


def _plain(hint: type[Any], value: object, place: Place) -> object:
    wrong_bool = isinstance(value, bool) and hint is not bool
    if wrong_bool or not isinstance(value, hint):
        name = _NAMES.get(hint, hint.__name__)
        raise place.error(f"{value!r} is not {name}", f"Write {name}")
    if isinstance(value, str) and not value.strip():
        raise place.error("is blank", "Say it in words or remove the key")
    return value


def _listed(allowed: tuple[object, ...]) -> str:
    return ", ".join(str(item) for item in allowed)
