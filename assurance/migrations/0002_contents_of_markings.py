import django.db.models.deletion
from django.db import migrations, models

import drafts.models

MOVE = """
insert into assurance_markingcontent (marking_id, body, version, saved_at, local_key)
select id, body, version, saved_at, local_key from assurance_marking
"""
MOVE_BACK = """
update assurance_marking
set body = content.body, version = content.version, saved_at = content.saved_at,
    local_key = content.local_key
from assurance_markingcontent content where content.marking_id = assurance_marking.id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0001_draws_and_samples"),
    ]

    operations = [
        migrations.CreateModel(
            name="MarkingFigure",
            fields=[
                (
                    "marking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.DO_NOTHING,
                        primary_key=True,
                        related_name="figure",
                        serialize=False,
                        to="assurance.marking",
                    ),
                ),
                ("judgement", models.CharField(max_length=30)),
                ("chosen", models.JSONField(help_text="The score of each question.")),
            ],
            options={
                "managed": False,
            },
        ),
        migrations.CreateModel(
            name="MarkingContent",
            fields=[
                ("body", models.JSONField(default=dict)),
                ("version", models.PositiveIntegerField(default=1)),
                ("saved_at", models.DateTimeField(blank=True, null=True)),
                ("local_key", models.BinaryField(default=drafts.models.new_local_key)),
                (
                    "marking",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="assurance.marking",
                    ),
                ),
            ],
            options={
                "abstract": False,
            },
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.RemoveField(model_name="marking", name="body"),
        migrations.RemoveField(model_name="marking", name="local_key"),
        migrations.RemoveField(model_name="marking", name="saved_at"),
        migrations.RemoveField(model_name="marking", name="version"),
    ]
