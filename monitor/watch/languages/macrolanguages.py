"""Which language's rules hold for a language that is one of several under a name, or that has a longer code as well.

After the macrolanguages of ISO 639-3 and the codes of ISO 639-2: Algerian Arabic (`arq`) is read as Arabic, Dari
(`prs`) as Persian, `eng` as English.
"""

from __future__ import annotations

from functools import cache

_UNDER = """
ar: ara aao abh abv acm acq acw acx acy adf aeb aec afb ajp apc apd arb arq ars ary arz auz avl ayh ayl ayn ayp shu ssh
az: aze azb azj
bg: bul
cs: ces cze
da: dan
de: deu ger
el: ell gre
en: eng
es: spa
et: est ekk vro
fa: fas per pes prs
fi: fin
fr: fra fre
he: heb
hi: hin
hr: hrv
hu: hun
hy: hye arm
id: ind
is: isl ice
it: ita
ja: jpn
ka: kat geo
kk: kaz
ko: kor
ku: kur kmr
ky: kir
lt: lit
lv: lav lvs
mk: mkd mac
mn: mon khk
ms: msa may zlm zsm bjn meo mfa min pse
my: mya bur
ne: nep npi
nl: nld dut
no: nor nob nno
or: ori ory
pl: pol
ps: pus pbt pbu pst
pt: por
ro: ron rum mol mo
ru: rus
sd: snd
sk: slk slo
sl: slv
so: som
sq: sqi alb aln
sr: srp
sv: swe
sw: swa swc swh
th: tha
tr: tur
ug: uig
uk: ukr
ur: urd
uz: uzb uzn uzs
vi: vie
yi: yid ydd yih
zh: zho chi cdo cjy cmn cpx csp czh czo gan hak hsn lzh mnp nan wuu yue
"""


@cache
def _of() -> dict[str, str]:
    rows = (row.split(":") for row in _UNDER.strip().splitlines())
    return {code: language for language, codes in rows for code in codes.split()}


def ruled_by(primary: str) -> str:
    """The code of the language whose rules hold for the primary code of a language, which may be its own."""
    return _of().get(primary, primary)
