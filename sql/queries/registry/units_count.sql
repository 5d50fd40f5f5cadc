SELECT count(*)
FROM reg_labour_unit u {{places u}}
WHERE {{unit seen u}} AND ({{point u}} BETWEEN ? AND ?)
  AND (? = '' OR u.sector = ?) AND (? = '' OR u.status = ?)
