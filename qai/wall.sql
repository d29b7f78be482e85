-- What was found in audits and observations, and why self-regulation was decided as it was.

-- That the other voice has written something, and no more: an auditor may not take it away unread.
create or replace function qai_has_written_part(asked bigint) returns boolean
    language sql stable security definer set search_path = public
    as $$ select exists (
        select from qai_auditpart part where part.audit_id = asked and part.body <> '{}') $$;

create policy reads on qai_auditcontent using (exists (
    select from qai_audit audit
    where audit.id = qai_auditcontent.audit_id and (
        audit.auditor_id = (select app_person())
        or audit.person_id = any ((select app_reviewed())::bigint[])
        or audit.finalised_on is not null and (
            audit.person_id = (select app_person())
            or audit.person_id = any ((select app_reports())::bigint[])
            or audit.person_id = any ((select app_stood_in_for())::bigint[])
            or audit.id = any ((select app_given('audit'))::bigint[])
            or audit.person_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on qai_observationcontent using (exists (
    select from qai_observation observation
    where observation.id = qai_observationcontent.observation_id and (
        observation.observer_id = (select app_person())
        or observation.person_id = any ((select app_reviewed())::bigint[])
        or observation.finalised_on is not null and (
            observation.person_id = (select app_person())
            or observation.person_id = any ((select app_reports())::bigint[])
            or observation.person_id = any ((select app_stood_in_for())::bigint[])
            or observation.person_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on qai_historicalauditcontent using (exists (
    select from qai_auditcontent content
    where content.audit_id = qai_historicalauditcontent.audit_id))
    with check (true);

create policy reads on qai_historicalobservationcontent using (exists (
    select from qai_observationcontent content
    where content.observation_id = qai_historicalobservationcontent.observation_id))
    with check (true);

-- What strengths and learning are about: with the findings, as they are the words of their writer.
-- Written out, because a policy that leads through another one has no plan for many rows.
create policy reads on qai_tag using (
    exists (
        select from qai_audit audit
        where audit.id = qai_tag.audit_id and (
            audit.auditor_id = (select app_person())
            or audit.person_id = any ((select app_reviewed())::bigint[])
            or audit.finalised_on is not null and (
                audit.person_id = (select app_person())
                or audit.person_id = any ((select app_reports())::bigint[])
                or audit.person_id = any ((select app_stood_in_for())::bigint[])
                or audit.id = any ((select app_given('audit'))::bigint[])
                or audit.person_id = any ((select app_opened())::bigint[]))))
    or exists (
        select from qai_observation observation
        where observation.id = qai_tag.observation_id and (
            observation.observer_id = (select app_person())
            or observation.person_id = any ((select app_reviewed())::bigint[])
            or observation.finalised_on is not null and (
                observation.person_id = (select app_person())
                or observation.person_id = any ((select app_reports())::bigint[])
                or observation.person_id = any ((select app_stood_in_for())::bigint[])
                or observation.person_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on qai_auditamendment using (exists (
    select from qai_audit audit
    where audit.id = qai_auditamendment.audit_id and (
        audit.auditor_id = (select app_person())
        or audit.person_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

create policy reads on qai_observationamendment using (exists (
    select from qai_observation observation
    where observation.id = qai_observationamendment.observation_id and (
        observation.observer_id = (select app_person())
        or observation.person_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

create policy reads on qai_auditpart using (exists (
    select from qai_audit audit
    where audit.id = qai_auditpart.audit_id and (
        audit.person_id = (select app_person())
        or audit.person_id = any ((select app_reviewed())::bigint[])
        -- One without a word, which goes with the draft it was asked for.
        or audit.auditor_id = (select app_person()) and qai_auditpart.body = '{}'
        or audit.part_handed_over_at is not null and (
            audit.auditor_id = (select app_person())
            or audit.finalised_on is not null and (
                audit.person_id = any ((select app_reports())::bigint[])
                or audit.person_id = any ((select app_opened())::bigint[]))))))
    with check (true);

create policy reads on qai_selfregulationreason using (exists (
    select from qai_selfregulationdecision decision
    where decision.id = qai_selfregulationreason.decision_id and (
        decision.person_id = (select app_person())
        or decision.person_id = any ((select app_reviewed())::bigint[])
        or decision.decided_by_id = (select app_person())
        or decision.person_id = any ((select app_reports())::bigint[])
        or decision.person_id = any ((select app_opened())::bigint[]))))
    with check (true);

-- For how often themes are found, which is counted where nobody reads a word: themes of the list
-- alone, no words of one's own.
drop view if exists qai_themefound;
create view qai_themefound as
    select tag.theme_id, tag.side,
        coalesce(audit.person_id, seen.person_id) as person_id,
        coalesce(audit.completed_on, seen.observed_on) as day,
        coalesce(audit.finalised_on, seen.finalised_on) as finalised_on
    from qai_tag tag
    left join qai_audit audit on audit.id = tag.audit_id
    left join qai_observation seen on seen.id = tag.observation_id
    where tag.theme_id is not null;

-- For how self-regulation stands, which is weighed for people of whom nobody reads a word: the grade
-- of a finalised piece alone.
drop view if exists qai_auditgrade;
create view qai_auditgrade as
    select content.audit_id, content.grade
    from qai_auditcontent content join qai_audit audit on audit.id = content.audit_id
    where audit.finalised_on is not null;

drop view if exists qai_observationgrade;
create view qai_observationgrade as
    select content.observation_id, content.grade
    from qai_observationcontent content
    join qai_observation observation on observation.id = content.observation_id
    where observation.finalised_on is not null;
