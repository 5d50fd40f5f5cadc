-- The newest that somebody planned, with how many lines they have and how many wait.
SELECT h.id, h.leaver, h.reason, h.planned_by, h.planned_at,
  (SELECT count(*) FROM insp_handover_line l WHERE l.handover_id = h.id),
  (SELECT count(*) FROM insp_handover_line l WHERE l.handover_id = h.id AND l.state = 'planned'),
  (SELECT count(*) FROM insp_handover_line l WHERE l.handover_id = h.id AND l.state = 'refused')
FROM insp_handover h WHERE h.planned_by = ? ORDER BY h.planned_at DESC, h.id DESC LIMIT 20
