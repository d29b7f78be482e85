-- What somebody had worked out for themself, and of whom: themself, for a week. Whoever looks through
-- what is kept about a person counts what the person asked for, and reads what was worked out of them.
create policy reads on compliance_calculation
    using (
        by_id = (select app_person()) and asked_at > now() - interval '7 days'
        or by_id = any ((select app_reviewed())::bigint[]))
    with check (true);

create or replace function app_calculations() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select id from compliance_calculation
            where by_id = (select app_person()) and asked_at > now() - interval '7 days');
    end $$;

-- In one's own calculations those people whose facts one sees today.
create policy reads on compliance_calculatedchange
    using (
        person_id = any ((select app_reviewed())::bigint[])
        or of_id = any ((select app_calculations())::bigint[]) and (
            (select app_has_everywhere(array['director', 'hr']))
            or person_id = (select app_person())
            or person_id = any ((select app_reports())::bigint[])
            or person_id = any ((select app_opened())::bigint[])
            or person_id in (
                select posting.person_id from people_posting posting
                where posting.unit_id = any ((select app_overseen())::bigint[])
                  and posting.start <= app_today()
                  and (posting."end" is null or posting."end" >= app_today()))))
    with check (true);
