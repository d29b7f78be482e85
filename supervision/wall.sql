-- What was written in PLRs, meetings, actions and feedback: who reads it (docs/architecture.md).

create policy reads on supervision_selfassessment using (exists (
    select from supervision_plr plr
    where plr.id = supervision_selfassessment.plr_id and (
        plr.reportee_id = (select app_person())
        or plr.reportee_id = any ((select app_reviewed())::bigint[])
        or plr.self_assessment_shared_at is not null and (
            plr.reportee_id = any ((select app_reports())::bigint[])
            or plr.led_by_id = (select app_person()) and plr.stand_in
                and plr.state in ('scheduled', 'held')
            or plr.state = 'finalised' and plr.id = any ((select app_given('plr'))::bigint[])
            or plr.reportee_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on supervision_record using (exists (
    select from supervision_plr plr
    where plr.id = supervision_record.plr_id and (
        plr.reportee_id = any ((select app_reports())::bigint[])
        or plr.reportee_id = any ((select app_reviewed())::bigint[])
        or plr.led_by_id = (select app_person()) and plr.stand_in and plr.state <> 'finalised'
        or plr.state = 'finalised' and (
            plr.reportee_id = (select app_person())
            or plr.disagreement_with_id = (select app_person())
                and plr.disagreement_settled_at is null
            or plr.id = any ((select app_given('plr'))::bigint[])
            or plr.reportee_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on supervision_historicalrecord using (exists (
    select from supervision_record record
    where record.plr_id = supervision_historicalrecord.plr_id))
    with check (true);

create policy reads on supervision_amendment using (exists (
    select from supervision_plr plr
    where plr.id = supervision_amendment.plr_id and (
        plr.reportee_id = any ((select app_reports())::bigint[])
        or plr.reportee_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

create policy reads on supervision_generalmeetingcontent using (exists (
    select from supervision_generalmeeting meeting
    where meeting.id = supervision_generalmeetingcontent.meeting_id and (
        meeting.recorded_by_id = (select app_person())
        or meeting.person_id = any ((select app_reviewed())::bigint[])
        or meeting.finalised_on is not null and (
            meeting.person_id = (select app_person())
            or meeting.person_id = any ((select app_reports())::bigint[])
            or meeting.person_id = any ((select app_opened())::bigint[])))))
    with check (true);

create policy reads on supervision_historicalgeneralmeetingcontent using (exists (
    select from supervision_generalmeetingcontent content
    where content.meeting_id = supervision_historicalgeneralmeetingcontent.meeting_id))
    with check (true);

create policy reads on supervision_meetingamendment using (exists (
    select from supervision_generalmeeting meeting
    where meeting.id = supervision_meetingamendment.meeting_id and (
        meeting.recorded_by_id = (select app_person())
        or meeting.person_id = any ((select app_reviewed())::bigint[]))))
    with check (true);

create policy reads on supervision_meetingdraft
    using (
        by_id = (select app_person())
        or person_id = any ((select app_reviewed())::bigint[])
        or exists (
            select from supervision_meetingdraft_participants participant
            where participant.meetingdraft_id = supervision_meetingdraft.id
              and participant.person_id = any ((select app_reviewed())::bigint[])))
    with check (by_id = (select app_person()));

-- Asked for single rows, after everything else: a function keeps its plan, a nested policy does not.
create or replace function app_reads_record(asked bigint) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (select from supervision_record record where record.plr_id = asked);
    end $$;

create or replace function app_reads_word_on(asked bigint) returns boolean
    language plpgsql stable parallel safe
    as $$ begin
        return exists (
            select from supervision_actionnote note
            join supervision_record record on record.plr_id = note.plr_id
            where note.action_id = asked);
    end $$;

-- An action is read by whoever reads the plan, by whoever has to do it, and with the record of the
-- PLR that set it or came back to it.
create policy reads on supervision_actionnote
    using (
        by_id = (select app_person())
        or exists (
            select from supervision_action action
            where action.id = supervision_actionnote.action_id and (
                action.person_id = (select app_person())
                or action.owner_id = (select app_person())
                or action.person_id = any ((select app_reports())::bigint[])
                or action.person_id = any ((select app_opened())::bigint[])
                or action.person_id = any ((select app_stood_in_for())::bigint[])
                or action.person_id = any ((select app_reviewed())::bigint[])))
        or app_reads_record(plr_id))
    with check (true);

create policy reads on supervision_actioncontent using (exists (
    select from supervision_action action
    where action.id = supervision_actioncontent.action_id and (
        action.person_id = (select app_person())
        or action.owner_id = (select app_person())
        or action.person_id = any ((select app_reports())::bigint[])
        or action.person_id = any ((select app_opened())::bigint[])
        or action.person_id = any ((select app_stood_in_for())::bigint[])
        or action.person_id = any ((select app_reviewed())::bigint[])
        or app_reads_record(action.plr_id)
        or app_reads_word_on(action.id))))
    with check (true);

create policy reads on supervision_agreedinterval
    using (
        person_id = (select app_person())
        or person_id = any ((select app_reports())::bigint[])
        or person_id = any ((select app_reviewed())::bigint[]))
    with check (true);

create policy reads on supervision_supportneed
    using (
        person_id = (select app_person())
        or person_id = any ((select app_reports())::bigint[])
        or person_id = any ((select app_reviewed())::bigint[]))
    with check (true);

create policy reads on supervision_feedbackquestion using (exists (
    select from supervision_feedbackrequest request
    join supervision_plr plr on plr.id = request.plr_id
    where request.id = supervision_feedbackquestion.request_id and (
        plr.reportee_id = any ((select app_reports())::bigint[])
        or plr.reportee_id = any ((select app_reviewed())::bigint[])
        or plr.led_by_id = (select app_person()) and plr.stand_in
            and plr.state in ('scheduled', 'held')
        or plr.reportee_id = (select app_person()) and request.asked_by_id = plr.reportee_id
        or exists (
            select from supervision_feedbackinvitation asked
            where asked.request_id = request.id and asked.person_id = (select app_person())))))
    with check (true);

-- What was asked of somebody outside, who has a link and no account.
create or replace function supervision_question_behind(link text)
    returns setof supervision_feedbackquestion
    language sql stable security definer set search_path = public
    as $$
        select question.* from supervision_feedbacklink sent
        join supervision_feedbackinvitation asked on asked.id = sent.invitation_id
        join supervision_feedbackquestion question on question.request_id = asked.request_id
        where sent.token_hash = link $$;

-- An answer without a name is read once nobody can answer any more, if enough people have who
-- have an account: whoever asks could have made the others up.
create policy reads on supervision_feedbackanswer using (exists (
    select from supervision_feedbackrequest request
    join supervision_plr plr on plr.id = request.plr_id
    where request.id = supervision_feedbackanswer.request_id and (
        plr.reportee_id = any ((select app_reports())::bigint[])
        or plr.reportee_id = any ((select app_reviewed())::bigint[])
        or plr.led_by_id = (select app_person()) and plr.stand_in
            and plr.state in ('scheduled', 'held'))
      and (supervision_feedbackanswer.named or (
          (request.closed_on is not null or request.closes_on < app_today()
              or plr.state not in ('scheduled', 'held')
              or not exists (
                  select from supervision_feedbackinvitation waiting
                  where waiting.request_id = request.id and not waiting.answered))
          and request.least_answers <= (
              select count(*) from supervision_feedbackinvitation asked
              where asked.request_id = request.id and asked.answered
                  and asked.person_id is not null)))))
    with check (true);

-- For figures of many records, never for a page of one: the grade that was chosen and the proposed
-- one, without a word. Whoever asks is let in by assurance/access.py.
drop view if exists supervision_recordgrade;
create view supervision_recordgrade as
    select record.plr_id, record.overall_grade,
        coalesce(record.grade_inputs ->> 'proposed', '') as proposed
    from supervision_record record join supervision_plr plr on plr.id = record.plr_id
    where plr.state = 'finalised' and record.overall_grade <> '';

-- Each answer without a name is written anew with every other one, so that nothing pairs it with
-- whoever gave it. Whoever answers reads none: they are handed to the action that shuffles them.
create or replace function supervision_unnamed_answers(asked bigint) returns setof text
    language sql stable security definer set search_path = public
    as $$ select text from supervision_feedbackanswer where request_id = asked and not named $$;

create or replace function supervision_forget_unnamed_answers(asked bigint) returns void
    language sql security definer set search_path = public
    as $$ delete from supervision_feedbackanswer where request_id = asked and not named $$;
