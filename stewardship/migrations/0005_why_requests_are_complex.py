import django.db.models.deletion
from django.db import migrations, models

MOVE = """
insert into stewardship_complexityreason (of_id, text)
select id, complex_because from stewardship_accessrequest where complex_because <> '';
update stewardship_accessrequest set is_complex = true where complex_because <> '';
set constraints all immediate;
"""
MOVE_BACK = """
update stewardship_accessrequest set complex_because = reason.text
from stewardship_complexityreason reason where reason.of_id = stewardship_accessrequest.id;
set constraints all immediate;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("stewardship", "0004_retention_due"),
    ]

    operations = [
        migrations.AddField(
            model_name="accessrequest",
            name="is_complex",
            field=models.BooleanField(default=False),
        ),
        migrations.CreateModel(
            name="ComplexityReason",
            fields=[
                (
                    "of",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="complexity",
                        serialize=False,
                        to="stewardship.accessrequest",
                    ),
                ),
                ("text", models.TextField()),
            ],
        ),
        migrations.RunSQL(MOVE, MOVE_BACK),
        migrations.RemoveField(model_name="accessrequest", name="complex_because"),
    ]
