-- Documents that hold, for each word of the query, one of its tokens, inside the scope. {{first}} and {{others}} are
-- lists of our own numbers; {{kinds}} a condition on our own codes.
SELECT DISTINCT o.doc_id
FROM insp_reg_search_posting o
JOIN insp_reg_search_doc d ON d.index_id = o.index_id AND d.doc_id = o.doc_id
WHERE o.index_id = ? AND o.token_id IN ({{first}}) {{others}} {{kinds}}
  AND EXISTS (SELECT 1 FROM insp_reg_search_place s
              WHERE s.index_id = o.index_id AND s.doc_id = o.doc_id AND {{codes s}})
ORDER BY o.doc_id
LIMIT 1001
