-- Which offices have a book of which year.
SELECT DISTINCT office, year FROM insp_number_series
WHERE kind IN ('document.in', 'document.out', 'document.internal') AND last_number > 0 ORDER BY office, year
