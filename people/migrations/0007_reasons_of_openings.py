import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

OPENS_ONCE_ANSWERED = "break_glass_opens_once_answered"
MOVE = """
insert into people_breakglassreason (opening_id, text, deferral)
select id, reason, deferral_reason from people_breakglass;
update people_breakglass set asks_deferral = true where deferral_reason <> '';
set constraints all immediate;
"""
MOVE_BACK = """
update people_breakglass
set reason = content.text, deferral_reason = content.deferral
from people_breakglassreason content where content.opening_id = people_breakglass.id;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0006_new_addresses"),
    ]

    operations = [
        migrations.AddField(
            model_name="breakglass",
            name="asks_deferral",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="BreakGlassReason",
            fields=[
                (
                    "opening",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="content",
                        serialize=False,
                        to="people.breakglass",
                    ),
                ),
                ("text", models.TextField()),
                ("deferral", models.TextField(blank=True)),
            ],
        ),
        migrations.RemoveConstraint(model_name="breakglass", name=OPENS_ONCE_ANSWERED),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.AddConstraint(
            model_name="breakglass",
            constraint=models.CheckConstraint(
                condition=Q(asks_deferral=False)
                | Q(opened_at=None)
                | Q(deferral_answered_at__isnull=False),
                name=OPENS_ONCE_ANSWERED,
            ),
        ),
        migrations.AlterField(  # for the way back, on which it is added to rows that are there
            model_name="breakglass", name="reason", field=models.TextField(default="")
        ),
        migrations.RemoveField(model_name="breakglass", name="reason"),
        migrations.RemoveField(model_name="breakglass", name="deferral_reason"),
    ]
