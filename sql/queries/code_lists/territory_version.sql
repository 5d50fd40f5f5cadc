-- Whether a tree is loaded.
SELECT 1 FROM insp_territory_version WHERE is_current = 1
