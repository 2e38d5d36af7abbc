"""Letters that were encoded twice (`CafÃ©`, `РџСЂРµРІС‹С€`), read back where nothing else can be meant."""

from __future__ import annotations

import re

_SPECIALS = bytes(range(0x80, 0xA0)).decode("cp1252", "ignore")
_TO_BYTES = {ord(char): char.encode("cp1252")[0] for char in _SPECIALS} | {code: code for code in range(0x80, 0x100)}
_WESTERN = f"\x80-\xff{_SPECIALS}"
_SIGNS = "\u2018-\u2026\u20ac\u2122\u2030\u2039\u203a\u00a0-\u00bf"
_SUSPICIOUS = re.compile(
    # One class of first letters for all: the search goes over all others many times as fast.
    "[\xc2-\xf4РСطظ]"
    f"(?:(?<=[\xc2-\xf4])[\x80-\xbf{_SPECIALS}]"
    f"|(?<=[РСÐÑ])[{_SIGNS}ѓђљњќћџЎўҐЄЇІіґёєјЅѕї°±µ№].?[РС]"
    f"|(?<=[طظ])[{_SIGNS}پچژگک].?[طظ])"
)
_RUN = re.compile(f"[{_WESTERN}]+")
_LONG_RUN = re.compile("[^\x00-\x7f]{4,}")
_SHORT_RUN = re.compile("[^\x00-\x7f]{2,3}")
_PLAUSIBLE = re.compile(
    "[\u00a0-\u017f\u0218-\u021b\u0384-\u03ce\u0400-\u045f\u0490-\u0491\u05d0-\u05ea\u0600-\u065f\u0660-\u0669"
    "\u067e\u0679\u0686\u0688\u0691\u0698\u06a9\u06af\u06be\u06c0-\u06c3\u06cc\u06ce\u06d2\u06d5\u06f0-\u06f9"
    "\u0900-\u0dff\u0e01-\u0e5b\u10d0-\u10ff\u0531-\u058a\u1e00-\u1eff\u2010-\u203a\u20ac\u2116\u2122\u2190-\u21ff"
    "\u2022\u2500-\u26ff\u3000-\u30ff\u3400-\u9fff\uac00-\ud7a3\uff00-\uffef\U0001f000-\U0001faff\u200b-\u200f\ufe0f]+"
)


def mended(text: str) -> str:
    """`text` with what was UTF-8, read as another encoding and encoded again, read back; else `text` itself."""
    if text.isascii() or not _SUSPICIOUS.search(text):
        return text
    runs = _RUN.findall(text)
    sure = bool(runs) and all(_western(run) for run in runs)
    mended_text = _RUN.sub(lambda run: (_western(run[0]) if sure or len(run[0]) > 2 else "") or run[0], text)
    if mended_text != text:
        return mended_text
    return _others(text, "cp1251") or _others(text, "cp1256") or text


def _others(text: str, codec: str) -> str:
    """`text` with what was read as `codec` read back: short words only if there is a long one; "" if there is none."""
    once = _LONG_RUN.sub(lambda run: _through(run[0], codec) or run[0], text)
    return "" if once == text else _SHORT_RUN.sub(lambda run: _through(run[0], codec) or run[0], once)


def _western(run: str) -> str:
    return _read_back(bytes(_TO_BYTES[ord(char)] for char in run))


def _through(run: str, codec: str) -> str:
    try:
        return _read_back(run.encode(codec))
    except UnicodeError:
        return ""


def _read_back(data: bytes) -> str:
    """`data` as UTF-8 if it is nothing but letters and signs that are in use; "" if not."""
    text = data.decode("utf-8", "replace")
    if "\ufffd" in text:
        # Bytes that an encoding does not have are lost on the way.
        if text.count("\ufffd") * 5 > len(text) or len(text) < 6:
            return ""
        text = text.replace("\ufffd", "")
    return text if _PLAUSIBLE.fullmatch(text) else ""
