-- The inspector's plan goes to its approver, written by hand for SQLite: the reads that a careful program needs and
-- the writes that workflow::Engine makes. Run by workflow_step.cpp, which compares what both wrote.
BEGIN IMMEDIATE;
UPDATE insp_wf_instance SET rev = rev + 1 WHERE case_id = :case AND id = 1 AND rev = :seen_rev AND state = 'running';
-- @into old_task, old_token
SELECT id, token FROM insp_wf_task WHERE case_id = :case AND id = :seen_task AND state = 'open'
  AND role = 'chief_inspector' AND assignee IN ('', :actor);
UPDATE insp_wf_token SET id = :new_token, node = 'T05_Approve', via = 'Flow_R05_Approver_T05_Approve'
  WHERE case_id = :case AND id = :old_token;
UPDATE insp_wf_task SET state = 'done', done_at = :now, done_by = :actor WHERE case_id = :case AND id = :old_task;
INSERT INTO insp_wf_task (case_id, id, instance, node, token, kind, state, role, territory, assignee, form_key, timer,
  due_day, due_confirmed, opened_at, process, place)
  VALUES (:case, :new_task, 1, 'T05_Approve', :new_token, 'work', 'open', 'director', 'hq', '', 'approval', 0,
  '2026-11-27', 0, :now, 'inspection', '13');
INSERT INTO insp_wf_timer (case_id, id, instance, node, activation, deadline_key, anchor_day, rule_version, calendar,
  legal_basis, days, due_day, confirmed, state)
  VALUES (:case, :new_timer, 1, 'B_ApproveDue', :new_token, 'approval', '2026-11-24', 'fb682daee0ed/r03/2026-11',
  'working', 'to be confirmed by LSSO', 3, '2026-11-27', 0, 'armed');
INSERT INTO insp_wf_variable (case_id, instance, name, kind, value)
  VALUES (:case, 1, 'approver_basis', 4, 'to be confirmed by LSSO'), (:case, 1, 'approver_role', 4, 'director'),
  (:case, 1, 'approver_territory', 4, 'hq'), (:case, 1, 'prior_notice', 1, 'true');
INSERT INTO insp_wf_history (case_id, id, instance, at, event, node, actor, data)
  VALUES (:case, :history1, 1, :now, 'completed', 'T04_Plan', :actor, ''),
  (:case, :history2, 1, :now, 'entered', 'R05_Approver', :actor, ''),
  (:case, :history3, 1, :now, 'decided', 'R05_Approver', :actor, 'approver r4'),
  (:case, :history4, 1, :now, 'entered', 'T05_Approve', :actor, '');
-- @into last_seq, head_hash
SELECT last_seq, head_hash FROM insp_audit_chain WHERE chain_id = :case;
INSERT INTO insp_audit_record (chain_id, seq, at_time, act, user_id, event, object, body, hash)
  VALUES (:case, :last_seq + 1, :now, 'wrote', :actor, 'workflow.task_completed', 'task:T04_Plan',
  '5:chief,0:,5:bench,9:127.0.0.1,50:4:role,15:chief_inspector,7:process,10:inspection,,0:,', :hash);
UPDATE insp_audit_chain SET last_seq = :last_seq + 1, head_hash = :hash, unsealed = 1
  WHERE chain_id = :case AND last_seq = :last_seq;
COMMIT;
