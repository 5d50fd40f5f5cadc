SELECT b.benefit_id, b.worker_id, b.kind, b.from_date, b.to_date, b.amount, c.month, c.declared_wage
FROM reg_contribution c
JOIN reg_benefit b ON b.worker_id = c.worker_id
WHERE c.lu_id = ? AND c.month BETWEEN ? AND ? AND c.line = 1 AND c.declared_wage > 0
  AND substr(b.from_date, 1, 7) <= c.month AND (b.to_date IS NULL OR substr(b.to_date, 1, 7) >= c.month)
ORDER BY c.month, b.worker_id, b.benefit_id
