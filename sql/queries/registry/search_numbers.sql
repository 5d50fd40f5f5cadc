SELECT DISTINCT n.doc_id, CASE WHEN n.number_key = ? THEN 1 ELSE 0 END
FROM insp_reg_search_number n
JOIN insp_reg_search_doc d ON d.index_id = n.index_id AND d.doc_id = n.doc_id
WHERE n.index_id = ? AND n.number_key >= ? AND n.number_key < ? {{kinds}}
  AND EXISTS (SELECT 1 FROM insp_reg_search_place s
              WHERE s.index_id = n.index_id AND s.doc_id = n.doc_id AND {{codes s}})
ORDER BY 2 DESC, 1
LIMIT 1001
