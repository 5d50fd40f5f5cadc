UPDATE insp_copy_state SET holder = ?, leased_until = ? WHERE view_name = '' AND (holder IS NULL OR leased_until < ?)
