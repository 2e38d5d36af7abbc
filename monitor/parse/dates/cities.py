"""Time zones by the city that the zone database names them for (`Europe/Berlin`), without that database.

Only for the zones whose rule has held since 2023 at least; of others nothing is said. Rules: IANA tz database 2025b.
"""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

_ALWAYS: Final = """
    -10 honolulu | -7 phoenix | -6 mexico_city guatemala costa_rica managua tegucigalpa regina | -5 bogota lima panama
    jamaica guayaquil | -4 caracas la_paz manaus puerto_rico santo_domingo | -3 sao_paulo buenos_aires montevideo bahia
    | 0 accra dakar abidjan reykjavik utc gmt uct zulu universal | 1 lagos algiers tunis kinshasa luanda | 2
    johannesburg tripoli khartoum harare maputo kigali kaliningrad | 3 moscow minsk istanbul simferopol volgograd riyadh
    baghdad kuwait qatar bahrain aden amman damascus nairobi addis_ababa mogadishu kampala | 3.5 tehran | 4 dubai muscat
    baku tbilisi yerevan samara saratov | 4.5 kabul | 5 karachi tashkent yekaterinburg ashgabat dushanbe | 5.5 kolkata
    calcutta colombo | 5.75 kathmandu katmandu | 6 dhaka omsk bishkek | 6.5 yangon rangoon | 7 bangkok jakarta
    ho_chi_minh saigon novosibirsk krasnoyarsk | 8 shanghai hong_kong taipei singapore kuala_lumpur manila perth irkutsk
    macau | 9 seoul tokyo yakutsk pyongyang | 10 brisbane vladivostok
"""
_EUROPEAN: Final = """
    0 london dublin lisbon belfast | 1 berlin paris madrid rome vienna zurich amsterdam brussels copenhagen
    stockholm oslo prague warsaw budapest belgrade zagreb ljubljana bratislava sarajevo skopje tirane podgorica
    luxembourg monaco malta | 2 athens helsinki kiev kyiv bucharest sofia riga tallinn vilnius nicosia
"""
_AMERICAN: Final = """
    -5 new_york toronto detroit montreal | -6 chicago winnipeg | -7 denver edmonton | -8 los_angeles vancouver | -9
    anchorage | -4 halifax
"""
_SOUTHERN: Final = "10 sydney melbourne hobart canberra | 9.5 adelaide"


def _read(table: str) -> dict[str, float]:
    rows = (cell.split() for cell in table.split("|"))
    return {city: float(row[0]) for row in rows if row for city in row[1:]}


_FIXED, _EU, _US, _SOUTH = map(_read, (_ALWAYS, _EUROPEAN, _AMERICAN, _SOUTHERN))


def offset_of(zone: str, local: datetime) -> timedelta | None:
    """How far east of UTC a zone (`europe/berlin`, in lower case) is at the naive time `local`; None if not known."""
    city = zone.rpartition("/")[2]
    if city in _FIXED:
        return timedelta(hours=_FIXED[city])
    for rules, summer in ((_EU, _is_european_summer), (_US, is_american_summer), (_SOUTH, _is_southern_summer)):
        if city in rules:
            return timedelta(hours=rules[city] + summer(local, rules[city]))
    if city in ("jerusalem", "tel_aviv"):
        start, end = sunday(local.year, 4, 0) - timedelta(days=2, hours=-2), sunday(local.year, 11, 0)
        return timedelta(hours=2 + (start <= local < end + timedelta(hours=2)))
    return None


def is_american_summer(local: datetime, _base: float = 0) -> bool:
    """From 2:00 on the second Sunday of March to 2:00 on the first of November."""
    start = sunday(local.year, 3, 2) + timedelta(hours=2)
    return start <= local.replace(tzinfo=None) < sunday(local.year, 11, 1) + timedelta(hours=2)


def _is_european_summer(local: datetime, base: float) -> bool:
    """From 1:00 UTC on the last Sunday of March to 1:00 UTC on the last of October."""
    start = sunday(local.year, 4, 0) + timedelta(hours=1 + base)
    return start <= local < sunday(local.year, 11, 0) + timedelta(hours=2 + base)


def _is_southern_summer(local: datetime, _base: float) -> bool:
    """But from 3:00 on the first Sunday of April to 2:00 on the first of October."""
    return not sunday(local.year, 4, 1) + timedelta(hours=3) <= local < sunday(local.year, 10, 1) + timedelta(hours=2)


def sunday(year: int, month: int, number: int) -> datetime:
    """The Sunday of that number in a month; the one of number 0 is the last of the month before."""
    first = datetime(year, month, 1)  # noqa: DTZ001 - local time, compared with local time
    return first + timedelta(days=(6 - first.weekday()) % 7 + 7 * (number - 1))
