"""Whole sentences of the page of a service: what a contact leaves, what a line may do, what is known and what is not.

"Unknown" is always said. A bare "no" never is: it comes with its note, or with the advice to ask.
"""

from __future__ import annotations

from guide_app.core.messages import Messages
from guide_app.core.values import Contact, Country, Evidence, MayContact, Service, Ternary


def what_it_leaves(contact: Contact, messages: Messages) -> tuple[str, ...]:
    """Say what traces reaching someone in this way leaves, in one or two sentences."""
    text = messages.text
    match contact.type:
        case "phone":
            return (text("A call stays in the phone's call list."), *_costs(contact, messages))
        case "sms":
            return (text("A message stays in the phone until it is deleted."), *_costs(contact, messages))
        case "whatsapp" | "telegram" | "signal" | "line":
            return (text("A chat stays in the app, and the other side sees the name and number of your account."),)
        case "email":
            return (text("A message stays in the mailbox, among those sent too."),)
        case "onion":
            return (text("It opens only in Tor Browser, which keeps no history."),)
        case _:
            return (text("A visit stays in the browser's history, and the network can see the name of the site."),)


def _costs(contact: Contact, messages: Messages) -> tuple[str, ...]:
    return cost_of_call(contact.toll_free, messages), on_bill(contact.on_bill, messages)


def cost_of_call(toll_free: bool | None, messages: Messages) -> str:
    """Say whether a call costs."""
    if toll_free is None:
        return messages.text("Whether it is free is unknown.")
    return messages.text("It is free.") if toll_free else messages.text("It may cost money.")


def on_bill(known: Ternary, messages: Messages) -> str:
    """Say whether a call shows on the bill."""
    text = messages.text
    if known == "unknown":
        return text("Whether it shows on the bill is unknown.")
    return text("It shows on the bill.") if known == "yes" else text("It does not show on the bill.")


def may_contact(known: MayContact, note: str | None, messages: Messages) -> str:
    """Say whether a service may turn to police or parents unasked."""
    text = messages.text
    match known:
        case "yes":
            return text("Yes, they may.")
        case "in_danger":
            return text("Only if they believe that someone is in danger.")
        case "no" if note:
            # Translators: a note with exceptions always follows
            return text("No, with the exceptions named below.")
        case "no":
            return text("They say no. Ask them for exceptions before saying who or where you are.")
        case _:
            return text("Unknown. It is fine to ask them before saying who or where you are.")


def yes_no(known: bool | None, messages: Messages) -> str:
    """Say a fact that may be unknown."""
    if known is None:
        return messages.text("Unknown")
    return messages.text("Yes") if known else messages.text("No")


def cost(service: Service, messages: Messages) -> str:
    """Say what a service costs."""
    text = messages.text
    match service.cost:
        case "free":
            return text("Free", context="cost")
        case "low_cost":
            return text("Low cost", context="cost")
        case "paid":
            return text("Paid", context="cost")
        case _:
            return text("Unknown")


def ages(service: Service, messages: Messages) -> str:
    """Say for which ages a service is there; empty where nothing limits them."""
    low, high, text = service.minimum_age, service.maximum_age, messages.text
    if low is not None and high is not None:
        return text("{low} to {high} years", low=low, high=high)
    if low is not None:
        return text("From {low} years", low=low)
    return "" if high is None else text("Up to {high} years", high=high)


def evidence(known: Evidence, messages: Messages) -> str:
    """Say how well an entry is supported."""
    text = messages.text
    match known:
        case "own":
            return text("The organisation's own page says so")
        case "several":
            return text("Two or more independent sources agree")
        case "single":
            return text("One source says so")
        case _:
            return text("From a directory")


def caution(code: str, messages: Messages) -> str:
    """Say the sentence of a caution; one that this program does not know yet still asks for care."""
    text = messages.text
    match code:
        case "general_line":
            return text(
                "This service is for everyone. Nothing is known of how it treats LGBTQ+ callers; you can ask for help"
                " without speaking of that."
            )
        case "plain_http":
            return text("A link here is not encrypted: others on the network can read what is opened there.")
        case "contact_punished":
            return text(
                "In some countries the law punishes any contact with people in the country of this service, messages"
                " included."
            )
        case _:
            return text("Please take extra care with this service.")


def law_and_traces(law_here: str, messages: Messages) -> str:
    """Say the law, and what could show that someone reached out."""
    text = messages.text
    first = law_here or text("In a country that this service is for, the law punishes same-sex acts.")
    traces = text(
        "A call can be seen in the call list and on the bill, a visit in the browser's history, and a phone can be"
        " searched."
    )
    return f"{first} {traces}"


def confirm_first(messages: Messages) -> str:
    """Say what to do where the evidence is thin or old."""
    return messages.text(
        "Confirm first: little or only old evidence supports this entry. Make sure that it is really them before"
        " saying anything about yourself."
    )


def law(country: Country, messages: Messages) -> str:
    """Say calmly what a country's law means here; empty where same-sex acts are not punished, or nothing is known."""
    text = messages.text
    if country.same_sex_acts == "criminalised":
        if country.as_of is None:
            return text("In {country} the law punishes same-sex acts.", country=country.name)
        return text(
            "In {country} the law punishes same-sex acts (as of {year}).",
            country=country.name,
            year=country.as_of,
        )
    if country.same_sex_acts == "de_facto_criminalised":
        return text(
            "In {country} people are punished for same-sex acts under other laws.",
            country=country.name,
        )
    return ""
