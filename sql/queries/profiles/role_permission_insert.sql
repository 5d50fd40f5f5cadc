INSERT INTO insp_role_permission (role_code, permission) VALUES (?, ?)
