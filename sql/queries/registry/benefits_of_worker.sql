SELECT b.benefit_id, b.worker_id, b.kind, b.from_date, b.to_date, b.amount
FROM reg_benefit b
WHERE b.worker_id = ?
ORDER BY b.from_date DESC, b.benefit_id
