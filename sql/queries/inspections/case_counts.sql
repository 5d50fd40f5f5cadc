-- Counted along the index of territory and state alone; the rows of cases are not touched.
SELECT n.state, sum(n.files)
FROM (SELECT c.territory, c.state, count(*) AS files FROM insp_case c
      WHERE c.territory IN (SELECT t.code FROM insp_territory_current t WHERE /*scope*/)
      GROUP BY c.territory, c.state) n
GROUP BY n.state
