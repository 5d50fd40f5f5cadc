SELECT kind, lsso_id, register, register_id, CASE WHEN verdict IN ('same', 'branch') THEN 1000000 ELSE probability_ppm END
FROM insp_link
WHERE verdict IN ('same', 'branch') OR (verdict IN ('none', 'merge_proposed') AND band = 'linked')
   OR (part = 'labour_unit_successor-labour_unit' AND verdict = 'none' AND band = 'review')
ORDER BY kind, lsso_id, register, register_id
