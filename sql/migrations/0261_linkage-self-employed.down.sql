DELETE FROM insp_link_sample_pair WHERE link_id IN (SELECT link_id FROM insp_link WHERE part = 'self_employed-civil_register');
DELETE FROM insp_link_sample WHERE part = 'self_employed-civil_register';
DELETE FROM insp_entity_number WHERE link_id IN (SELECT link_id FROM insp_link WHERE part = 'self_employed-civil_register');
DELETE FROM insp_link_decision WHERE link_id IN (SELECT link_id FROM insp_link WHERE part = 'self_employed-civil_register');
DELETE FROM insp_link WHERE part = 'self_employed-civil_register';
DELETE FROM insp_link_run_part WHERE part = 'self_employed-civil_register';
DELETE FROM insp_link_part WHERE part = 'self_employed-civil_register';
