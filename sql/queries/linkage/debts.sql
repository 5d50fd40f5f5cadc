SELECT lu_id, SUM(due - coalesce(paid, 0)) FROM reg_contribution WHERE due > coalesce(paid, 0) GROUP BY lu_id
