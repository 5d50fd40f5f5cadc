SELECT COALESCE(SUM(n.files), 0) FROM insp_case_count n WHERE n.territory = ?
