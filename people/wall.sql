-- The second wall. For whom PostgreSQL answers, and whom they reach, from nothing but the person
-- and the day that PersonTransaction names at the start of a request. Nobody named: nothing read.

create or replace function app_person() returns bigint
    language sql stable parallel safe
    as $$ select nullif(current_setting('app.person_id', true), '')::bigint $$;

create or replace function app_today() returns date
    language sql stable parallel safe
    as $$ select nullif(current_setting('app.today', true), '')::date $$;

-- Those whose line manager the person is today.
create or replace function app_reports() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select person_id from people_reportingline
            where manager_id = app_person()
              and start <= app_today() and ("end" is null or "end" >= app_today()));
    end $$;

-- Those of whom the person leads a PLR that is open, without being their line manager.
create or replace function app_stood_in_for() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select reportee_id from supervision_plr
            where led_by_id = app_person() and stand_in and state in ('scheduled', 'held'));
    end $$;

-- Whether the person has a permission today.
create or replace function app_has(asked text) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (
            select from people_grant held
            where held.person_id = app_person() and held."grant" = asked
              and held.start <= app_today()
              and (held."end" is null or held."end" >= app_today()));
    end $$;

-- Single records of a kind that were given to read, while the post or permission lasts.
create or replace function app_given(asked text) returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select record_id from people_readinggrant given
            where reader_id = app_person() and kind = asked and ended_at is null
              and start <= app_today() and "end" >= app_today()
              and (role = '' or exists (
                  select from people_posting posting
                  where posting.person_id = app_person()
                    and posting.role = given.role and posting.unit_id = given.unit_id
                    and posting.start <= app_today()
                    and (posting."end" is null or posting."end" >= app_today())))
              and (permission = '' or app_has(given.permission))
              and not (given.about_id = any (app_reports())));
    end $$;

-- People whose records the person has opened by break-glass, for an hour.
create or replace function app_opened() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select about_id from people_breakglass
            where reader_id = app_person() and ends_at > now() and closed_at is null
              and app_has('break_glass') and not app_has('system_admin'));
    end $$;

-- People who asked what is kept about them, while the person looks it through.
create or replace function app_reviewed() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select person_id from stewardship_accessrequest
            where reviewer_id = app_person() and state = 'reviewing');
    end $$;
