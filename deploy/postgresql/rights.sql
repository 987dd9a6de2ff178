-- What the program's own role may do, after every migration (docs/decisions/0076):
--   psql -h 127.0.0.1 -U haochaping_owner -d haochaping --set=program=haochaping -f deploy/postgresql/rights.sql
-- Run by the owner of the tables, who is another role. Doing it again changes nothing.
\set ON_ERROR_STOP on
BEGIN;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
REVOKE ALL ON ALL TABLES IN SCHEMA public FROM :"program";
GRANT USAGE ON SCHEMA public TO :"program";
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO :"program";
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO :"program";
-- What a later migration makes can be used at once; run this again all the same.
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO :"program";
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO :"program";

-- Written once: the trail and its chain, the chain of the logs (a file that went is noted), what is no more.
REVOKE UPDATE, DELETE ON audit_entry, audit_link, kept_log, tombstone FROM :"program";
GRANT UPDATE (gone_at) ON kept_log TO :"program";
-- A rating stays as it was given: it gives way, is excluded, or loses the numbers of a person who was deleted.
REVOKE UPDATE, DELETE ON rating FROM :"program";
GRANT UPDATE (superseded_by_id, excluded_at, text) ON rating TO :"program";
-- So do the steps of its case and of its review.
REVOKE UPDATE, DELETE ON transition, appeal_step FROM :"program";
GRANT UPDATE (note) ON transition TO :"program";
-- Who was looked at stays on the citizen's page until its years are over.
REVOKE UPDATE ON identity_view FROM :"program";
-- The shape of the database is the owner's.
REVOKE INSERT, UPDATE, DELETE ON tortoise_migrations FROM :"program";
COMMIT;
