-- The copy that was released: whoever asked; of somebody who has left the reviewer, who hands it
-- over.
create policy reads on stewardship_accesscopy using (exists (
    select from stewardship_accessrequest request join people_person person on person.id = person_id
    where request.id = stewardship_accesscopy.of_id and request.copy_until >= app_today() and (
        request.person_id = (select app_person())
        or request.reviewer_id = (select app_person()) and person."left" < app_today())))
    with check (true);
