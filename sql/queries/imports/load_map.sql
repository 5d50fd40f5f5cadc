UPDATE insp_imp_load SET state = 'waiting', profile = ?, profile_version = ?, profile_content = ?, fingerprint = ?, version = version + 1
WHERE id = ? AND version = ? AND state = 'mapping'
