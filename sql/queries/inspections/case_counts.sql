-- From the figures that are kept by place: nothing is counted.
SELECT n.state, SUM(n.files) FROM insp_case_count n
WHERE n.territory IN (SELECT t.code FROM insp_territory_current t WHERE /*scope*/)
GROUP BY n.state
