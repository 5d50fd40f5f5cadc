-- Each decision has a state with its history; the state of now stands beside the decision too, for lists. What is known
-- of decisions taken before is read from the file: who replaced whom, receipts, the procedure's history.
ALTER TABLE insp_decision ADD COLUMN ordinal {{int}} NOT NULL DEFAULT 0;
ALTER TABLE insp_decision ADD COLUMN run_no {{i64}} NOT NULL DEFAULT 1;
ALTER TABLE insp_decision ADD COLUMN amount {{money}};
ALTER TABLE insp_decision ADD COLUMN state {{text:20}} NOT NULL DEFAULT 'taken';
ALTER TABLE insp_decision ADD COLUMN stayed {{bool}} NOT NULL DEFAULT 0;
ALTER TABLE insp_decision ADD COLUMN in_part {{bool}} NOT NULL DEFAULT 0;
ALTER TABLE insp_decision ADD COLUMN changes {{int}} NOT NULL DEFAULT 0;
ALTER TABLE insp_decision DROP COLUMN document_id;
CREATE INDEX insp_decision_state_now ON insp_decision (state, case_id);

-- `state`, `stayed`, `in_part` and `amount` as they are after the change; `cause_id` the decision that brought it about,
-- `document_id` the paper of another (a receipt, a court's order, a judgment).
CREATE TABLE insp_decision_state (
  case_id {{id}} NOT NULL,
  decision_id {{i64}} NOT NULL,
  seq {{int}} NOT NULL,
  event {{text:20}} NOT NULL,
  state {{text:20}} NOT NULL,
  stayed {{bool}} NOT NULL,
  in_part {{bool}} NOT NULL,
  amount {{money}},
  since_day {{day}} NOT NULL,
  changed_at {{ts}} NOT NULL,
  changed_by {{text:64}} NOT NULL,
  cause_id {{i64}},
  document_id {{i64}},
  legal_basis {{text:1000}} NOT NULL,
  reason {{longtext}} NOT NULL,
  PRIMARY KEY (case_id, decision_id, seq)
);

-- Which letter tells of which decision.
CREATE TABLE insp_decision_letter (
  case_id {{id}} NOT NULL,
  document_id {{i64}} NOT NULL,
  decision_id {{i64}} NOT NULL,
  PRIMARY KEY (case_id, document_id)
);
CREATE INDEX insp_decision_letter_decision ON insp_decision_letter (case_id, decision_id);

-- ---- decisions taken before -----------------------------------------------------------------------------------------
-- @only mariadb
INSERT INTO insp_decision_state SELECT case_id, id, 1, 'take', 'taken', 0, 0, NULL, taken_on,
  CONCAT(taken_on, 'T00:00:00.000000Z'), taken_by, NULL, NULL, legal_basis, '' FROM insp_decision;
-- @only postgresql, sqlite
INSERT INTO insp_decision_state SELECT case_id, id, 1, 'take', 'taken', 0, 0, NULL, taken_on,
  taken_on || 'T00:00:00.000000Z', taken_by, NULL, NULL, legal_basis, '' FROM insp_decision;

-- Served: received, handed over (service_day of the procedure), or deemed so by a period that ended.
INSERT INTO insp_decision_state
SELECT s.case_id, s.id, 2, 'notify', 'notified', 0, 0, NULL, s.served, s.taken_at, 'job:migration', NULL, NULL, '', ''
FROM (
  SELECT d.case_id, d.id, t.changed_at AS taken_at,
    (SELECT MIN(l.taken_on) FROM insp_decision l WHERE l.case_id = d.case_id AND l.id > d.id
       AND l.outcome IN ('measure', 'warning', 'no_measure', 'modified')) AS next_on,
    COALESCE(
      (SELECT MIN(i.came_on) FROM insp_incoming i
       WHERE i.case_id = d.case_id AND i.kind = 'receipt' AND i.came_on >= d.taken_on),
      (SELECT MIN(v.value) FROM insp_wf_variable v
       WHERE v.case_id = d.case_id AND v.name = 'service_day' AND v.kind = 3 AND v.value >= d.taken_on),
      (SELECT MIN(SUBSTR(h.data, 16, 10)) FROM insp_wf_history h
       WHERE h.case_id = d.case_id AND h.event = 'timer.fired' AND h.data LIKE 'service.deemed %'
         AND SUBSTR(h.data, 16, 10) >= d.taken_on)) AS served
  FROM insp_decision d JOIN insp_decision_state t ON t.case_id = d.case_id AND t.decision_id = d.id AND t.seq = 1
  WHERE d.outcome IN ('measure', 'warning', 'modified')) s
WHERE s.served IS NOT NULL AND (s.next_on IS NULL OR s.served <= s.next_on);

-- Final: served, not followed by another decision on the matter, and the procedure came past its finality.
INSERT INTO insp_decision_state
SELECT f.case_id, f.decision_id, 3, 'finalise', 'final', 0, 0, NULL, f.final_on, f.changed_at, 'job:migration', NULL,
  NULL, '', ''
FROM (
  SELECT t.case_id, t.decision_id, t.changed_at,
    (SELECT MIN(SUBSTR(h.at, 1, 10)) FROM insp_wf_history h WHERE h.case_id = t.case_id AND h.event = 'entered'
       AND h.node = 'Gw_Final' AND SUBSTR(h.at, 1, 10) >= t.since_day) AS final_on
  FROM insp_decision_state t
  WHERE t.seq = 2 AND NOT EXISTS (
    SELECT 1 FROM insp_decision l WHERE l.case_id = t.case_id AND l.id > t.decision_id
      AND l.outcome IN ('measure', 'warning', 'no_measure', 'modified'))) f
WHERE f.final_on IS NOT NULL;

-- Followed by a modified decision, or by the decision of a file that was opened again.
INSERT INTO insp_decision_state
SELECT n.case_id, n.id, n.seq, CASE WHEN l.outcome = 'modified' THEN 'modify' ELSE 'replace' END,
  CASE WHEN l.outcome = 'modified' THEN 'modified' ELSE 'replaced' END, 0, 0, NULL, l.taken_on, n.changed_at,
  'job:migration', l.id, NULL, '', ''
FROM (
  SELECT d.case_id, d.id, MAX(t.seq) + 1 AS seq, MAX(t.changed_at) AS changed_at,
    (SELECT MIN(x.id) FROM insp_decision x WHERE x.case_id = d.case_id AND x.id > d.id
       AND x.outcome IN ('measure', 'warning', 'no_measure', 'modified')) AS next_id
  FROM insp_decision d JOIN insp_decision_state t ON t.case_id = d.case_id AND t.decision_id = d.id
  WHERE d.outcome IN ('measure', 'warning', 'no_measure', 'modified')
  GROUP BY d.case_id, d.id) n
JOIN insp_decision l ON l.case_id = n.case_id AND l.id = n.next_id;

-- Annulled by a decision of ours, or by a court (then the file alone says so); withdrawn with the order.
INSERT INTO insp_decision_state
SELECT n.case_id, n.id, n.seq, CASE WHEN c.outcome = 'annulled' THEN 'annul' ELSE 'withdraw' END,
  CASE WHEN c.outcome = 'annulled' THEN 'annulled' ELSE 'withdrawn' END, 0, 0, NULL,
  COALESCE((SELECT r.taken_on FROM insp_decision r WHERE r.case_id = n.case_id AND r.id = n.ruling),
           (SELECT MAX(i.came_on) FROM insp_incoming i WHERE i.case_id = n.case_id AND i.kind = 'judgment'
              AND c.outcome = 'annulled'), c.closed_on, n.taken_on),
  n.changed_at, 'job:migration', n.ruling, NULL, '', ''
FROM (
  SELECT d.case_id, d.id, d.taken_on, MAX(t.seq) + 1 AS seq, MAX(t.changed_at) AS changed_at,
    MAX(CASE WHEN t.state IN ('modified', 'replaced') THEN 1 ELSE 0 END) AS over_already,
    (SELECT MIN(x.id) FROM insp_decision x WHERE x.case_id = d.case_id AND x.id > d.id
       AND x.outcome = 'annulled') AS ruling
  FROM insp_decision d JOIN insp_decision_state t ON t.case_id = d.case_id AND t.decision_id = d.id
  WHERE d.outcome IN ('measure', 'warning', 'no_measure', 'modified')
  GROUP BY d.case_id, d.id, d.taken_on) n
JOIN insp_case c ON c.case_id = n.case_id
WHERE n.over_already = 0 AND c.outcome IN ('annulled', 'withdrawn');

-- Stayed by a court that has not lifted it.
INSERT INTO insp_decision_state
SELECT n.case_id, n.decision_id, n.seq + 1, 'stay', n.state, 1, 0, NULL,
  COALESCE((SELECT MAX(i.came_on) FROM insp_incoming i WHERE i.case_id = n.case_id AND i.kind = 'court_stay'), n.since_day),
  n.changed_at, 'job:migration', NULL, NULL, '', ''
FROM insp_decision_state n
JOIN insp_decision d ON d.case_id = n.case_id AND d.id = n.decision_id
WHERE n.state IN ('taken', 'notified', 'final') AND d.outcome IN ('measure', 'warning', 'no_measure', 'modified')
  AND NOT EXISTS (SELECT 1 FROM insp_decision_state m WHERE m.case_id = n.case_id AND m.decision_id = n.decision_id
                  AND m.seq > n.seq)
  AND EXISTS (SELECT 1 FROM insp_wf_variable v JOIN insp_wf_instance w ON w.case_id = v.case_id AND w.id = v.instance
              WHERE v.case_id = n.case_id AND v.name = 'stayed' AND v.value = 'true' AND w.state <> 'ended');

UPDATE insp_decision SET ordinal = (SELECT COUNT(*) FROM insp_decision_state s
  WHERE s.case_id = insp_decision.case_id AND s.seq = 1 AND s.decision_id <= insp_decision.id);
UPDATE insp_decision SET changes = (SELECT COUNT(*) FROM insp_decision_state s
  WHERE s.case_id = insp_decision.case_id AND s.decision_id = insp_decision.id);
UPDATE insp_decision SET
  state = COALESCE((SELECT s.state FROM insp_decision_state s WHERE s.case_id = insp_decision.case_id
    AND s.decision_id = insp_decision.id AND s.seq = insp_decision.changes), 'taken'),
  stayed = COALESCE((SELECT s.stayed FROM insp_decision_state s WHERE s.case_id = insp_decision.case_id
    AND s.decision_id = insp_decision.id AND s.seq = insp_decision.changes), 0);

-- Letters of a decision: of the newest one taken by the day of the letter.
INSERT INTO insp_decision_letter
SELECT p.case_id, p.id, MAX(d.id)
FROM insp_document p JOIN insp_decision d ON d.case_id = p.case_id AND d.taken_on <= p.document_day
WHERE p.kind IN ('decision', 'decision_notice') AND p.direction = 'out' AND p.copy_of_id IS NULL
  AND d.outcome IN ('measure', 'warning', 'no_measure', 'modified')
GROUP BY p.case_id, p.id;
