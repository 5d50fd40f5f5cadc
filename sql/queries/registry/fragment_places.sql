-- Put in for {{places X}}: the node of the territory tree to which a row of X falls, and those above it.
JOIN insp_territory_current X_h ON X_h.kind = 'national'
LEFT JOIN insp_territory_current X_p ON X_p.code = X.province_code
LEFT JOIN insp_territory_current X_d ON X_d.code = X.district_code
