"""How the simulated newsrooms write: leads and details by kind of event, slots in braces, and a key for each lead.

The key (after `|`) is what a reader must be shown to have been told the lead's news.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Kind:
    """A kind of event: how it starts, how it goes on, and what else is written of it."""

    starts: tuple[str, ...]
    turns: tuple[tuple[str, ...], ...]
    """Each development after the start, in order, as alternative leads."""
    details: tuple[str, ...]
    series: bool = False
    """It happens again and again, and is written of in the same form."""


KINDS = (
    Kind(
        (
            "A fire broke out in a {building} in {place} on {day} and {n} people were hurt, the fire brigade said.|{n}",
            "{n} people were hurt on {day} when a {building} in {place} caught fire, according to firefighters.|{n}",
            "Flames tore through a {building} in {place} on {day}, leaving {n} people injured.|{n}",
        ),
        (
            (
                "People hurt in the {building} fire in {place} now number {m}, hospitals said; more may come.|{m}",
                "{m} people are now known to have been hurt in the {building} fire in {place}, doctors said.|{m}",
            ),
        ),
        (
            "The blaze was under control after {k} hours.",
            "Neighbours carried blankets and water to {street}.",
            "The owner, {person}, said that the wiring had been renewed last year.",
            "Investigators will enter the ruin when it has cooled down.",
            "Smoke could be seen from the far side of the {river}.",
        ),
    ),
    Kind(
        (
            "The {road} at {place} was closed to all traffic on {day} after a landslide, the road office said.|closed",
            "A landslide has closed the {road} at {place}; no vehicle has passed since {day}, officials said.|closed",
        ),
        (
            (
                "The {road} at {place} was reopened to all traffic on {day}, the road office said.|reopened",
                "Traffic flows again on the {road} at {place}, which was reopened on {day}.|reopened",
            ),
        ),
        (
            "Diggers from {other} were brought in during the night.",
            "Drivers had slept in their cabs near {street}.",
            "The slope had been watched with instruments since the spring.",
            "Engineer {person} spoke of {k} lorry loads of rubble.",
        ),
    ),
    Kind(
        (
            "{person}, a teacher from {place}, has been missing since {day}, the police said.|missing",
            "Police in {place} are looking for the teacher {person}, missing since {day}.|missing",
        ),
        (
            (
                "{person}, the missing teacher from {place}, was found alive in a hut on {day}, the police said.|alive",
                "The teacher {person} from {place} is alive: walkers found her in a hut on {day}.|alive",
            ),
        ),
        (
            "Her telephone was last seen near {street}.",
            "Dogs and {k} volunteers searched the bank of the {river}.",
            "Colleagues described a quiet woman who liked long walks.",
            "A sister had raised the alarm.",
        ),
    ),
    Kind(
        (
            "Police in {place} arrested the contractor {person} on {day} on suspicion of bribery.|arrested",
            "The contractor {person} was arrested in {place} on {day} over bribes, prosecutors said.|arrested",
        ),
        (
            (
                "The contractor {person} was released in {place} on {day} after a judge found no grounds.|released",
                "A judge in {place} released the contractor {person} on {day} for lack of evidence.|released",
            ),
        ),
        (
            "Officers took {k} boxes of paper out of an office in {street}.",
            "The contracts concern a school and a {building}.",
            "Defence lawyer {other_person} spoke of an error.",
            "The council said that it would cooperate.",
        ),
    ),
    Kind(
        (
            "Bus drivers in {place} will go on strike from {day} over shifts, their union announced.|strike",
            "The union of bus drivers in {place} has called a strike over shifts from {day}.|strike",
        ),
        (
            (
                "Bus drivers in {place} called off their strike on {day} after a night of talks.|called off",
                "The strike of the bus drivers in {place} was called off on {day}, their union said.|called off",
            ),
        ),
        (
            "The employer had offered {k} per cent.",
            "Pupils would have been hit hardest, parents said.",
            "Mediator {person} had asked both sides to a hotel in {street}.",
            "The night line to {other} is run by another firm.",
        ),
    ),
    Kind(
        (
            "A court in {place} convicted the banker {person} of fraud on {day} and gave him {k} years.|convicted",
            "The banker {person} was convicted of fraud by a court in {place} on {day}; he got {k} years.|convicted",
        ),
        (
            (
                "An appeal court acquitted the banker {person} on {day}; the court in {place} had erred.|acquitted",
                "The banker {person}, tried in {place}, was acquitted on appeal on {day}.|acquitted",
            ),
        ),
        (
            "Savers from {other} had travelled to hear the ruling.",
            "His defender {other_person} shook hands with the clerk.",
            "The bench sat in the old {building}.",
            "Part of the money was found on an account abroad.",
        ),
    ),
    Kind(
        (
            "A drone struck a {building} near {place} on {day}, killing {n} people, a local official said.|{building}",
            "{n} people were killed near {place} on {day} when a drone struck a {building}, residents said.|{building}",
        ),
        (),
        (
            "Nobody claimed the attack.",
            "Ambulances came from {other}.",
            "A second blast was heard {k} minutes later.",
            "The official, {person}, spoke by telephone.",
        ),
        series=True,
    ),
    Kind(
        (
            "A coach left the {road} near {place} on {day} and {n} passengers were injured, rescuers said.|{n}",
            "{n} passengers were injured on {day} when their coach overturned on the {road} near {place}.|{n}",
        ),
        (
            (
                "One of the injured of the coach crash on the {road} near {place} died on {day}, the clinic said.|died",
                "A passenger hurt in the coach crash near {place} died on {day}; the others are recovering.|died",
            ),
        ),
        (
            "The driver, {person}, is being questioned.",
            "The coach was on its way from {other}.",
            "Rain had made the surface slippery.",
            "A crane righted the vehicle after {k} hours.",
        ),
    ),
    Kind(
        (
            "Residents of {k} streets in {place} were ordered to leave on {day} as the {river} rose.|ordered to leave",
            "As the {river} rose on {day}, people in {k} streets of {place} were ordered to leave.|ordered to leave",
        ),
        (
            (
                "Residents of {place} may return: the order to leave was lifted on {day} as the {river} fell.|lifted",
                "The evacuation of {place} was lifted on {day}; the {river} is falling.|lifted",
            ),
        ),
        (
            "Cots were put up in the gymnasium in {street}.",
            "Farmer {person} drove his cattle uphill.",
            "The gauge stood higher only once, decades ago.",
            "Soldiers filled sandbags near the {building}.",
        ),
    ),
    Kind(
        (
            "The firm {firm} will buy the mill in {place}, both sides announced on {day}.|will buy",
            "{firm} is to take over the mill in {place}, it was announced on {day}.|take over",
        ),
        (
            (
                "The sale of the mill in {place} to {firm} has collapsed, both sides said on {day}.|collapsed",
                "{firm} has abandoned the purchase of the mill in {place}, it said on {day}.|abandoned",
            ),
        ),
        (
            "The mill has {n} workers and makes cardboard.",
            "Banker {person} had brought the parties together.",
            "A roof of the {building} next door belongs to the deal.",
            "The price was not made known.",
        ),
    ),
)

COLOUR = (
    "A market stall in {street} sold out of candles.",
    "The choir of {other} will sing for a good cause.",
    "It was the coldest night of the month.",
    "{other_person} kept a diary of these days.",
    "A bakery near the {river} stayed open all the same.",
    "Some recalled a similar week {k} winters ago.",
    "The sports hall was lent free of charge.",
    "A goat that had got loose was caught by children.",
    "The mayor of {other} sent a message.",
    "Trains ran with {k} minutes' delay.",
    "Local radio broke off a concert for the announcement.",
    "{other_person}, a retired nurse, brought soup.",
    "The old lamp posts in {street} date from the time of the tramway.",
    "Insurance experts were expected after the weekend.",
    "A helicopter circled above the {river} for a while.",
    "Schoolchildren drew pictures for the helpers.",
    "The bells of the {building} were silent.",
    "A poet of the region once wrote of its light.",
    "Shops along {street} opened late.",
    "{other_person} of the museum saved a box of letters.",
    "At the weekly council there was a minute of silence.",
    "The postman did his round on foot.",
    "A carpenter from {other} offered planks.",
    "The inn by the {river} served tea to everyone.",
    "Anglers saw a heron where none had been for years.",
    "An exhibition in the {building} was put off.",
    "Students of {other} have begun a collection.",
    "The forecast speaks of wind from the north.",
    "A wedding in {street} went ahead with half of the guests.",
    "The library lent out umbrellas.",
)

UNWATCHED_LINES = (
    "A minister in the capital spoke of difficult weeks.",
    "The exchange in the capital closed a little higher.",
    "Skiers wait for the first snow in the south.",
    "A comet can be seen with binoculars before dawn.",
    "The national team flew home without its captain.",
    "Farm prices were stable at the big markets.",
    "A museum abroad returned a statue.",
    "The film prize went to a first work.",
)

MINI = (
    "In {place}, thieves emptied the safe of a {building} on {day}.|{building}",
    "At {place}, lightning split the tower of the {building} on {day}.|{building}",
    "In {place}, {n} sheep were poisoned on {day}, and a shepherd was questioned.|{n}",
    "Near {place}, a bear was shot on {day} beside the {building}.|{building}",
    "In {place}, {person} was elected head of the parish on {day}.|{person}",
)

BULLETINS = ("{Hazard} warning for {place}: expect {hazard} from {day} on, the weather office said.|{hazard}",)
HAZARDS = ("heavy snow", "black ice", "gale-force winds", "thick fog", "severe frost", "heavy rain", "thunderstorms")
BULLETIN_TAIL = "People should secure loose things and keep away from trees. The next notice comes in the evening."

BUILDINGS = (
    "warehouse",
    "sawmill",
    "cinema",
    "dairy",
    "chapel",
    "depot",
    "brewery",
    "tannery",
    "hotel",
    "pharmacy",
    "garage",
    "granary",
    "foundry",
    "theatre",
    "printing works",
    "bakery",
    "laundry",
    "boathouse",
    "bank",
    "town hall",
)
VAGUE = ("several", "a good many", "a handful of", "dozens of")
PROMOTIONS = (
    "Subscribe now and read {k} weeks free.",
    "Get our newsletter every morning at {k}.",
    "Download the app: {n} stories a day on your phone.",
    "Join {n} readers who support us.",
)
