-- Put in for {{unit seen X}}: the unit X or one of its workplaces lies inside the scope.
({{scope X}} OR EXISTS (
  SELECT 1 FROM reg_workplace X_w {{places X_w}}
  WHERE X_w.lu_id = X.lu_id AND X_w.derived = 0 AND {{scope X_w}}))
