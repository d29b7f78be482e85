#!/bin/sh
# Run once, by the PostgreSQL image, on an empty volume: the database and its four roles.
# Of them the backup alone passes row-level security, and it can write nothing.
set -eu

password() {
	sed -E 's|^[a-z]+://[^:]+:([^@]+)@.*|\1|' "/run/secrets/$1_database_url"
}

psql --no-psqlrc --set=ON_ERROR_STOP=1 --username=postgres \
	--set=owner="$(password owner)" --set=batch="$(password batch)" --set=backup="$(password backup)" \
	--set=app="$(sed -E 's|^[a-z]+://[^:]+:([^@]+)@.*|\1|' /run/secrets/database_url)" <<'SQL'
create role plr_owner login password :'owner';
create role plr_app login password :'app';
create role plr_batch login password :'batch';
create role plr_backup login replication bypassrls password :'backup';
grant pg_read_all_data to plr_backup;
create database plr owner plr_owner;
SQL

# The receiver of the log of writes comes over the network of the containers, with its password.
echo "host replication plr_backup samenet scram-sha-256" >>"$PGDATA/pg_hba.conf"
