DROP TABLE insp_grant;
DROP TABLE insp_profile;
DROP TABLE insp_role_stamp;
DROP TABLE insp_role_permission;
DROP TABLE insp_role;
DROP TABLE insp_title;
DROP TABLE insp_permission;
