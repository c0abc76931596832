"""Sentences of what is about safety: the plan for hard hours, weighing up whether to tell, and who is around."""

from __future__ import annotations

from collections.abc import Callable

from guide_app.guides.step_words import StepWords
from guide_app.guides.weighing import Remark


def safety_plan(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the six steps, with the names that the guide about it uses."""
    steps = {
        "warning_signs": StepWords(
            text("My signs"),
            text("How do I notice that it begins? Perhaps I stop answering, lie awake, or hear old insults again."),
        ),
        "own_ways": StepWords(
            text("On my own"),
            text("What eases it without anybody? A shower, a song, kneading dough, walking round the house."),
        ),
        "people_and_places": StepWords(
            text("Company"),
            text(
                "Which people or places turn my mind elsewhere? They need not know why I come: a cousin, a library, an"
                " online game."
            ),
        ),
        "people_to_ask": StepWords(
            text("People to ask"),
            text("Whom could I tell that I am not well? I can say that and nothing else about me."),
        ),
        "professionals": StepWords(
            text("Trained help"),
            text(
                "Which lines, doctors or emergency number can I call? When are they open, and does a call show on the"
                " bill?"
            ),
        ),
        "safe_surroundings": StepWords(
            text("Safer surroundings"),
            text(
                "How can I put distance between me and anything I could hurt myself with, and who could help with that?"
            ),
        ),
    }
    aside = text("One thing on each line, as many or as few as you like.")
    return {name: words._replace(aside=aside) for name, words in steps.items()}


def coming_out(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of weighing up whether to tell."""
    sure = {
        "yes": text("Yes", context="weighing up"),
        "unsure": text("Not sure", context="weighing up"),
        "no": text("No", context="weighing up"),
    }
    return {
        "who": StepWords(text("Who is it about?"), text("One person at a time. An initial is enough.")),
        "money": StepWords(
            text("Money: could you go on living, learning or working?"),
            text("If this person took it badly and gave no help any more."),
            sure,
        ),
        "home": StepWords(
            text("Home: would there still be a place to sleep?"), text("That night, and in the weeks after."), sure
        ),
        "allies": StepWords(
            text("People: does anyone stand by you?"),
            text("Someone who knows already, or who would surely be kind. One is enough."),
            sure,
        ),
        "exits": StepWords(
            text("A way out: could you leave if it went badly?"),
            text("A door, a bus, someone who comes for you, a place to go to."),
            sure,
        ),
        "for": StepWords(text("What would be good about telling?"), text("For you, now and later.")),
        "against": StepWords(
            text("What speaks for waiting?"), text("Every reason counts, also one that others would not understand.")
        ),
        "badly": StepWords(text("What if it goes badly?"), text("Whom to call, where to go, what to take along.")),
    }


def remarks(text: Callable[..., str]) -> dict[Remark, str]:
    """Give the remarks at the end of weighing up."""
    return {
        "wait": text(
            "As things are, money or a home could be lost. Waiting is a good choice: it is no cowardice and no lie. Who"
            " you are stays true in the meantime."
        ),
        "look": text("Money or home is not sure yet. That can be found out first, quietly and without hurry."),
        "money": text(
            "What can help: a little money of your own, your papers in a safe place, work or school that goes on."
        ),
        "home": text("What can help: one place to sleep for some nights, and knowing how to get there."),
        "allies": text(
            "What can help: one person who knows beforehand. It can be someone on a helpline who knows nobody near you."
        ),
        "exits": text("What can help: a time and a place from which you can leave, and someone who knows about it."),
        "firm": text("Money, home, people and a way out are there. That is firm ground, whatever you decide."),
        "open": text("Some questions stayed open. They can stay so, or you look at them another day."),
        "yours": text(
            "Whether, when, to whom and how much: only you decide that. There is no deadline, and you may change your"
            " mind at any time."
        ),
    }


def people(text: Callable[..., str]) -> dict[str, StepWords]:
    """Give the sentences of the map of people and places."""
    return {
        "map": StepWords(
            text("Which people and places are around you?"),
            text("An initial is enough for a name: someone may look over your shoulder."),
        ),
        "seen": StepWords(
            text("What do you see?"), text("Who is nearer than you thought? Where can you be as you are?")
        ),
        "wanted": StepWords(
            text("Who is missing?"), text("Someone you would like to know, a place you would like to find.")
        ),
    }


def closeness(text: Callable[..., str]) -> dict[str, str]:
    """Give the words for how close somebody is."""
    return {
        "close": text("Close", context="how near a person or place is"),
        "middle": text("In between", context="how near a person or place is"),
        "far": text("Far", context="how near a person or place is"),
    }


def safety(text: Callable[..., str]) -> dict[str, str]:
    """Give the words for how safe it is with somebody, or somewhere."""
    return {
        "safe": text("Safe", context="with a person or at a place"),
        "unsure": text("Not sure", context="with a person or at a place"),
        "unsafe": text("Not safe", context="with a person or at a place"),
    }
