"""What follows from the first questions of weighing up whether to tell: calm remarks, never an order."""

from __future__ import annotations

from typing import Literal

from guide_app.guides.courses import GROUND
from guide_app.guides.play import Play

Remark = Literal["wait", "look", "money", "home", "allies", "exits", "firm", "open", "yours"]
"""wait: money or home would be lost, so waiting is a good choice; look: that is not sure; firm: all four are there;
open: some questions were left open; yours: whose decision it is. The others: what can be prepared."""


def weigh(play: Play) -> tuple[Remark, ...]:
    """Give what is to be said, in order. Safety comes first, and whose decision it is comes last, always."""
    said = {ground: _answer(play, ground) for ground in GROUND}
    roof = {said["money"], said["home"]}
    remarks: list[Remark] = []
    if "no" in roof:
        remarks.append("wait")
    elif "unsure" in roof:
        remarks.append("look")
    prepared: tuple[Remark, ...] = ("money", "home", "allies", "exits")
    remarks += [ground for ground in prepared if said[ground] in {"no", "unsure"}]
    if set(said.values()) == {"yes"}:
        remarks.append("firm")
    if "" in said.values():
        remarks.append("open")
    return (*remarks, "yours")


def _answer(play: Play, ground: str) -> str:
    """Give the answer to a question; empty where there is none, or where it was left out."""
    given = play.find(ground)
    return given.chosen[0] if given.chosen and not given.left_out else ""
