"""Who is who, who belongs to what, and who stands for whom on a day: the registry answers as SPEC 2.1 and 4 word it."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from pydantic import ValidationError

from ttdn_cli.limits import MAX_GROUPS
from ttdn_cli.model.agencies import Directory, Party
from ttdn_cli.model.registry import Registry

NOBODY: frozenset[str] = frozenset()


def directory(agencies: dict[str, dict[str, Any]] | str, **groups: dict[str, Any]) -> Directory:
    """Return the directory of agencies (a row of ids, or ids with fields) and groups."""
    fields = {one: {} for one in agencies.split()} if isinstance(agencies, str) else agencies
    return Directory(
        Registry.model_validate(
            {
                "schema": "ttdn/agencies/1",
                "agencies": [{"id": one, "name": f"Sở {one}", **more} for one, more in fields.items()],
                "groups": [
                    {"id": one.replace("_", "-"), "name": f"Nhóm {one}", **more} for one, more in groups.items()
                ],
            },
        )
    )


def names(*given: str) -> frozenset[str]:
    return frozenset(given)


class TestParts:
    """Groups hold agencies and groups, and say whose part is asked for."""

    FOUND = directory(
        "a b c d e",
        press={"members": ["a", "b"]},
        both={"members": ["a", "b"], "requires": "all"},
        nested={"members": ["both", "c"], "requires": "all"},
        others={"open": True},
        mixed={"members": ["c", "others"]},
        mixed_each={"members": ["c", "others"], "requires": "all"},
        around_mixed={"members": ["mixed", "d"], "requires": "all"},
        around_each={"members": ["mixed-each", "d"], "requires": "all"},
        twice={"members": ["d", "press", "a"]},
    )

    def test_an_agency_stands_for_itself_and_a_group_for_all_within(self) -> None:
        found = self.FOUND
        assert [found.members(one) for one in ("a", "press", "nested", "others", "mixed", "twice", "nobody")] == [
            names("a"), names("a", "b"), names("a", "b", "c"), NOBODY, names("c"), names("a", "b", "d"), NOBODY,
        ]  # fmt: skip

    def test_a_group_with_an_open_one_inside_is_open(self) -> None:
        assert [one for one in (*self.FOUND.groups, "a", "nobody") if self.FOUND.is_open(one)] == [
            "others", "mixed", "mixed-each", "around-mixed", "around-each",
        ]  # fmt: skip

    def test_an_id_that_nobody_has_is_its_own_name(self) -> None:
        assert [self.FOUND.name(one) for one in ("a", "press", "nobody")] == ["Sở a", "Nhóm press", "nobody"]

    @pytest.mark.parametrize(
        ("asked", "named", "answered"),
        [
            ("a", "a", True), ("a", "b", False), ("a", "", False), ("nobody", "a", False),
            ("a", "press", False),     # a group that holds an agency does not name it
            ("c", "press", False),
            ("a", "nobody", False),
            ("press", "press", True), ("press", "b", True), ("press", "c", False), ("press", "", False),
            ("both", "a", False), ("both", "b a", True), ("both", "both", True), ("both", "press", False),
            ("nested", "c", False), ("nested", "a b", False), ("nested", "both c", True), ("nested", "a b c", True),
            ("others", "", True),      # an open group asks for nothing
            ("mixed", "", True),       # anybody may be of it
            ("mixed-each", "", False),  # who can be listed is asked for
            ("mixed-each", "c", True),
            ("around-mixed", "d", True),  # nor is a group asked for that has an open one inside
            ("around-mixed", "c", False),
            ("around-each", "d", False),
            ("around-each", "c d", True),
        ],
    )  # fmt: skip
    def test_what_a_plan_asks_for_is_answered(self, asked: str, named: str, answered: bool) -> None:  # noqa: FBT001
        assert self.FOUND.is_answered(asked, names(*named.split()), NOBODY) is answered

    def test_leads_in_a_group_owe_no_part_in_it(self) -> None:
        assert self.FOUND.is_answered("both", names("b"), names("a"))
        assert not self.FOUND.is_answered("both", names("a"), names("a"))
        assert self.FOUND.is_answered("press", NOBODY, names("a", "b"))
        assert not self.FOUND.is_answered("press", NOBODY, names("a"))

    def test_members_left_out_are_told_where_all_are_asked_for(self) -> None:
        found = self.FOUND
        assert found.unanswered("both", names("b"), NOBODY) == ("a",)
        assert found.unanswered("both", NOBODY, NOBODY) == ("a", "b")
        assert found.unanswered("both", NOBODY, names("b")) == ("a",)
        assert found.unanswered("both", names("a", "b"), NOBODY) == ()
        assert found.unanswered("nested", names("a"), NOBODY) == ("both", "c")
        assert found.unanswered("mixed-each", NOBODY, NOBODY) == ("c",)
        assert found.unanswered("around-mixed", NOBODY, NOBODY) == ("d",)
        assert found.unanswered("around-each", names("d"), NOBODY) == ("mixed-each",)
        assert found.unanswered("both", names("both"), NOBODY) == ()
        assert found.unanswered("press", NOBODY, NOBODY) == ()
        assert found.unanswered("a", NOBODY, NOBODY) == ()

    def test_a_group_as_lead_answers_by_each_member_or_by_any(self) -> None:
        found = self.FOUND
        assert found.parties("a") == (Party("a", ("a",)),)
        assert found.parties("press") == (Party("press", ("a", "b")),)
        assert found.parties("both") == (Party("a", ("a",)), Party("b", ("b",)))
        assert found.parties("nested") == (Party("a", ("a",)), Party("b", ("b",)), Party("c", ("c",)))
        assert found.parties("others") == ()
        assert found.parties("mixed-each") == (Party("c", ("c",)),)
        assert found.parties("around-mixed") == (Party("d", ("d",)),)

    def test_who_is_in_two_groups_answers_once_and_in_the_order_of_the_groups(self) -> None:
        found = directory(
            "a b c",
            one={"members": ["b", "a"], "requires": "all"},
            two={"members": ["a", "c"], "requires": "all"},
            whole={"members": ["one", "two"], "requires": "all"},
            any_of={"members": ["two", "b"]},
        )
        assert [one.name for one in found.parties("whole")] == ["b", "a", "c"]
        assert found.parties("any-of") == (Party("any-of", ("a", "c", "b")),)


def test_groups_that_contain_themselves_end_every_question() -> None:
    found = directory(
        "a b",
        own={"members": ["own", "a"], "requires": "all"},
        this={"members": ["that", "a"], "requires": "all"},
        that={"members": ["this", "b"], "requires": "all"},
    )
    assert found.members("this") == names("a", "b")
    assert found.parties("own") == (Party("a", ("a",)),)
    assert found.parties("this") == (Party("b", ("b",)), Party("a", ("a",)))
    assert not found.is_open("this")


class TestTime:
    """Agencies end, and others take over what they owed."""

    FOUND = directory(
        {
            "old": {"valid_to": "2017-03-31", "successor": ["north", "south"]},
            "north": {"valid_from": "2017-04-01", "valid_to": "2017-06-30", "successor": ["late"]},
            "south": {"valid_from": "2017-04-01"},
            "late": {"valid_from": "2017-07-01"},
            "gone": {"valid_to": "2017-03-31"},
            "renamed": {"successor": ["south"]},
            "round": {"valid_to": "2017-01-31", "successor": ["circle"]},
            "circle": {"valid_to": "2017-01-31", "successor": ["round"]},
            "parted": {"valid_to": "2017-03-31", "successor": ["first", "late", "gone", "south"]},
            "first": {"valid_to": "2017-06-30", "successor": ["late"]},
        },
        both={"members": ["old", "south"], "requires": "all"},
    )

    @pytest.mark.parametrize(
        ("day", "successors"),
        [
            ("2017-03-31", ("old",)),             # its last day
            ("2017-04-01", ("north", "south")),
            ("2017-06-30", ("north", "south")),
            ("2017-07-01", ("late", "south")),    # the heir of an heir, in its place
        ],
    )  # fmt: skip
    def test_whoever_took_over_stands_for_an_agency_from_the_day_after_its_last(
        self, day: str, successors: tuple[str, ...]
    ) -> None:
        assert self.FOUND.on(date.fromisoformat(day)).successors("old") == successors

    def test_who_has_no_heir_or_no_last_day_stands_for_itself(self) -> None:
        found = self.FOUND.on(date(2018, 1, 1))
        assert [found.successors(one) for one in ("gone", "renamed", "both", "nobody")] == [
            ("gone",), ("renamed",), ("both",), ("nobody",),
        ]  # fmt: skip

    def test_an_heir_that_comes_up_twice_or_is_gone_hides_no_other(self) -> None:
        assert self.FOUND.on(date(2018, 1, 1)).successors("parted") == ("late", "gone", "south")

    def test_agencies_that_took_over_from_each_other_stand_for_themselves(self) -> None:
        assert self.FOUND.on(date(2018, 1, 1)).successors("round") == ("round",)

    def test_without_a_day_nobody_has_taken_over(self) -> None:
        assert self.FOUND.successors("old") == ("old",)

    def test_each_heir_is_named_once(self) -> None:
        assert self.FOUND.on(date(2018, 1, 1)).successors_of(["south", "old", "late"]) == ("south", "late")

    def test_a_group_holds_the_heirs_of_its_members(self) -> None:
        found = self.FOUND.on(date(2017, 4, 1))
        assert found.groups["both"].members == ("north", "south")
        assert found.members("both") == names("north", "south")
        assert self.FOUND.groups["both"].members == ("old", "south")

    def test_a_registry_in_which_nobody_comes_or_goes_is_used_as_it_is(self) -> None:
        found = directory({"a": {}, "b": {}})
        assert found.on(date(2017, 3, 31)) is found
        changing = directory({"a": {"valid_to": "2017-03-31", "successor": ["b"]}, "b": {}})
        assert changing.on(date(2017, 4, 1)) is not changing

    @pytest.mark.parametrize(
        ("day", "found"),
        [
            ("2017-03-31", ("old", "renamed")), ("2017-04-01", ("north", "renamed")),
            ("2017-06-30", ("north", "renamed")), ("2017-07-01", ("renamed",)),
        ],
    )  # fmt: skip
    def test_of_several_agencies_of_one_name_those_count_that_existed(self, day: str, found: tuple[str, ...]) -> None:
        assert self.FOUND.valid(("old", "north", "renamed"), date.fromisoformat(day)) == found

    def test_a_day_that_decides_nothing_leaves_them_all(self) -> None:
        assert self.FOUND.valid(("old", "gone"), date(2018, 1, 1)) == ("old", "gone")
        assert self.FOUND.valid(("old", "south"), None) == ("old", "south")
        assert self.FOUND.valid(("old",), date(2018, 1, 1)) == ("old",)
        assert self.FOUND.valid(("both", "old"), date(2018, 1, 1)) == ("both",)


def test_a_registry_has_as_many_groups_as_are_allowed() -> None:
    most = {f"g{number}": {"open": True} for number in range(MAX_GROUPS)}
    assert len(directory("a", **most).groups) == MAX_GROUPS
    with pytest.raises(ValidationError, match="too_many_groups"):
        directory("a", **most, more={"open": True})
