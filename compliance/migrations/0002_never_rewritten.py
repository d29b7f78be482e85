from django.db import migrations

FORWARDS = """
create function compliance_never_rewritten() returns trigger language plpgsql as $$
begin
    raise exception 'Figures of a day that are kept are never rewritten';
end $$;
create trigger never_rewritten before update or delete on compliance_snapshot
    for each statement execute function compliance_never_rewritten();
create trigger never_rewritten before update or delete on compliance_figure
    for each statement execute function compliance_never_rewritten();
"""
BACKWARDS = """
drop trigger never_rewritten on compliance_figure;
drop trigger never_rewritten on compliance_snapshot;
drop function compliance_never_rewritten();
"""


class Migration(migrations.Migration):
    dependencies = [("compliance", "0001_standings")]
    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
