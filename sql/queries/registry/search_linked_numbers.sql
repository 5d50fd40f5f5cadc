SELECT DISTINCT d.doc_id, CASE WHEN n.number_key = ? THEN 1 ELSE 0 END
FROM insp_entity_number n
JOIN insp_reg_search_doc d ON d.index_id = ? AND d.kind = n.entity_kind AND d.doc_key = n.lsso_id
WHERE n.number_key >= ? AND n.number_key < ? AND n.valid_to IS NULL {{kinds}}
  AND EXISTS (SELECT 1 FROM insp_reg_search_place s
              WHERE s.index_id = d.index_id AND s.doc_id = d.doc_id AND {{codes s}})
ORDER BY 2 DESC, 1
LIMIT 1001
