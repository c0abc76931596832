"""Hear what a program tells assistive tools. Run by the system's own Python, which has the bindings of AT-SPI.

usage: ears.py, on a session bus. Reads orders from the standard input and answers on the standard output, one JSON
value a line:

    {"do": "tree", "patience": 0.1}   what every program shows, as a list; not before the next event, or so many seconds
    {"do": "focus", "patience": 0.1}  what last told that it has the keyboard, or null; as patient
    {"do": "act", "path": [0, 3]}     press the thing at that place of the tree; answers whether it could be pressed
    {"do": "letters"}                 what was told of texts that changed since this was asked last

A thing is a mapping: role, name, description, states, actions, labels (the names of what labels it), and in a tree its
path. What is not shown is left out, with all that is inside.
"""

from __future__ import annotations

import importlib
import json
import sys
from typing import Any

gi: Any = importlib.import_module("gi")
gi.require_version("Atspi", "2.0")
Atspi: Any = importlib.import_module("gi.repository.Atspi")
Gio: Any = importlib.import_module("gi.repository.Gio")
GLib: Any = importlib.import_module("gi.repository.GLib")

FOCUS = "object:state-changed:focused"
TEXT = "object:text-changed"
HEARD = (FOCUS, "object", "window")
PROGRAM_DEPTH = 2
"""The program and its windows are looked into, shown or not."""
STATES = ("FOCUSABLE", "FOCUSED", "SHOWING", "ENABLED", "SELECTED")
PRESSED = {"push button", "list item", "check box", "radio button", "link", "menu item", "scroll bar"}
FILLED_IN = {"text", "entry", "combo box"}
WITHOUT_PARTS = {"label", "heading", "push button", "text"}


def say_that_somebody_listens() -> None:
    """Do what a screen reader does first: without it programs keep their tree to themselves."""
    bus = Gio.bus_get_sync(Gio.BusType.SESSION, None)
    order = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    properties = "org.freedesktop.DBus.Properties"
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", properties, "Set", order, None, Gio.DBusCallFlags.NONE, -1, None)


class Ears:
    """Listens from the first moment and remembers where the keyboard is."""

    def __init__(self) -> None:
        self._loop = GLib.MainLoop()
        self._focused: Any = None
        self._letters: list[str] = []
        self._listener = Atspi.EventListener.new(self._on_event)
        for kind in HEARD:
            self._listener.register(kind)

    def wait_for_event(self, patience: float) -> None:
        """Wait until a program reports a change, but no longer than `patience` seconds."""
        end = GLib.timeout_add(int(patience * 1000), self._loop.quit)
        self._loop.run()
        source = GLib.MainContext.default().find_source_by_id(end)
        if source is not None:
            source.destroy()

    def focus(self) -> dict[str, Any] | None:
        """Say what has the keyboard; None where nothing told so, or where it is gone."""
        try:
            return None if self._focused is None else tell(self._focused, self._focused.get_state_set(), [])
        except GLib.Error:
            return None

    def letters(self) -> str:
        """Give all letters that were told of, and forget them."""
        told, self._letters = "".join(self._letters), []
        return told

    def _on_event(self, event: Any) -> None:
        if event.type.startswith(TEXT):
            self._letters.append(str(event.any_data))
        if event.type == FOCUS and event.detail1:
            self._focused = event.source
        self._loop.quit()


def tell(thing: Any, states: Any, path: list[int]) -> dict[str, Any]:
    """Say what a tool can know of one thing; of what is only read, no more than its role and name."""
    role, focusable = thing.get_role_name(), states.contains(Atspi.StateType.FOCUSABLE)
    told = {
        "role": role,
        "name": thing.get_name(),
        "description": thing.get_description() if focusable else "",
        "states": [state for state in STATES if states.contains(getattr(Atspi.StateType, state))],
        "actions": [],
        "labels": labels_of(thing) if role in FILLED_IN else [],
        "path": path,
    }
    action = thing.get_action_iface() if focusable or role in PRESSED else None
    if action is not None:
        told["actions"] = [action.get_action_name(number) for number in range(action.get_n_actions())]
    return told


def labels_of(thing: Any) -> list[str]:
    """Name what labels a field."""
    return [
        relation.get_target(number).get_name()
        for relation in thing.get_relation_set()
        if relation.get_relation_type() == Atspi.RelationType.LABELLED_BY
        for number in range(relation.get_n_targets())
    ]


def walk(thing: Any, path: list[int], found: list[dict[str, Any]]) -> bool:
    """Gather a thing and what is shown inside, and say whether it is shown; it may be gone while it is looked at."""
    try:
        states = thing.get_state_set()
        if len(path) > PROGRAM_DEPTH and not states.contains(Atspi.StateType.SHOWING):
            return False
        told = tell(thing, states, path)
        found.append(told)
        if told["role"] not in WITHOUT_PARTS:
            walk_inside(thing, path, found)
    except GLib.Error:
        return False
    return True


def walk_inside(thing: Any, path: list[int], found: list[dict[str, Any]]) -> None:
    """Gather what is shown inside a thing; of a long list, no more than the lines in view."""
    in_view = False
    for number in range(thing.get_child_count()):
        child = thing.get_child_at_index(number)
        shown = child is not None and walk(child, [*path, number], found)
        if in_view and not shown and found[-1]["role"] == "list item":
            return
        in_view = in_view or shown


def tree() -> list[dict[str, Any]]:
    """Say what all programs show."""
    found: list[dict[str, Any]] = []
    desktop = Atspi.get_desktop(0)
    desktop.clear_cache()
    walk(desktop, [], found)
    return found


def act(path: list[int]) -> bool:
    """Press something by its first action."""
    thing = Atspi.get_desktop(0)
    try:
        for number in path:
            thing = thing.get_child_at_index(number)
        return bool(thing.get_action_iface().do_action(0))
    except (AttributeError, GLib.Error):
        return False


def main() -> None:
    """Answer until nobody asks any more."""
    Atspi.init()
    Atspi.get_desktop(0).set_cache_mask(Atspi.Cache.NONE)
    ears = Ears()
    say_that_somebody_listens()
    for line in sys.stdin:
        order = json.loads(line)
        if order.get("patience"):
            ears.wait_for_event(order["patience"])
        if order["do"] == "act":
            answer: object = act(order["path"])
        elif order["do"] == "letters":
            answer = ears.letters()
        else:
            answer = ears.focus() if order["do"] == "focus" else tree()
        sys.stdout.write(json.dumps(answer) + "\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main()
