-- {{grams}} are literals made of letters only, {{count}} how many.
SELECT t.token_id, t.token
FROM insp_reg_search_token t
JOIN (SELECT g.token_id AS found
      FROM insp_reg_search_gram g
      WHERE g.index_id = ? AND g.gram IN ({{grams}})
      GROUP BY g.token_id
      HAVING count(*) = {{count}}) x ON x.found = t.token_id
WHERE t.index_id = ?
ORDER BY t.token
LIMIT 2000
