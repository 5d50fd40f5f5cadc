SELECT c.month, count(DISTINCT c.worker_id), count(*), sum(c.declared_wage), sum(c.due), sum(c.paid), max(c.paid_date)
FROM reg_contribution c
WHERE c.lu_id = ? AND c.month BETWEEN ? AND ?
GROUP BY c.month
ORDER BY c.month
