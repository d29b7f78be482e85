import django.db.models.deletion
from django.db import migrations, models

MOVE = """
insert into assurance_drawnfrom (draw_id, rule, frame, left_out)
select id, rule, frame, left_out from assurance_draw;
insert into assurance_reviewfindings (review_id, text)
select id, findings from assurance_review;
set constraints all immediate;
"""
MOVE_BACK = """
update assurance_draw set rule = kept.rule, frame = kept.frame, left_out = kept.left_out
from assurance_drawnfrom kept where kept.draw_id = assurance_draw.id;
update assurance_review set findings = kept.text
from assurance_reviewfindings kept where kept.review_id = assurance_review.id;
set constraints all immediate;
"""


def beside(model: str, related_name: str) -> models.OneToOneField:
    return models.OneToOneField(
        on_delete=django.db.models.deletion.CASCADE,
        primary_key=True,
        related_name=related_name,
        serialize=False,
        to=model,
    )


class Migration(migrations.Migration):
    dependencies = [
        ("assurance", "0002_contents_of_markings"),
    ]

    operations = [
        migrations.CreateModel(
            name="DrawnFrom",
            fields=[
                ("draw", beside("assurance.draw", "drawn_from")),
                ("rule", models.JSONField(default=dict)),
                ("frame", models.JSONField(default=list)),
                ("left_out", models.JSONField(default=list)),
            ],
        ),
        migrations.CreateModel(
            name="ReviewFindings",
            fields=[
                ("review", beside("assurance.review", "content")),
                ("text", models.TextField(blank=True)),
            ],
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.RemoveField(model_name="draw", name="rule"),
        migrations.RemoveField(model_name="draw", name="frame"),
        migrations.RemoveField(model_name="draw", name="left_out"),
        migrations.RemoveField(model_name="review", name="findings"),
    ]
