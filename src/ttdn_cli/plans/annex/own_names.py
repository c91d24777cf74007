"""A registry from the words of a table itself: who is named in it, and nothing that the table does not say.

A cell is parted at semicolons and line breaks, and at commas and "và" only before words that agencies begin with. Kinds
are not guessed; ids are the folded names, aliases their initials. What may be one agency or several is told.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, NamedTuple

from ttdn_cli.limits import MAX_AGENCIES, MAX_GROUPS, MAX_ID, MAX_NAME
from ttdn_cli.model.fields import is_device
from ttdn_cli.model.names import fold, says_nothing
from ttdn_cli.model.registry import Registry
from ttdn_cli.plans.annex.initials import initial_letters, initials, is_short_for, meant_letters, spelt_out
from ttdn_cli.plans.annex.mentions import is_ditto, mentions
from ttdn_cli.text.i18n import N_
from ttdn_cli.text.normalization import composed

# Words that names of agencies begin with, in the plural as well; general words of administration, no agency's own.
_TYPE_WORDS = (
    "sở; ban; bộ; vụ; công an; ubnd; ủy ban; uỷ ban; văn phòng; vp; chi cục; cục; tổng cục; trung tâm; "
    "đài; báo; hội; hđnd; hội đồng; liên minh; liên đoàn; liên hiệp; mặt trận; mttq; ubmttq; trường; "
    "viện; thanh tra; kho bạc; ngân hàng; bảo hiểm; tòa án; toà án; đoàn thanh niên; đoàn đại biểu; tỉnh "
    "ủy; tỉnh uỷ; huyện ủy; huyện uỷ; thành ủy; thành uỷ; đảng ủy; đảng uỷ; phòng; bch; bql; công ty; tập "
    "đoàn; tổng công ty; hiệp hội; quỹ; thuế; hải quan; bưu điện; tạp chí; cổng thông tin; học viện; bệnh "
    "viện; bộ đội; quân khu; nhà xuất bản; ban quản lý; điện lực; vườn quốc gia; bảo tàng; thư viện; nhà "
    "hát; công đoàn; viện kiểm sát; chi nhánh; đảng bộ; đặc khu; xã; phường; huyện; thị xã; thành phố; "
    "thị trấn; department; ministry; office; committee; agency; board; centre; center; police; authority; "
    "bureau; people's; provincial; the"
)
_TYPES = {one: one for one in _TYPE_WORDS.split("; ")}
_PLAIN_TYPES = {fold(one): one for one in _TYPES} | _TYPES  # where no letter has a mark, they may be left out


def _beginning(words: Iterable[str]) -> re.Pattern[str]:
    """Return what matches one of the words that a name begins with, the longest that fits."""
    return re.compile(rf"(?:{'|'.join(map(re.escape, sorted(words, key=len, reverse=True)))})(?![^\W\d_])")


_TYPE, _PLAIN_TYPE = _beginning(_TYPES), _beginning(_PLAIN_TYPES)
_PLACES = ("đặc khu", "xã", "phường", "huyện", "thị xã", "thành phố", "thị trấn")
_LISTS = ("các ", "những ", "một số ", "toàn thể ", "cac ", "nhung ", "mot so ", "all ", "relevant ", "other ")
# What "các …" is said of where it names people, and not the parks or zones that one agency looks after.
_PEOPLE_WORDS = (
    "co don so ban nganh dia huyen xa phuong thi thanh to cap bo hoi doan doanh ca truong phong cong uy ubnd tinh "
    "departments agencies units bodies offices ministries localities"
)
_PEOPLE = frozenset(_PEOPLE_WORDS.split())
_OPEN = re.compile(
    r"(?:cac|nhung|mot so|toan the|moi|all|relevant|other|concerned)\b.*|.*\blien quan|"
    r"(?:ubnd|uy ban nhan dan|hdnd|chu tich ubnd|cong an|phong|dang uy) cac\b.*|"
    r"(?:so|ban|nganh|dia phuong|don vi|co quan|huyen|xa|phuong)(?: (?:va )?(?:so|ban|nganh|dia phuong|don vi|co quan|"
    r"huyen|xa|phuong|thi xa|thanh pho|dac khu|trong tinh|cua tinh|cap))*"
)
_APART = re.compile(r"\s*,\s*|\s*[/&]\s*|\s+(?:và|va)\s+|\s+and\s+", re.IGNORECASE)
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


SEVERAL = N_("“{text}” was read as the name of one agency; if these are several, part them with semicolons")
STRANGE = N_("“{text}” was read as the name of an agency; correct the registry if it is none")
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
    if not met:
        met = {fold(issuer): Named(0, 0, " ".join(issuer.split()))}
    return _Building(met, counts).build()


def names_in(text: str) -> Iterator[str]:
    """Yield the names in a cell."""
    if says_nothing(text) or is_ditto(text):
        return
    for one in mentions(text):
        if not fold(one.words).startswith("nhu ") and not says_nothing(one.words):
            yield from _parted(one.words)


def _parted(words: str) -> Iterator[str]:
    """Part words at commas and "và" where the next word is one that agencies begin with."""
    begin = 0
    for match in _APART.finditer(words):
        if _begins(words[match.end() : match.end() + MAX_NAME], words[begin : match.start()]):
            yield words[begin : match.start()].strip(" ,.")
            begin = match.end()
    rest = words[begin:].strip(" ,.")
    if rest:
        yield rest


def _begins(rest: str, before: str) -> bool:
    """Tell whether words begin the name of an agency of its own, after those of another."""
    plain = composed(rest).casefold()
    listed = next((one for one in _LISTS if plain.startswith(one)), None)
    if listed:
        return fold(plain[len(listed) :]).split(" ")[0] in _PEOPLE
    kind = _type_of(rest)
    if not kind:
        return False
    after = rest[len(kind) :].strip()
    named = bool(after) and after[0].isupper()
    if kind in _PLACES:
        return named and rest[0].isupper() and not composed(before).casefold().startswith(_LISTS)
    return (
        rest[0].isupper()
        or (named and not composed(before).casefold().startswith(_LISTS))
        or (
            bool(after)
            and not composed(before).casefold().startswith(_LISTS)
            and before[:1].islower()
            and not after.startswith(",")
        )
    )


def _type_of(words: str) -> str:
    """Return the word that the name of an agency begins with, "" where it is none that such names begin with."""
    plain = composed(words).casefold()
    found = (_PLAIN_TYPE if plain.isascii() else _TYPE).match(plain)
    return _PLAIN_TYPES[found[0]] if found else ""


class _Building:
    """A registry on its way from names to entries."""

    def __init__(self, met: dict[str, Named], counts: dict[str, int]) -> None:
        self.met, self.counts = met, counts
        self.ids: dict[str, str] = {}
        self._slugs: dict[str, int] = {}  # those that are taken, each with the last number behind it
        self.doubts: list[NameDoubt] = []
        self.short: dict[str, str] = {}

    def build(self) -> OwnRegistry:
        """Return the entries, those with short names among the aliases of the long ones."""
        whole = {key: one for key, one in self.met.items() if not _OPEN.fullmatch(key)}
        by_letters: dict[str, list[str]] = {}
        for key, one in whole.items():
            by_letters.setdefault(initial_letters(one.words), []).append(key)
        for key, one in whole.items():
            alike = [other for letters in meant_letters(one.words) for other in by_letters.get(letters, ())]
            few = alike if len(alike) <= _MOST_ALIKE else []
            longer = [other for other in few if other != key and is_short_for(one.words, whole[other].words)]
            if len(longer) == 1:
                self.short[key] = longer[0]
        self.short = {key: other for key, other in self.short.items() if other not in self.short}
        agencies = [self._agency(key, one) for key, one in whole.items() if key not in self.short]
        self._doubt_names(whole)
        groups = [
            {"id": self._id(key), "name": one.words, "open": True} for key, one in self.met.items() if key not in whole
        ]
        self._add_aliases(agencies, whole)
        if not agencies:
            first = groups.pop(0)
            agencies = [{"id": first["id"], "name": first["name"]}]
        registry = {"schema": "ttdn/agencies/1", "agencies": agencies, "groups": groups[:MAX_GROUPS]}
        return OwnRegistry(Registry.model_validate(registry), tuple(self.doubts))

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
            elif self._may_be_several(key, one.words, whole):
                self.doubts.append(NameDoubt(self.ids[key], one, SEVERAL))
            elif not _type_of(one.words):
                self.doubts.append(NameDoubt(self.ids[key], one, STRANGE))

    def _may_be_several(self, key: str, words: str, whole: dict[str, Named]) -> bool:
        """Tell whether a name may be a list: "Sở Tài chính, Nội vụ" where the table knows one part by itself."""
        parts = [one for one in _APART.split(words) if one.strip()]
        dashed = _DASH.split(words)
        if len(dashed) > 1 and any(_begins(one, "") for one in dashed[1:]):
            return True
        if len(parts) < 2:  # noqa: PLR2004 - one part is one name
            return False
        known = {fold(f"{_type_of(words)} {part}") for part in parts[1:]} | {fold(parts[0])}
        if any(one in whole and one != key for one in known):
            return True
        return "," in words and self.counts.get(key, 0) < 2  # noqa: PLR2004 - what stands twice is a name

    def _add_aliases(self, agencies: list[dict[str, Any]], whole: dict[str, Named]) -> None:
        """Give agencies the short names of the table and their initials, as long as no two share one."""
        made = {one["id"]: initials(one["name"], _type_of(one["name"])) for one in agencies}
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
