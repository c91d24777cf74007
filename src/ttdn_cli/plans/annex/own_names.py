"""A registry from the words of a table itself: who is named in it, and nothing that the table does not say.

A cell is parted at semicolons and line breaks, and at commas and "và" only before words that agencies begin with. Kinds
are not guessed; ids are the folded names, aliases their initials. What may be one agency or several is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from ttdn_cli.limits import MAX_AGENCIES, MAX_GROUPS, MAX_ID, MAX_NAME
from ttdn_cli.model.fields import is_device
from ttdn_cli.model.names import fold
from ttdn_cli.model.registry import Registry
from ttdn_cli.plans.annex.cell_names import ALONE, APART, OPEN, PLACES, TYPE_KEYS, begins, names_in, type_of
from ttdn_cli.plans.annex.initials import (
    initial_letters,
    initials,
    is_abbreviated,
    is_short_for,
    left_out,
    meant_letters,
    spelt_out,
)
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.normalization import composed

_PLACE_NAMED = re.compile(rf"\b(?:{'|'.join(PLACES)})\s*:?\s+(\w)", re.IGNORECASE)
# What somebody is told to do, in small letters, as it stands in no name: "UBND tỉnh giao Sở Nội vụ".
_WORK = re.compile(
    r"(?<!\w)(?:giao(?! thông| dịch| lưu)|cùng|với|"
    r"tham mưu|chủ trì|thực hiện|triển khai|phối hợp|đôn đốc|đầu mối)(?!\w)"
)
_ALTERNATIVE = re.compile(r"\b(?:hoac|hay|or)\b")
_MOST_ALIKE = 50  # names of the same initials: among more nobody can tell which one is meant
_ASCII = re.compile(r"[a-z0-9]+")
_SLUG = MAX_ID - 7  # characters of an id before the number that tells it from others
_DASH = re.compile(r"\s+[-–]\s+")


class Named(NamedTuple):
    """Words of a table that name somebody: the line and column of the first cell with them, and the words."""

    line: int
    column: int
    words: str


class NameDoubt(NamedTuple):
    """What is not sure about a name: the id that it got, the first cell with it, the message and its words."""

    identity: str
    at: Named
    message: str
    other: str = ""


class OwnRegistry(NamedTuple):
    """The registry that a table makes, and what is not sure about it."""

    registry: Registry
    doubts: tuple[NameDoubt, ...]
    groups: tuple[NameDoubt, ...] = ()  # those taken for open of which no doubt is told


SEVERAL = N_("“{text}” was read as the name of one agency; if these are several, part them with semicolons")
EITHER = N_("“{text}” names one or the other; who it is is to be settled in the registry and the plan")
STRANGE = N_("“{text}” was read as the name of an agency; correct the registry if it is none")
OPENED = N_("“{text}” is an open group, as the table does not say who is in it: nobody is asked for as a member of it")
LISTED = N_("“{text}” was read as an open group; if it names its members, list them in the registry")
UNCLEAR = N_("“{text}” may be short for several agencies of the table; correct the registry if it is one of them")
SPELT_NOWHERE = N_(
    "“{text}” is a short name that the table nowhere spells out; write the official name in the registry"
)
SHORT = N_("“{text}” was read as short for “{other}”; correct the registry if it is another agency")


class TooManyNamesError(Exception):
    """More names than one registry can hold; `at` is the first one too many."""

    def __init__(self, at: Named) -> None:
        super().__init__()
        self.at = at


def own_registry(cells: Iterable[Named], issuer: str) -> OwnRegistry:
    """Return a registry of everybody whom cells name; where they name nobody, of the issuer alone.

    Raises `TooManyNamesError`.
    """
    met: dict[str, Named] = {}
    counts: dict[str, int] = {}
    for cell in cells:
        for words in names_in(cell.words):
            key = fold(words)
            if key and len(words) <= MAX_NAME:  # what is longer is no name, and told where it stands
                met.setdefault(key, cell._replace(words=words))
                counts[key] = counts.get(key, 0) + 1
                if len(met) > MAX_AGENCIES:
                    raise TooManyNamesError(met[key])
    for key in [key for key, one in met.items() if _DASH.search(one.words)]:
        if all(fold(part) in met for part in _DASH.split(met[key].words)):
            del met[key]  # each half is somebody whom the table names elsewhere
    issuer = " ".join(issuer.split())
    if not met:
        met = {fold(issuer): Named(0, 0, issuer)}
    return _Building(met, counts, issuer).build()


def _longer_names(whole: Mapping[str, Named]) -> dict[str, list[str]]:
    """Return, by the names that are short for others, those others."""
    by_letters: dict[str, list[str]] = {}
    found: dict[str, list[str]] = {}
    for key, one in whole.items():
        by_letters.setdefault(initial_letters(one.words), []).append(key)
        for short in left_out(key):
            if short in whole and short not in TYPE_KEYS:
                found.setdefault(short, []).append(key)
    for key, one in whole.items():
        alike = [other for letters in meant_letters(one.words) for other in by_letters.get(letters, ())]
        few = alike if len(alike) <= _MOST_ALIKE else []
        longer = [other for other in few if other != key and is_short_for(one.words, whole[other].words)]
        if longer:
            found.setdefault(key, []).extend(longer)
    return {key: list(dict.fromkeys(others)) for key, others in found.items()}


def _initials(name: str) -> tuple[str, ...]:
    """Return the short names that initials make of a name, none where it is one or the other or says what is done."""
    is_sure = not _ALTERNATIVE.search(fold(name)) and not _WORK.search(composed(name))
    return initials(name, type_of(name)) if is_sure else ()


def _names_places(words: str) -> bool:
    """Tell whether the words of a group may name its members: "UBND các xã Bình Sơn, An Hải"."""
    return any(found[1].isupper() for found in _PLACE_NAMED.finditer(words))


class _Building:
    """A registry on its way from names to entries."""

    def __init__(self, met: dict[str, Named], counts: dict[str, int], issuer: str) -> None:
        self.met, self.counts, self.issuer = met, counts, issuer
        self.ids: dict[str, str] = {}
        self._slugs: dict[str, int] = {}  # those that are taken, each with the last number behind it
        self.doubts: list[NameDoubt] = []
        self.short: dict[str, str] = {}
        self.longer: dict[str, list[str]] = {}

    def build(self) -> OwnRegistry:
        """Return the entries, those with short names among the aliases of the long ones."""
        whole = {key: one for key, one in self.met.items() if not OPEN.fullmatch(key)}
        self.longer = longer = _longer_names(whole)
        for key, others in longer.items():
            longest = [other for other in others if other not in longer]
            if len(longest) == 1:
                self.short[key] = longest[0]
        agencies = [self._agency(key, one) for key, one in whole.items() if key not in self.short]
        self._doubt_names(whole)
        named = [(key, one) for key, one in self.met.items() if key not in whole][:MAX_GROUPS]
        groups = [{"id": self._id(key), "name": one.words, "open": True} for key, one in named]
        told = [NameDoubt(self.ids[key], one, LISTED if _names_places(one.words) else OPENED) for key, one in named]
        self.doubts += [one for one in told if one.message == LISTED]
        self._add_aliases(agencies, whole)
        if not agencies:  # a registry has one at least; a group is nobody who answers
            agencies = [self._agency(fold(self.issuer), Named(0, 0, self.issuer))]
        registry = {"schema": "ttdn/agencies/1", "agencies": agencies, "groups": groups}
        opened = tuple(one for one in told if one.message == OPENED)
        return OwnRegistry(Registry.model_validate(registry), tuple(self.doubts), opened)

    def _agency(self, key: str, one: Named) -> dict[str, Any]:
        return {"id": self._id(key), "name": one.words}

    def _id(self, key: str) -> str:
        """Return a slug for a folded name, another one for each."""
        slug = "-".join(_ASCII.findall(key))[:_SLUG].strip("-") or "co-quan"
        found = slug
        while found in self._slugs or is_device(found):
            self._slugs[slug] = self._slugs.get(slug, 1) + 1
            found = f"{slug}-{self._slugs[slug]}"
        self._slugs.setdefault(found, 1)
        self.ids[key] = found
        return found

    def _doubt_names(self, whole: dict[str, Named]) -> None:
        for key, one in whole.items():
            if key in self.short:
                other = self.short[key]
                if spelt_out(one.words) == spelt_out(whole[other].words):
                    continue
                self.doubts.append(NameDoubt(self.ids[other], one, SHORT, whole[other].words))
            elif key in self.longer:
                self.doubts.append(NameDoubt(self.ids[key], one, UNCLEAR))
            elif _ALTERNATIVE.search(key):
                self.doubts.append(NameDoubt(self.ids[key], one, EITHER))
            elif self._may_be_several(key, one.words, whole):
                self.doubts.append(NameDoubt(self.ids[key], one, SEVERAL))
            elif _WORK.search(composed(one.words)) or not type_of(one.words):
                self.doubts.append(NameDoubt(self.ids[key], one, STRANGE))
            elif is_abbreviated(one.words, type_of(one.words)):
                self.doubts.append(NameDoubt(self.ids[key], one, SPELT_NOWHERE))

    def _may_be_several(self, key: str, words: str, whole: dict[str, Named]) -> bool:
        """Tell whether a name may be a list: "Sở Tài chính, Nội vụ" where the table knows one part by itself."""
        parts = [one for one in APART.split(words) if one.strip()]
        dashed = _DASH.split(words)
        if len(dashed) > 1 and any(begins(one, "") for one in dashed[1:]):
            return True
        if len(parts) < 2:  # noqa: PLR2004 - one part is one name
            return False
        known = {fold(f"{type_of(words)} {part}") for part in parts[1:]} | {fold(parts[0])}
        if any(one in whole and one != key for one in known):
            return True
        return ("," in words or fold(parts[0]) in ALONE) and self.counts.get(key, 0) < 2  # noqa: PLR2004 - what stands twice is a name

    def _add_aliases(self, agencies: list[dict[str, Any]], whole: dict[str, Named]) -> None:
        """Give agencies the short names of the table and their initials, as long as no two share one."""
        made = {one["id"]: _initials(one["name"]) for one in agencies}
        owners: dict[str, set[str]] = {}
        for one in agencies:
            for name in (one["id"], one["name"], *made[one["id"]]):
                owners.setdefault(fold(name), set()).add(one["id"])
        for key, other in self.short.items():
            owners.setdefault(key, set()).add(self.ids[other])
        for one in agencies:
            short = [whole[key].words for key, other in self.short.items() if self.ids[other] == one["id"]]
            names = dict.fromkeys([*short, *made[one["id"]]])
            aliases = [name for name in names if owners[fold(name)] == {one["id"]} and name != one["name"]]
            folded = {fold(one["name"]), one["id"]}
            aliases = [name for name in aliases if fold(name) not in folded]
            if aliases:
                one["aliases"] = list({fold(name): name for name in reversed(aliases)}.values())[::-1]
