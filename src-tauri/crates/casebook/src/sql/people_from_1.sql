-- The people file from form 1 to form 2.
ALTER TABLE person_version RENAME TO person_version_1;
DROP INDEX person_version_by_subject;
ALTER TABLE unsettled RENAME TO unsettled_1;
