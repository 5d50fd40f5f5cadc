SELECT snapshots, since FROM insp_link_watch WHERE watch_id = 1
