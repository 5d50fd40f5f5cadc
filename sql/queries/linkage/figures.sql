SELECT l.part, l.band, l.verdict, COUNT(*) FROM insp_link l WHERE {{codes l}} AND {{narrowed}} GROUP BY l.part, l.band, l.verdict
