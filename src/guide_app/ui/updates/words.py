"""The sentences of updates: what the roads show to others, what keeping leaves, how it ended and what to do then."""

from __future__ import annotations

from guide_app.core.messages import Messages, isolate_by_content
from guide_app.ui.clock import say_date
from guide_app.ui.opened import Opened
from guide_app.ui.updates.failures import say_failure
from guide_app.ui.updates.state import Outcome
from guide_app.ui.updates.told import Done, NothingNew, Progress
from guide_app.ui.updates.view import say_size
from guide_app.ui.updates.wanted import Keep
from guide_app.ui.widgets.question import Answer


def road_answers(messages: Messages) -> tuple[Answer, ...]:
    """Name the roads, each with what others can see of it."""
    text = messages.text
    return (
        # Translators: answers to "How should it come?"; the second lines say what others can see
        Answer(
            "internet",
            text("Over the internet"),
            text(
                "Whoever watches the line, such as a provider, sees the address, when, and how much; not what it says."
                " The address sees which line asks."
            ),
        ),
        # Translators: Tor is the name of a network that hides who asks whom
        Answer(
            "tor",
            text("Over the internet, through Tor"),
            text(
                "Whoever watches the line sees that Tor is used, but not for what; in some places that alone is"
                " noticed. The address does not learn who asks. Tor must be running already."
            ),
        ),
        Answer(
            "stick",
            text("From a stick or a folder"),
            text("Nothing goes over a line. Some systems note which sticks were put in."),
        ),
        Answer(
            "neighbour",
            text("From a computer in the same network"),
            text(
                "Everyone in this network, and whoever runs it, can see what is fetched. Nothing goes out to the"
                " internet."
            ),
        ),
    )


def keep_answers(messages: Messages) -> tuple[Answer, ...]:
    """Name the places where it can be kept, each with what stays there."""
    text = messages.text
    return (
        # Translators: answers to "Where is it kept?"; the second lines say what stays there
        Answer(
            "memory",
            text("Nowhere: only until the program ends"),
            text("Nothing is written. Leave now takes it away too, whatever comes instead."),
        ),
        Answer(
            "beside",
            text("Beside the program, as on its stick"),
            text("The next start has it, wherever the stick goes. A folder “updates” can be seen there."),
        ),
        Answer(
            "home",
            text("In your own folder on this computer"),
            text("The next start here has it. Whoever looks through this computer can find it there."),
        ),
    )


def say_kept(kept: Keep, messages: Messages) -> str:
    """Say where it is kept."""
    return next(answer.label for answer in keep_answers(messages) if answer.key == kept)


def say_in_use(opened: Opened, messages: Messages) -> tuple[str, ...]:
    """Say how old the knowledge in use is, whether it was found good, and where it came from."""
    text, published = messages.text, opened.manifest.published if opened.manifest is not None else ""
    date = say_date(published, messages.language)
    if opened.development:
        # Translators: the knowledge was signed with keys made for development, not by the editors
        known = text("Knowledge of {date}, of a development build.", date=date)
    else:
        known = text("Knowledge of {date}. Its signatures were found good.", date=date)
    if opened.folder is None:
        return known, text("It came in this session, and is kept nowhere.")
    if opened.folder == opened.root_folder:
        return known, text("It came with the program.")
    return known, text("It is kept in {folder}.", folder=isolate_by_content(str(opened.folder.parent)))


def say_step(progress: Progress | None, messages: Messages) -> str:
    """Say what is being done now."""
    text, language = messages.text, messages.language
    match progress.step if progress is not None else "":
        case "fetch" if progress is not None and progress.total:
            # Translators: both blanks are sizes, such as "1.2 MB"
            return text(
                "{done} of {total} fetched",
                done=say_size(progress.done, language),
                total=say_size(progress.total, language),
            )
        case "verify":
            return text("The signatures are being checked.")
        case "build":
            return text("It is being put together.")
        case "install":
            return text("It is being put in its place.")
        case _:
            return text("This may take a while.")


def say_outcome(outcome: Outcome, messages: Messages) -> str:
    """Say how it ended; where it failed, also what to do."""
    text, what = messages.text, outcome.what
    if isinstance(what, Done) and outcome.task == "share":
        return text(
            "{file} is written. Other copies of this program can take it, from a stick or a folder.",
            file=isolate_by_content(outcome.name),
        )
    if isinstance(what, Done):
        return text("Up to date as of {date}.", date=say_date(what.published[:10], messages.language))
    if not isinstance(what, NothingNew):
        return say_failure(what.code, messages)
    if what.expired:
        return text("Nothing new there, although there should be by now. Another way may have it.")
    return text("Nothing new there. What is in use is up to date.")
