"""An engine whose health is looked at beside its work, and told to operators."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping

from monitor.bootstrap import ApartAuditor, App, run_command
from monitor.deliver.channels import load_channels
from monitor.engine.embedded import EmbeddedEngine, Step
from monitor.engine.work import load_steps
from monitor.flow.archive.audits import LOOK_S as AUDITS_S
from monitor.flow.archive.audits import Audits
from monitor.flow.archive.trends import LOOK_S as TRENDS_S
from monitor.flow.archive.trends import TrendWatch
from monitor.flow.evidence.pushing import LOOK_S as PUSHES_S
from monitor.flow.evidence.pushing import Pusher
from monitor.flow.feeds.learning import LEARN_S, Rhythms
from monitor.flow.feeds.watch import LOOK_S as FEEDS_LOOK_S
from monitor.flow.feeds.watch import FeedWatch
from monitor.flow.operators import LOOK_S, Operators
from monitor.flow.recipients.bounces import LOOK_S as BOUNCES_S
from monitor.flow.recipients.bounces import Bounces
from monitor.flow.websub.subscribing import LOOK_S as HUBS_S
from monitor.flow.websub.subscribing import Subscriber
from monitor.model.health import HealthReport
from monitor.ports import Memory


def watched_engine(
    app: App, memory: Memory, where: str, handed_out: Mapping[str, Step] | None = None
) -> EmbeddedEngine:
    """The engine of `app`, with all that it may need loaded; `where`: which installation it is, for operators.

    `handed_out`: as `EmbeddedEngine`.
    """
    load_steps()
    load_channels()
    ask: Callable[[], Awaitable[HealthReport]] = lambda: app.health(engine)  # noqa: E731 - the two know each other
    operators = Operators(app.services, ask, memory, where)
    feeds, bounces = FeedWatch(app.services, app.meter.show_health), Bounces(app.services)
    pusher = Pusher(app.services, run_command)
    app.checkup.parts += [operators.notes, feeds.notes, bounces.notes, pusher.notes]
    asides = (
        ("operator", LOOK_S, operators.look),
        ("heartbeat", LOOK_S, operators.call),
        ("feeds' health", FEEDS_LOOK_S, feeds.look),
        ("web archive", PUSHES_S, pusher.look),
        ("bounces", BOUNCES_S, bounces.look),
        ("feeds' rhythm", LEARN_S, Rhythms(app.services).learn),
        ("trends", TRENDS_S, TrendWatch(app.services, app.meter.show_trends).look),
        ("audit", AUDITS_S, Audits(app.services, ApartAuditor(app.services.config.settings.storage.url)).look),
        ("websub", HUBS_S, Subscriber(app.services, app.poster).look),
    )
    engine = EmbeddedEngine(app.services, app.reload, asides, handed_out)
    return engine
