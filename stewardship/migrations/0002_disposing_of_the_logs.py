"""Lines of the two logs go, once two people agreed, by functions of the owner: no role may delete
or change them otherwise. Each does nothing for a person who is on no confirmed list."""

from django.db import migrations

AGREED = """
    exists (select from stewardship_tombstone stone
            where stone.person_id = {person} and stone.kind = '{kind}')
    or exists (select from stewardship_disposalitem item
               join stewardship_disposal list on list.id = item.disposal_id
               where item.person_id = {person} and item.state = 'waiting'
                 and list.kind = '{kind}' and list.confirmed_at is not null)
"""
READINGS = f"""
create function dispose_of_readings(people bigint[]) returns integer
language plpgsql security definer set search_path = public as $$
declare
    number integer;
begin
    delete from people_reading reading where reading.about_id = any(people)
    and ({AGREED.format(person="reading.about_id", kind="readings")});
    get diagnostics number = row_count;
    return number;
end $$;
revoke execute on function dispose_of_readings(bigint[]) from public;
"""
REASONS = f"""
create function forget_reasons_about(person bigint) returns void
language sql security definer set search_path = public as $$
    update people_auditevent set detail = detail - 'reason'
    where subject_kind = 'people.person' and subject_id = person::text and detail ? 'reason'
    and ({AGREED.format(person="person", kind="person")});
$$;
revoke execute on function forget_reasons_about(bigint) from public;
"""


class Migration(migrations.Migration):
    dependencies = [("stewardship", "0001_retention_and_holds"), ("people", "0003_signing_in")]

    operations = [
        migrations.RunSQL(READINGS, "drop function dispose_of_readings(bigint[])"),
        migrations.RunSQL(REASONS, "drop function forget_reasons_about(bigint)"),
    ]
