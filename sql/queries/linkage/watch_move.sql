UPDATE insp_link_watch SET snapshots = ?, since = ? WHERE watch_id = 1
