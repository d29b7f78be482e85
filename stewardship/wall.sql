-- What was decided on each paragraph: the reviewer, while it is looked through.
create policy reads on stewardship_accessreview using (exists (
    select from stewardship_accessrequest request
    where request.id = stewardship_accessreview.of_id and request.state = 'reviewing'
      and request.reviewer_id = (select app_person()) and app_is_hr_of(request.unit_id)))
    with check (true);

-- Whoever withdraws a request reads no decision on it: they are thrown away unread.
create or replace function stewardship_forget_decisions(asked bigint) returns void
    language sql security definer set search_path = public
    as $$
        delete from stewardship_accessreview review using stewardship_accessrequest request
        where review.of_id = asked and request.id = asked and request.state = 'withdrawn' $$;

-- The copy that was released: whoever asked; of somebody who has left the reviewer, who hands it
-- over.
create policy reads on stewardship_accesscopy using (exists (
    select from stewardship_accessrequest request join people_person person on person.id = person_id
    where request.id = stewardship_accesscopy.of_id and request.copy_until >= app_today() and (
        request.person_id = (select app_person())
        or request.reviewer_id = (select app_person()) and person."left" < app_today()
            and app_is_hr_of(request.unit_id))))
    with check (true);

-- Why something is held: HR of the whole organisation, never whoever it is about.
create policy reads on stewardship_legalholdreason using (exists (
    select from stewardship_legalhold hold
    where hold.id = stewardship_legalholdreason.hold_id and (
        (select app_has_everywhere(array['hr'])) and hold.person_id <> (select app_person())
        or hold.person_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

-- Why an answer takes longer: whoever asked, and HR of their part of the organisation, who answer.
create policy reads on stewardship_complexityreason using (exists (
    select from stewardship_accessrequest request
    where request.id = stewardship_complexityreason.of_id and (
        request.person_id = (select app_person())
        or request.person_id = any ((select app_reviewed())::bigint[])
        or app_is_hr_of(request.unit_id))))
    with check (true);
