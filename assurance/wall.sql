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
