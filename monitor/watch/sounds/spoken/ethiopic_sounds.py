"""How Ethiopic letters write the sounds of Latin names, where they do so otherwise than other scripts that spell letter
by letter."""

from __future__ import annotations

from monitor.watch.sounds.spoken.sound_tables import EXTRA, WRITTEN

WRITTEN_ETHIOPIC = f"""{WRITTEN[""].strip()}
a a=0 e=.05 1=0
e e=0 3=.05 a=.08
i i=0 3=0 -=.1
u u=0 3=.15
"""
"""As in `sound_tables`; the first order is an open e that newsrooms write a or e, the sixth an i that few hear."""
EXTRA_ETHIOPIC = {**EXTRA[""], "3": 0.03}
