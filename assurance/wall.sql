-- What the manager whose record was sampled says to it: they, and who sent a marking of it.

create or replace function app_marked() returns bigint[]
    language plpgsql stable parallel safe
    as $$ begin
        return array(
            select draw_id from assurance_marking
            where marker_id = app_person() and sent_at is not null);
    end $$;

create policy reads on assurance_answer using (
    draw_id = any ((select app_marked())::bigint[])
    or exists (
        select from assurance_draw draw
        where draw.id = assurance_answer.draw_id and (
            draw.answerable_id = (select app_person())
            or draw.answerable_id = any ((select app_reviewed())::bigint[]))))
    with check (true);
