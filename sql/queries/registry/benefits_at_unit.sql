-- From the unit's employments, which are few, to what was drawn while they lasted; a benefit counts once.
SELECT DISTINCT b.benefit_id, b.worker_id, b.kind, b.from_date, b.to_date, b.amount
FROM reg_employment e
JOIN reg_benefit b ON b.worker_id = e.worker_id
WHERE e.lu_id = ?
  AND b.from_date <= ? AND (b.to_date IS NULL OR b.to_date >= ?)
  AND (e.start_date IS NULL OR b.to_date IS NULL OR e.start_date <= b.to_date)
  AND (e.end_date IS NULL OR e.end_date >= b.from_date)
