SELECT p.version, p.saved_by, p.saved_at, p.retired,
  (SELECT COUNT(*) FROM insp_imp_load l WHERE l.profile = p.id AND l.profile_version = p.version)
FROM insp_imp_profile p WHERE p.id = ? ORDER BY p.version DESC
