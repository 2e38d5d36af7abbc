"""Who is told of trouble, and the dead man's switch."""

from __future__ import annotations

from collections.abc import Mapping

from monitor.model.config import OperatorSettings, Secret
from monitor.settings.build.secrets import SecretReader
from monitor.settings.build.targets import build_targets
from monitor.settings.check import Complain
from monitor.settings.schema import OperatorSection, url_fault


def operator_of(
    section: OperatorSection, types: Mapping[str, str], secrets: SecretReader, complain: Complain
) -> OperatorSettings:
    """The operators' settings; `types`: of all channels, by name."""
    names = (section.heartbeat_env, section.heartbeat_file)
    heartbeat = secrets.choose(("operator", "heartbeat"), *names, complain) or Secret("")
    if heartbeat and (fault := url_fault(heartbeat.reveal())) is not None:
        key = "heartbeat_env" if section.heartbeat_env is not None else "heartbeat_file"
        complain(("operator", key), f"the secret address is not usable: {fault[0]}", fault[1])
    for place, target in enumerate(section.channels):
        if types.get(target.channel) == "push":
            said = "operators are not told by pushes, which need the database that may be in trouble."
            complain(("operator", "channels", place), said, "Name a channel of another type.")
    return OperatorSettings(
        targets=build_targets(section.channels, ("operator",), types, complain),
        per_hour=section.per_hour,
        heartbeat=heartbeat,
        heartbeat_s=section.heartbeat_every,
    )
