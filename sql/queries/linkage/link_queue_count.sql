SELECT COUNT(*) FROM insp_link l WHERE l.part = ? AND {{state}} AND {{codes l}}
