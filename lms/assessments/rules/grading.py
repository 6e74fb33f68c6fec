"""Rules of grades: what an estimate may become, how its parts add up, and how the printed arithmetic is read back."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from lms.assessments.grading import (
    DEFAULT_STRATEGY,
    Breakdown,
    Estimate,
    Estimates,
    ReviewShare,
    Verdict,
    explain,
)
from lms.assessments.types.grading import Decision, GradeExplained, Parts, Sum

MOVES_FROM = Decimal("1.0")
"""A published grade follows a new estimate from this many points on; less is within what nobody can tell apart."""
TENTH = Decimal("0.1")


def tenth(points: float) -> Decimal:
    """Points as they are printed: one decimal, halves up."""
    return Decimal(repr(float(points))).quantize(TENTH, rounding=ROUND_HALF_UP)


def put_together(parts: Parts) -> Sum | None:
    """The grade from its parts, or nothing while a part with a weight is missing.

    The shares are exact products; only their sum is rounded, so that every printed line can be checked by hand.
    """
    weights = parts.peer_weight + parts.instructor_weight
    peers = parts.peers if parts.peer_weight else Decimal(0)
    instructor = parts.instructor if parts.instructor_weight else Decimal(0)
    if weights <= 0 or peers is None or instructor is None:
        return None
    of_peers, of_instructor = peers * parts.peer_weight / weights, instructor * parts.instructor_weight / weights
    whole = (of_peers + of_instructor).quantize(TENTH, rounding=ROUND_HALF_UP)
    late = min(Decimal(parts.late_off), whole).quantize(TENTH)
    return Sum(of_peers, of_instructor, whole, late, whole - late)


def decide(
    points: Decimal | None, *, verdict: Verdict, before: Decimal | None, stands: bool, may_lower: bool
) -> Decision:
    """What becomes of a new estimate. ``stands``: the instructor gave the present grade, and it is theirs to change.

    A published grade rises by itself; it falls only when the instructor has confirmed it.
    """
    if stands:
        return Decision.KEEP
    if points is None or verdict in {Verdict.TOO_FEW_REVIEWS, Verdict.TOO_UNCERTAIN}:
        return Decision.HOLD if before is None else Decision.KEEP
    if before is None:
        return Decision.PUBLISH
    if abs(points - before) < MOVES_FROM:
        return Decision.KEEP
    if points > before:
        return Decision.RAISE
    return Decision.LOWER if may_lower else Decision.WAIT_TO_LOWER


def facts_of(
    one: Estimate, whole: Estimates, *, reviews: Mapping[Any, tuple[int, str]], anchors: int
) -> dict[str, Any]:
    """Everything that reproduces a peer grade, as plain values. ``reviews``: reviewer to (review, its pseudonym)."""
    parts = one.breakdown
    surprises = {check.reviewer: check for check in whole.checks if check.submission == one.submission}
    return {
        "strategy": whole.strategy,
        "version": whole.version,
        "fingerprint": whole.fingerprint,
        "is_calibrated": whole.is_calibrated,
        "anchors": anchors,
        "grade": one.grade,
        "sd": one.sd,
        "low": one.low,
        "high": one.high,
        "verdict": str(one.verdict),
        "class_mean": parts.class_mean,
        "class_share": parts.class_share,
        "anchor": parts.anchor,
        "anchor_share": parts.anchor_share,
        "reviews": [
            {
                "review": reviews[part.reviewer][0],
                "alias": reviews[part.reviewer][1],
                "given": part.given,
                "adjusted": part.adjusted,
                "share": part.share,
                "surprise": surprises[part.reviewer].surprise if part.reviewer in surprises else 0.0,
            }
            for part in parts.reviews
        ],
    }


def with_parts(facts: Mapping[str, Any], parts: Parts, result: Sum) -> dict[str, Any]:
    """The facts of a peer estimate together with how the grade was put together from it."""
    return {
        **facts,
        "peers": str(parts.peers) if parts.peers is not None else None,
        "instructor": str(parts.instructor) if parts.instructor is not None else None,
        "peer_weight": parts.peer_weight,
        "instructor_weight": parts.instructor_weight,
        "late_off": parts.late_off,
        "points": str(result.whole),
    }


def explained(facts: Mapping[str, Any], *, late_off: int | None = None) -> GradeExplained | None:
    """A stored grade as arithmetic. None for facts without it (a grade given by hand).

    ``late_off``: what being late costs today, where an extension has changed it since.
    """
    if "peer_weight" not in facts:
        return None
    parts = Parts(
        peers=_decimal(facts["peers"]),
        instructor=_decimal(facts["instructor"]),
        peer_weight=facts["peer_weight"],
        instructor_weight=facts["instructor_weight"],
        late_off=facts["late_off"] if late_off is None else late_off,
    )
    result = put_together(parts)
    if result is None:
        return None
    peers = explain(_estimate(facts)) if parts.peers is not None and parts.peer_weight else None
    ordered = sorted(facts.get("reviews", ()), key=lambda one: (-one["share"], -one["given"], one["adjusted"]))
    return GradeExplained(
        peers=peers,
        aliases=tuple(one["alias"] for one in ordered),
        parts=parts,
        sum=result,
        strategy=facts.get("strategy", ""),
        is_calibrated=bool(facts.get("is_calibrated")),
        anchors=int(facts.get("anchors", 0)),
        adjusted=facts.get("strategy") == DEFAULT_STRATEGY,
        fingerprint=facts.get("fingerprint", ""),
        version=facts.get("version", ""),
    )


def _decimal(value: str | None) -> Decimal | None:
    return Decimal(value) if value is not None else None


def _estimate(facts: Mapping[str, Any]) -> Estimate:
    shares = tuple(ReviewShare(one["review"], one["given"], one["adjusted"], one["share"]) for one in facts["reviews"])
    breakdown = Breakdown(shares, facts["anchor"], facts["anchor_share"], facts["class_mean"], facts["class_share"])
    return Estimate(
        submission=0,
        grade=facts["grade"],
        sd=facts["sd"],
        low=facts["low"],
        high=facts["high"],
        review_count=len(shares),
        verdict=Verdict(facts["verdict"]),
        breakdown=breakdown,
    )
