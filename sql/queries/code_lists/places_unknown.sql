-- What the register writes as a place of its units and no list knows: districts, and provinces where no district is written.
SELECT u.province, u.district, u.district_code, count(*) AS units
FROM reg_labour_unit u
LEFT JOIN insp_territory_current d ON d.code = u.district_code
LEFT JOIN insp_territory_current p ON p.code = u.province_code
WHERE d.code IS NULL AND ((u.district IS NOT NULL AND u.district <> '') OR (u.district_code IS NOT NULL AND u.district_code <> '')
  OR (p.code IS NULL AND u.province IS NOT NULL AND u.province <> ''))
GROUP BY u.province, u.district, u.district_code ORDER BY units DESC, u.province, u.district LIMIT 200
