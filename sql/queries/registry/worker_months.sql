SELECT c.lu_id, c.month, c.declared_wage, c.due, c.paid, c.paid_date
FROM reg_contribution c
JOIN reg_labour_unit u ON u.lu_id = c.lu_id {{places u}}
WHERE c.worker_id = ? AND c.month BETWEEN ? AND ? AND {{unit seen u}}
ORDER BY c.month, c.lu_id, c.line
