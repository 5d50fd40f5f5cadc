SELECT s.week, s.seed, s.population, p.verdict, COUNT(*)
FROM insp_link_sample s JOIN insp_link_sample_pair p ON p.sample_id = s.sample_id
WHERE s.part = ? GROUP BY s.week, s.seed, s.population, p.verdict ORDER BY s.week DESC
