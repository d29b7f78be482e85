-- The second wall. For whom PostgreSQL answers, and whom they reach, from the person and the day that
-- PersonTransaction names at the start of a request, and from what the rule file of that day says
-- of roles and permissions (people/walls.py). Nobody named: nothing read.

create or replace function app_today() returns date
    language sql stable parallel safe
    as $$ select nullif(current_setting('app.today', true), '')::date $$;

-- Nobody, where the person is locked or their last day is over: whatever session is left.
create or replace function app_person() returns bigint
    language plpgsql stable parallel safe
    as $$ begin
        return (
            select id from people_person
            where id = nullif(current_setting('app.person_id', true), '')::bigint
              and locked_at is null and ("left" is null or "left" >= app_today()));
    end $$;

-- Those whose line manager the person is today.
create or replace function app_reports() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select person_id from people_reportingline
            where manager_id = (select app_person())
              and start <= app_today() and ("end" is null or "end" >= app_today()));
    end $$;

-- Those of whom the person leads a PLR that is open, without being their line manager.
create or replace function app_stood_in_for() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select reportee_id from supervision_plr
            where led_by_id = (select app_person()) and stand_in and state in ('scheduled', 'held'));
    end $$;

-- Whether the person has a permission today.
create or replace function app_has(asked text) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (
            select from people_grant held
            where held.person_id = (select app_person()) and held."grant" = asked
              and held.start <= app_today()
              and (held."end" is null or held."end" >= app_today()));
    end $$;

-- Whether the person has one of these permissions today for the whole organisation.
create or replace function app_has_everywhere(asked text[]) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (
            select from people_grant held
            where held.person_id = (select app_person()) and held."grant" = any (asked)
              and held.unit_id is null and held.start <= app_today()
              and (held."end" is null or held."end" >= app_today()));
    end $$;

-- Whether the person is HR today: of the whole organisation, or of a part with this unit in it.
create or replace function app_is_hr_of(asked bigint) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (
            with recursive above (id) as (
                select asked
                union
                select unit.parent_id from people_unit unit join above on unit.id = above.id)
            select from people_grant held
            where held.person_id = (select app_person()) and held."grant" = 'hr'
              and held.start <= app_today()
              and (held."end" is null or held."end" >= app_today())
              and (held.unit_id is null or held.unit_id in (select id from above)));
    end $$;

-- Single records of a kind that were given to read, while the post or permission lasts.
create or replace function app_given(asked text) returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select record_id from people_readinggrant given
            where reader_id = (select app_person()) and kind = asked and ended_at is null
              and start <= app_today() and "end" >= app_today()
              and (role = '' or exists (
                  select from people_posting posting
                  where posting.person_id = (select app_person())
                    and posting.role = given.role and posting.unit_id = given.unit_id
                    and posting.start <= app_today()
                    and (posting."end" is null or posting."end" >= app_today())))
              and (permission = '' or app_has(given.permission))
              and not (given.about_id = any (app_reports())));
    end $$;

-- Units of which the person sees the facts today, by post or as a director or HR of a part.
create or replace function app_overseen() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            with recursive below (id) as (
                select posting.unit_id from people_posting posting
                where posting.person_id = (select app_person())
                  and posting.role = any (string_to_array(current_setting('app.overseeing', true), ','))
                  and posting.start <= app_today()
                  and (posting."end" is null or posting."end" >= app_today())
                union
                select held.unit_id from people_grant held
                where held.person_id = (select app_person()) and held."grant" in ('director', 'hr')
                  and held.unit_id is not null and held.start <= app_today()
                  and (held."end" is null or held."end" >= app_today())
                union
                select unit.id from below join people_unit unit on unit.parent_id = below.id)
            select id from below);
    end $$;

-- Whether the person may open records by break-glass: void for who could have given it to themself.
create or replace function app_breaks_glass() returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return app_has('break_glass') and not app_has('system_admin');
    end $$;

-- People whose records the person has opened by break-glass, for an hour.
create or replace function app_opened() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select about_id from people_breakglass
            where reader_id = (select app_person()) and ends_at > now() and closed_at is null
              and app_breaks_glass());
    end $$;

-- People who asked what is kept about them, while the person looks it through as HR.
create or replace function app_reviewed() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select person_id from stewardship_accessrequest
            where reviewer_id = (select app_person()) and state = 'reviewing' and app_is_hr_of(unit_id));
    end $$;

-- Why records were opened: those who may open some watch each other; whoever it is about, and who
-- looks through what is kept about them, once they are told. That they were opened is a fact, of
-- which the wall itself is made.
create policy reads on people_breakglassreason using (exists (
    select from people_breakglass opened
    where opened.id = people_breakglassreason.opening_id and (
        opened.about_id <> (select app_person()) and (select app_breaks_glass())
        or opened.told_at is not null and (
            opened.about_id = (select app_person())
            or opened.about_id = any ((select app_reviewed())::bigint[])))))
    with check (true);

-- The log of what was done is added to, and read by no page: of a person's account by whoever looks
-- through what is kept about them.
create policy reads on people_auditevent using (
    subject_kind = 'people.person'
    and subject_id = any ((select app_reviewed())::text[]))
    with check (true);
