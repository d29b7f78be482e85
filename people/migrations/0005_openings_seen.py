from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_break_glass"),
    ]

    operations = [
        migrations.AddField(
            model_name="person",
            name="openings_seen_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
    ]
