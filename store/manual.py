"""Ads that people enter by hand: read here, decided like any other harvest."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select

from pipeline.manual import Made, ManualAd, harvest_of
from pipeline.model import MANUAL, Member, Normalised, Posting, Run
from store.decider import Decider
from store.schema import memberships, postings, sources
from store.vacancies import surviving


class Manual(Decider):
    """Ads of the sources ``KEY.manual``."""

    def enter(self, member: Member, now: datetime, made: Sequence[Made] = (), ended: Sequence[str] = (), *, stock: bool = False) -> Run:
        """Decide what a person brings: ads of ``member``, and the external ids of ads that end now."""
        run = f"{now:%Y%m%dT%H%M%S}-{member.manual_source().key}-{uuid.uuid4().hex[:8]}"
        return self.decide(harvest_of(member, run, now, made, ended, stock=stock), member, now)

    def manual_ads(self, *, member: str | None = None, vacancy: str | None = None, closed: bool = False) -> list[ManualAd]:
        """The open ads (``closed``: ended ones too), of one member or vacancy, or all; newest first."""
        p = postings.c
        query = (select(postings, memberships.c.vacancy, sources.c.member).join(memberships, memberships.c.posting == p.id)
                 .join(sources, sources.c.key == p.source).where(sources.c.key.like(f"%.{MANUAL}")).order_by(p.first_seen.desc(), p.id.desc()))
        if member is not None:
            query = query.where(sources.c.member == member)
        if not closed:
            query = query.where(p.closed_at.is_(None))
        with self.read() as connection:
            if vacancy is not None:
                query = query.where(memberships.c.vacancy == surviving(connection, vacancy))
            return [
                ManualAd(source=row.source, member=row.member, external_id=row.external_id, vacancy=row.vacancy, posting=Posting.model_validate(row.posting),
                         normalised=Normalised.model_validate(row.normalised), content_hash=row.content_hash, first_seen=row.first_seen,
                         closed_at=row.closed_at, close_reason=row.close_reason, expires=row.expires)
                for row in connection.execute(query)
            ]
