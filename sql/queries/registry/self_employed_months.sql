SELECT c.month, c.insurable_income, c.due, c.paid, c.paid_date
FROM reg_self_employed_contribution c
JOIN reg_self_employed m ON m.member_id = c.member_id {{places m}}
WHERE c.member_id = ? AND c.month BETWEEN ? AND ? AND {{scope m}}
ORDER BY c.month, c.line
