"""What operators plug in names what there is: metrics, commands, statuses, and a configuration that loads."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from monitor.cli.operations.work import roles_of
from monitor.cli.output import BAD_INPUT, NO_STORE
from monitor.model.config import Settings
from monitor.model.fleet.workers import Role
from monitor.obs.metrics import PrometheusMeter
from monitor.settings import load_settings
from tests.docs.pages import ROOT

CONTRIB = ROOT / "contrib"
RULES = CONTRIB / "prometheus" / "monitor-rules.yml"
_METRIC = re.compile(r"\b(?:monitor|process)_[a-z_]+\b")
_LABELS = re.compile(r"\{([^{}]*)\}")


def documents(path: Path) -> list[Any]:
    return list(YAML(typ="safe").load_all(path.read_text(encoding="utf-8")))


def samples() -> dict[str, set[str]]:
    """Every name that a scrape may bring, with its labels."""
    found: dict[str, set[str]] = {}
    for family in PrometheusMeter().registry.collect():
        names = {f"{family.name}_total"} if family.type == "counter" else {family.name}
        if family.type == "histogram":
            names = {f"{family.name}_{end}" for end in ("bucket", "count", "sum")}
        for name in names:
            found[name] = {label for sample in family.samples for label in sample.labels}
    # Series that begin with the first feed, subscription, role or tick have no sample yet.
    for name in found:
        label = re.match(r"monitor_(feed|subscription|role)_", name)
        found[name] |= {label[1]} if label else set()
    return found


SERVED = samples()


def rules() -> list[dict[str, Any]]:
    (document,) = documents(RULES)
    return [rule for group in document["groups"] for rule in group["rules"]]


def queries() -> list[tuple[str, str]]:
    """(where, expression) of every alert rule and every panel of the dashboard."""
    board = json.loads((CONTRIB / "grafana" / "monitor.json").read_text(encoding="utf-8"))
    panels = [(panel["title"], target["expr"]) for panel in board["panels"] for target in panel["targets"]]
    return [*((rule["alert"], rule["expr"]) for rule in rules()), *panels]


@pytest.mark.parametrize(("where", "expression"), queries(), ids=[f"{where}: {text}" for where, text in queries()])
def test_each_query_asks_for_what_is_served(where: str, expression: str) -> None:
    asked = _METRIC.findall(_LABELS.sub("", expression))
    assert asked or expression.startswith("up{"), where
    for metric in asked:
        assert metric in SERVED
    for name, labels in re.findall(r"((?:monitor|process)_[a-z_]+)\{([^{}]*)\}", expression):
        assert set(re.findall(r"(\w+)=", labels)) <= SERVED[name]
    for step, outcome in re.findall(r'step="(\w+)",outcome="(\w+)"', expression):
        assert f'monitor_outcomes_total{{outcome="{outcome}",step="{step}"}}' in PrometheusMeter().render().decode()


def test_every_alert_says_what_to_do() -> None:
    names = [rule["alert"] for rule in rules()]
    assert len(names) == len(set(names))
    for rule in rules():
        assert rule["labels"]["severity"] in {"warning", "critical"}
        assert "." in rule["annotations"]["summary"]


def test_the_unit_gives_a_stop_its_time_and_waits_for_people() -> None:
    unit = (CONTRIB / "systemd" / "monitor.service").read_text(encoding="utf-8")
    kept = dict(line.split("=", 1) for line in unit.splitlines() if "=" in line and not line.startswith("#"))
    assert int(kept["TimeoutStopSec"]) >= 45
    assert kept["KillMode"] == "mixed"
    assert kept["UMask"] == "0077"
    assert kept["StateDirectoryMode"] == "0700"
    assert kept["RestartPreventExitStatus"].split() == [str(BAD_INPUT), str(NO_STORE)]
    assert kept["ExecStart"].split()[1:] == ["--config", "/etc/monitor/config", "--data", "/var/lib/monitor", "run"]


def kubernetes(kind: str) -> Any:
    (found,) = [one for one in documents(CONTRIB / "kubernetes" / "monitor.yaml") if one["kind"] == kind]
    return found


def mounted(folder: Path) -> Settings:
    pod = kubernetes("Deployment")["spec"]["template"]["spec"]
    (volume,) = [one for one in pod["volumes"] if one["name"] == "config"]
    for item in volume["configMap"]["items"]:
        path = folder / item["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(kubernetes("ConfigMap")["data"][item["key"]], encoding="utf-8")
    return load_settings(folder, lambda _: None, data_dir=folder / "data", secrets_needed=False)


def test_the_config_map_is_a_configuration(tmp_path: Path) -> None:
    settings = mounted(tmp_path)
    assert len(settings.subscriptions) == len(settings.watchlists) == len(settings.feeds) == 1
    assert settings.server.host == "0.0.0.0"


def test_the_pod_is_one_without_privileges() -> None:
    deployment = kubernetes("Deployment")["spec"]
    pod = deployment["template"]["spec"]
    (container,) = pod["containers"]
    assert (deployment["replicas"], deployment["strategy"]["type"]) == (1, "Recreate")
    assert pod["terminationGracePeriodSeconds"] >= 45
    assert pod["securityContext"]["runAsUser"] == 10001
    assert container["securityContext"]["readOnlyRootFilesystem"]
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    # An edit of a ConfigMap never reaches a subPath.
    assert not [mount for mount in container["volumeMounts"] if "subPath" in mount]
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}


def test_workers_of_compose_have_roles() -> None:
    (compose,) = documents(ROOT / "compose.cluster.yaml")
    for service in compose["services"].values():
        command, *options = service["command"]
        assert command == "work"
        assert all(roles_of(one) for one in options[1:])


def test_workers_of_the_pod_have_all_roles_and_no_privileges() -> None:
    (deployment,) = documents(CONTRIB / "kubernetes" / "workers.yaml")
    pod = deployment["spec"]["template"]["spec"]
    (container,) = pod["containers"]
    command, option, roles = container["args"]
    assert (command, option, roles_of(roles)) == ("work", "--role", tuple(Role))
    assert deployment["spec"]["replicas"] >= 2
    assert container["securityContext"]["capabilities"] == {"drop": ["ALL"]}
    assert {mount["name"] for mount in container["volumeMounts"]} == {volume["name"] for volume in pod["volumes"]}
