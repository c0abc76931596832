"""The report of an import in words."""

from __future__ import annotations

from collections.abc import Iterator

from guide_app.publisher.importing.report import LEADING, ImportReport


def summary(report: ImportReport) -> str:
    """Say the totals, and everything that a person must know or settle."""
    return "\n".join(_summary(report)) + "\n"


def full_text(report: ImportReport) -> str:
    """Say the summary, then what became of every line and why."""
    return "\n".join((*_summary(report), "", *_records(report))) + "\n"


def _summary(report: ImportReport) -> Iterator[str]:
    for title, counts in report.totals.items():
        yield f"{title}:"
        width = max((len(name) for name in counts), default=0)
        yield from (f"  {name:<{width}}  {number:>6,}" for name, number in counts.items())
    for title, remarks in _remarkable(report):
        yield ""
        yield f"{title}:"
        yield from (f"  {remark}" for remark in remarks)
    yield ""
    yield "clean" if report.is_clean else f"not clean: {len(report.problems)} to settle"


def _remarkable(report: ImportReport) -> Iterator[tuple[str, list[str]]]:
    files = [remark for plan in report.plans for remark in plan.remarks]
    sections = (
        ("files left as they are, or with an editor's hand in them", files),
        ("to settle", list(report.problems)),
    )
    yield from ((title, remarks) for title, remarks in sections if remarks)


def _records(report: ImportReport) -> Iterator[str]:
    yield "every line of the facts:"
    for outcome in report.outcomes:
        into = "" if outcome.into in {"", outcome.fact.id} else f" into {outcome.into}"
        yield f"{outcome.fact.origin}: {outcome.fact.id}: {outcome.outcome}{into}"
        if outcome.kind == "countries" or outcome.outcome in LEADING:
            yield from (f"    {code}: {text}" for code, text in report.remarks(outcome.into))
