-- What became of the files of an organisation's data, in figures: whoever imports for the whole of
-- it. Whoever looks through what is kept about a person counts those that the person gave.
create policy reads on exchange_import
    using (
        (select app_has_everywhere(array['hr', 'mis']))
        or by_id = any ((select app_reviewed())::bigint[]))
    with check (true);

-- A file of an organisation's data until it is applied, and what it would change: whoever gave it,
-- for a day, while they import for the whole organisation.
create policy reads on exchange_importcontent using (exists (
    select from exchange_import given
    where given.id = exchange_importcontent.of_id and given.by_id = (select app_person())
      and given.given_at >= now() - interval '24 hours'
      and (select app_has_everywhere(array['hr', 'mis']))))
    with check (true);
