"""The outbox under any order of claims, answers, crashes and waits."""

from __future__ import annotations

import tempfile
from datetime import timedelta

from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sqlalchemy import func, select
from store_world import LEASE, T0, World, compose, delivered

from monitor.model.delivery import DeliveryClaim
from monitor.model.ids import OutboxId
from monitor.model.outcomes import DeliveryState
from monitor.store import SqlStore, open_store
from monitor.store.schema.tables import attempt

ANSWERS = [DeliveryState.SENT, DeliveryState.ABANDONED, DeliveryState.RETRYING, DeliveryState.UNKNOWN]


class Outbox(RuleBasedStateMachine):
    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        store = open_store(f"sqlite:///{self.folder.name}/monitor.db")
        assert isinstance(store, SqlStore)
        self.store = store
        self.now = T0
        self.live: dict[OutboxId, tuple[DeliveryClaim, object]] = {}
        self.old: list[DeliveryClaim] = []
        self.sent: set[OutboxId] = set()

    @initialize()
    def fill(self) -> None:
        World(self.store).configure()
        assert self.store.save_digest(compose(recipients=["a", "b", "c"]))

    @rule(limit=st.integers(1, 3))
    def claim(self, limit: int) -> None:
        for claim in self.store.claim_deliveries(self.now, self.now + LEASE, limit):
            assert claim.id not in self.sent, "a sent row is never sent again"
            if claim.id in self.live:
                before, until = self.live[claim.id]
                assert until <= self.now, "a leased row is nobody else's"
                assert claim.token > before.token
                self.old.append(before)
            self.live[claim.id] = (claim, self.now + LEASE)

    @rule(state=st.sampled_from(ANSWERS), data=st.data(), wait=st.integers(0, 5))
    def answer(self, state: DeliveryState, data: st.DataObject, wait: int) -> None:
        if not self.live:
            return
        chosen = data.draw(st.sampled_from(sorted(self.live)))
        claim, _ = self.live.pop(chosen)
        again = self.now + timedelta(minutes=wait)
        assert self.store.save_delivery(delivered(claim, state, at=self.now, next_try_at=again))
        self.old.append(claim)
        if state is DeliveryState.SENT:
            self.sent.add(chosen)

    @rule(data=st.data(), state=st.sampled_from(ANSWERS))
    def answer_too_late(self, data: st.DataObject, state: DeliveryState) -> None:
        if self.old:
            before = self.store.deliveries()
            assert not self.store.save_delivery(delivered(data.draw(st.sampled_from(self.old)), state, at=self.now))
            assert self.store.deliveries() == before

    @rule(wait=st.integers(1, 6))
    def time_passes(self, wait: int) -> None:
        self.now += timedelta(minutes=wait)

    @rule()
    def crash(self) -> None:
        self.store.release_leases(self.now)
        self.old += [claim for claim, _ in self.live.values()]
        self.live.clear()

    @rule(number=st.integers(1, 3))
    def people_retry(self, number: int) -> None:
        assert self.store.retry_delivery(OutboxId(number), self.now) is (number not in self.sent)

    @invariant()
    def every_attempt_is_on_record(self) -> None:
        rows = {row.id: row for row in self.store.deliveries()}
        query = select(attempt.c.outbox_id, func.count(), func.count(attempt.c.ended_at)).group_by(attempt.c.outbox_id)
        counts = self.store._db.read(lambda conn: conn.execute(query).all())
        for outbox_id, made, ended in counts:
            assert made == rows[outbox_id].attempts
            assert made - ended == (rows[outbox_id].state is DeliveryState.SENDING)
        assert {one for one, row in rows.items() if row.state is DeliveryState.SENT} == self.sent

    def teardown(self) -> None:
        self.store.close()
        self.folder.cleanup()


TestOutbox = Outbox.TestCase
TestOutbox.settings = settings(
    max_examples=15, stateful_step_count=25, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
