SELECT role_code, permission FROM insp_role_permission ORDER BY role_code, permission
