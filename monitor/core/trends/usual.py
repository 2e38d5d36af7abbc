"""What is usual for a topic, by its own last weeks and with its weekdays, and how unlikely more than that is.

The count of a span is put beside the negative binomial distribution that follows from a Poisson rate known by a Gamma
distribution from earlier counts: the Bayes method of M. Höhle, "surveillance: An R package for the monitoring of
infectious diseases" (Computational Statistics 22, 2007), with Jeffreys' prior. Counts that vary more than a Poisson
process widen it by their own spread, as in C. P. Farrington and others, "A statistical algorithm for the early
detection of outbreaks of infectious disease" (Journal of the Royal Statistical Society A 159, 1996). The two days
before the span are left out of what is usual, as in C2 of EARS (L. Hutwagner and others, "The bioterrorism
preparedness and response Early Aberration Reporting System", Journal of Urban Health 80, 2003): a surge that begins
must not hide itself.

Weekdays weigh by their own counts, drawn towards equal weight the fewer there are. Earlier surges are cut down to what
is just not one yet, so that they do not become the measure.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import exp, expm1, lgamma, log

from monitor.records import dataclass

WEEKS = 8
"""So many before the span say what is usual, with the days that are left out."""
GUARD = 2
"""Days before a span that say nothing of what is usual."""
LEAST_DAYS = 28
"""Below that nobody knows."""
CHANCE = 0.001
"""One span in a thousand, where nothing happened."""
LEAST_STORIES = 5
_TIMES = 2.0
"""What is less than twice the usual is no surprise, however sure."""
_PRIOR = 0.5
"""Jeffreys' prior of a rate: half a story in all that is known."""
_EVEN = 3.0
"""So many stories of a weekday count as much as the belief that all weekdays are alike."""
_SURGE_DAYS, _SHARE = 3, 8
"""So many days, those with most, say nothing of how far days differ: an earlier surge may have had them. But no more
than one in so many of the days that had any."""
_WEEK = 7


@dataclass(frozen=True, slots=True)
class Usual:
    """What a topic has a day."""

    rate: float
    """On the average."""
    weights: tuple[float, ...]
    """Of each weekday, Monday first: 1 is the average."""
    spread: float
    """Variance by mean: 1 where stories come by pure chance."""
    known: float
    """Days that it is known from."""
    sure: tuple[float, ...]
    """How many stories each weekday's weight is known from."""

    def expected(self, weekdays: Sequence[int], lengths: Sequence[float]) -> float:
        """Stories to be expected in days of so many times 24 hours."""
        return self.rate * self._exposure(weekdays, lengths)

    def chance(self, stories: int, weekdays: Sequence[int], lengths: Sequence[float]) -> float:
        """How likely so many or more are in these days."""
        exposure = self._exposure(weekdays, lengths)
        mean = self.rate * exposure
        weights = sum(
            (self.rate * self.weights[day] * length) ** 2 / self.sure[day]
            for day, length in zip(weekdays, lengths, strict=True)
        )
        variance = self.spread * (mean * (1 + exposure / self.known) + weights)
        return _tail(stories, mean, variance)

    def _exposure(self, weekdays: Sequence[int], lengths: Sequence[float]) -> float:
        return sum(self.weights[day] * length for day, length in zip(weekdays, lengths, strict=True))


def usual_of(counts: Sequence[int], weekdays: Sequence[int], lengths: Sequence[float]) -> Usual | None:
    """What follows from these days, in which the topic was watched; None if they are too few."""
    if len(counts) < LEAST_DAYS:
        return None
    told: list[float] = list(map(float, counts))
    most = min(_SURGE_DAYS, sum(map(bool, counts)) // _SHARE)
    rest = sorted(sorted(range(len(counts)), key=counts.__getitem__)[: len(counts) - most])
    without = _fitted([told[one] for one in rest], [weekdays[one] for one in rest], [lengths[one] for one in rest])
    # One story is never too many.
    cut = [
        min(count, _bound(without, day, length)) if count > 1 else count
        for count, day, length in zip(told, weekdays, lengths, strict=True)
    ]
    return _fitted(cut, weekdays, lengths)


def rate_of(stories: int, days: int, length: float) -> float | None:
    """Stories in 24 hours on the average of so many days, `length` times as long; None if the days are too few."""
    return (stories + _PRIOR) / length if days >= LEAST_DAYS else None


def may_rise(stories: int, expected: float) -> bool:
    """Whether so many may be a surge where so many were to be expected; its chance has to be below `CHANCE` as well."""
    return stories >= LEAST_STORIES and stories >= _TIMES * expected


def _fitted(counts: Sequence[float], weekdays: Sequence[int], lengths: Sequence[float]) -> Usual:
    known = sum(lengths)
    rate = (sum(counts) + _PRIOR) / known
    told, open_days = [0.0] * _WEEK, [0.0] * _WEEK
    for count, day, length in zip(counts, weekdays, lengths, strict=True):
        told[day] += count
        open_days[day] += length
    weights = tuple((one + _EVEN) / (rate * days + _EVEN) for one, days in zip(told, open_days, strict=True))
    means = [rate * weights[day] * length for day, length in zip(weekdays, lengths, strict=True)]
    differ = sum((count - mean) ** 2 / mean for count, mean in zip(counts, means, strict=True) if mean)
    spread = max(1.0, differ / (len(counts) - 1))
    return Usual(rate=rate, weights=weights, spread=spread, known=known, sure=tuple(one + _EVEN for one in told))


def _bound(usual: Usual, day: int, length: float) -> float:
    """How many stories of a day are just no surge."""
    mean = usual.expected((day,), (length,))
    # The variance of what was cut down is smaller than it was: three deviations and a story leave room for that.
    return mean + 3 * float((usual.spread * mean) ** 0.5) + 1


def _tail(least: int, mean: float, variance: float) -> float:
    """Likelihood of `least` or more, negative binomial with that mean and variance."""
    if least <= 0:
        return 1.0
    if mean <= 0:
        return 0.0
    excess = variance / mean - 1
    excess = max(excess, 1e-9)
    size = mean / excess
    fails, hits = -log(excess + 1), log(excess) - log(excess + 1)
    terms = (size * fails + lgamma(size + k) - lgamma(size) - lgamma(k + 1) + k * hits for k in range(least))
    below = sum(exp(one) for one in terms)
    return max(0.0, 1 - below) if below < 1 else max(0.0, -expm1(min(0.0, log(below))))
