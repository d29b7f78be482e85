"""Rows go with everything that hangs on them: parts, earlier versions, messages about them."""

from collections.abc import Collection, Iterator
from typing import Any

from django.db.models import CASCADE, PROTECT, Field, Model, QuerySet

from notices.models import Notice, OutsideMessage, ReminderSent
from stewardship.models import LegalHold


class Bin:
    """Works inside one transaction of the database `db`."""

    def __init__(self, db: str) -> None:
        self.db = db

    def rows(self, model: type[Model], **which: object) -> QuerySet:
        """Past every filter of visibility: what is kept, not what somebody may see."""
        return model._base_manager.using(self.db).filter(**which)

    def throw(self, rows: QuerySet) -> int:
        """How many went. A row to which something that stays refers stays as well."""
        model: type[Model] = rows.model
        ids = self.unprotected(model, set(rows.values_list("pk", flat=True)))
        if not ids:
            return 0
        for part, field in referring(model, CASCADE):
            self.throw(self.rows(part, **{f"{field.name}__in": ids}))
        self.rows(model, pk__in=ids).delete()
        self.throw_versions(model, ids)
        self.throw_messages(model, ids)
        return len(ids)

    def unprotected(self, model: type[Model], ids: set[Any]) -> set[Any]:
        for other, field in referring(model, PROTECT):
            referred = self.rows(other, **{f"{field.name}__in": ids})
            ids = ids - set(referred.values_list(field.attname, flat=True))
        return ids

    def throw_versions(self, model: type[Model], ids: Collection[Any]) -> None:
        """After the row, whose end is itself a version that holds everything once more."""
        if history := getattr(model, "history", None):
            self.rows(history.model, **{f"{model._meta.pk.attname}__in": ids}).delete()

    def throw_messages(self, model: type[Model], ids: Collection[Any]) -> None:
        """They name people and days. Those of somebody on hold are theirs, and stay."""
        about = {"subject_kind": model._meta.label_lower}
        numbers = [pk for pk in ids if isinstance(pk, int)]
        held = LegalHold.objects.using(self.db).of_everything().values("person")
        told = self.rows(Notice, **about, subject_id__in=numbers, bundled=None)
        told.exclude(person__in=held).delete()
        for messages in (OutsideMessage, ReminderSent):
            self.rows(messages, **about, subject_id__in=numbers).delete()


def referring(model: type[Model], how: object) -> Iterator[tuple[type[Model], Field]]:
    """Models with a foreign key to this one that is followed in that way."""
    for relation in model._meta.get_fields(include_hidden=True):
        if relation.auto_created and getattr(relation, "on_delete", None) is how:
            yield relation.related_model, relation.field
