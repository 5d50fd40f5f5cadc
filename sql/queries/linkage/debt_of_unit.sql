SELECT SUM(due - coalesce(paid, 0)) FROM reg_contribution WHERE lu_id = ? AND due > coalesce(paid, 0)
