-- The day on which a legal officer set a period's day: the time that the file stands still afterwards is added to it.
ALTER TABLE insp_wf_timer ADD COLUMN held_on {{day}};
