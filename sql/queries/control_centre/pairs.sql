SELECT l.part, l.band, l.verdict, l.contradicted, COUNT(*) FROM insp_link l WHERE {{codes l}} GROUP BY l.part, l.band, l.verdict, l.contradicted
