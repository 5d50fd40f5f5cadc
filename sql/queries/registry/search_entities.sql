-- To which entity inside the scope an entry of another register belongs.
SELECT d.doc_id, n.entity_kind, n.lsso_id
FROM insp_reg_search_doc d
JOIN insp_entity_number n ON n.register_id = d.doc_key AND n.valid_to IS NULL
 AND n.register = CASE d.kind WHEN 'tax_employer' THEN 'tax_employer' WHEN 'enterprise' THEN 'enterprise_register'
                              WHEN 'civil' THEN 'civil_register' WHEN 'molsw' THEN 'molsw_workers' ELSE '' END
JOIN insp_reg_search_doc e ON e.index_id = d.index_id AND e.kind = n.entity_kind AND e.doc_key = n.lsso_id
WHERE d.index_id = ? AND d.doc_id IN ({{ids}})
  AND EXISTS (SELECT 1 FROM insp_reg_search_place s
              WHERE s.index_id = e.index_id AND s.doc_id = e.doc_id AND {{codes s}})
ORDER BY d.doc_id, n.entity_kind, n.lsso_id
