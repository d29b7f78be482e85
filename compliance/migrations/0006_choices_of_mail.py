from django.db import migrations

KIND = "daily_check"


def move_choices(apps, schema_editor):
    """Who wanted the daily message only when something is late wants no mail of the rest."""
    db = schema_editor.connection.alias
    choices = apps.get_model("compliance", "DailyCheckChoice").objects.using(db)
    chosen = choices.filter(only_when_late=True).values_list("pk", flat=True)
    unmailed = apps.get_model("notices", "Unmailed")
    rows = [unmailed(person_id=pk, kind=KIND) for pk in chosen]
    unmailed.objects.using(db).bulk_create(rows, ignore_conflicts=True)


def move_back(apps, schema_editor):
    db = schema_editor.connection.alias
    unmailed = apps.get_model("notices", "Unmailed").objects.using(db).filter(kind=KIND)
    choice = apps.get_model("compliance", "DailyCheckChoice")
    people = unmailed.values_list("person_id", flat=True)
    rows = [choice(person_id=pk, only_when_late=True) for pk in people]
    choice.objects.using(db).bulk_create(rows)


class Migration(migrations.Migration):
    dependencies = [
        ("compliance", "0005_tallies"),
        ("notices", "0006_one_message_a_day"),
    ]

    operations = [
        migrations.RunPython(move_choices, move_back),
        migrations.DeleteModel(name="DailyCheckChoice"),
    ]
