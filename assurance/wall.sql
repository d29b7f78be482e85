-- What a marker writes, and what the manager whose record was sampled says to it. That somebody
-- marks is a fact, and stands before the wall.

-- Draws of which the person has sent a marking.
create or replace function app_marked() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select draw_id from assurance_marking
            where marker_id = (select app_person()) and sent_at is not null);
    end $$;

-- Draws that the person marks or has marked.
create or replace function app_marks() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select draw_id from assurance_marking
            where marker_id = (select app_person()) and withdrawn_at is null);
    end $$;

-- Whether the person keeps the programmes for the whole organisation, as the rule file says.
create or replace function app_keeps_programmes() returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return app_has_everywhere(string_to_array(current_setting('app.keepers', true), ','));
    end $$;

create policy reads on assurance_markingcontent using (exists (
    select from assurance_marking marking join assurance_draw draw on draw.id = marking.draw_id
    where marking.id = assurance_markingcontent.marking_id and (
        marking.marker_id = (select app_person())
        or draw.about_id = any ((select app_reviewed())::bigint[])
        or marking.sent_at is not null and (
            marking.draw_id = any ((select app_marked())::bigint[])
            or draw.answerable_id = (select app_person())
                and marking.position = 1 and not draw.is_calibration))))
    with check (true);

create policy reads on assurance_answer using (
    draw_id = any ((select app_marked())::bigint[])
    or exists (
        select from assurance_draw draw
        where draw.id = assurance_answer.draw_id and (
            draw.answerable_id = (select app_person())
            or draw.about_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

-- From what was drawn: whoever marks the record, whose it is, who led or made it; whoever sees the
-- facts of the sampler, or keeps the programmes; of case files whoever gives the lists. That
-- something was drawn is a fact, and stands before the wall.
create policy reads on assurance_drawnfrom
    using (
        (select app_keeps_programmes() or app_has_everywhere(array['director', 'hr']))
        or exists (
            select from assurance_draw draw
            where draw.id = assurance_drawnfrom.draw_id and (
                (select app_person()) in (draw.sampler_id, draw.about_id, draw.answerable_id)
                or draw.id = any ((select app_marks())::bigint[])
                or draw.sampler_id = any ((select app_reports())::bigint[])
                or draw.sampler_id = any ((select app_opened())::bigint[])
                or draw.of = 'case' and (select app_has_everywhere(array['mis']))
                or exists (
                    select from people_posting posting
                    where posting.person_id = draw.sampler_id
                      and posting.unit_id = any ((select app_overseen())::bigint[])
                      and posting.start <= app_today()
                      and (posting."end" is null or posting."end" >= app_today())))))
    with check (true);

-- The case files of a quarter: management information for the whole organisation, who give them.
create policy reads on assurance_caselist
    using ((select app_has_everywhere(array['mis'])))
    with check (true);

-- Whoever hands a case back has another one drawn, from a list that they do not read.
create or replace function assurance_lines_to_draw_from(asked text, first_day date)
    returns table (list bigint, case_reference text, staff_number text)
    language sql stable security definer set search_path = public
    as $$
        select given.id, line ->> 0, line ->> 1
        from assurance_caselist given
        cross join jsonb_array_elements(given.lines) with ordinality as written (line, place)
        where given.programme = asked and given.period_start = first_day order by place $$;

-- For whoever looks through what is kept about somebody: of each list the cases that name them.
create or replace function assurance_cases_of(asked text)
    returns table (programme text, period_start date, at timestamptz, cases text[])
    language sql stable security definer set search_path = public
    as $$
        select given.programme, given.period_start, given.at, array_agg(line ->> 0 order by place)
        from assurance_caselist given
        cross join jsonb_array_elements(given.lines) with ordinality as written (line, place)
        where line ->> 1 = asked
        group by given.id order by given.at desc $$;

-- What was found in a review: whoever commissioned or does it, oversees the area, or keeps the
-- programmes. That there was one is a fact.
create policy reads on assurance_reviewfindings
    using (
        (select app_keeps_programmes() or app_has_everywhere(array['director', 'hr']))
        or exists (
            select from assurance_review review
            where review.id = assurance_reviewfindings.review_id and (
                review.commissioned_by_id = (select app_person())
                or review.area_id = any ((select app_overseen())::bigint[])
                or exists (
                    select from assurance_review_reviewers reviewer
                    where reviewer.review_id = review.id
                      and reviewer.person_id = (select app_person())))))
    with check (true);

-- For figures of many samples: what was chosen from a list in the first marking of each that was
-- sent, without a word. Whoever asks is let in by assurance/access.py.
drop view if exists assurance_markingfigure;
create view assurance_markingfigure as
    select content.marking_id,
        coalesce(content.body ->> 'judgement', '') as judgement,
        coalesce(content.body -> 'scores', '{}') as chosen
    from assurance_markingcontent content
    join assurance_marking marking on marking.id = content.marking_id
    join assurance_draw draw on draw.id = marking.draw_id
    where marking.sent_at is not null and marking.position = 1
      and not draw.is_calibration and draw.sent_on is not null;
