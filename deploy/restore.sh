#!/bin/sh
# deploy/restore.sh BASE.tar WAL_FOLDER [MINUTE]
# Fills an empty data directory (PGDATA). The server that is started on it goes to MINUTE, or to the last
# write received, and opens. As root: the files become those of OWNER (postgres). docs/operations.md, Restore.
set -eu
base=$1
wal=$2
minute=${3:-}

if [ -e "$PGDATA/PG_VERSION" ]; then
	echo "error: $PGDATA holds a database. Move it away first." >&2
	exit 1
fi
mkdir -p "$PGDATA"
tar -x -f "$base" -C "$PGDATA"

# A base backup that was made after an earlier restore brings what that one left.
settings=$PGDATA/postgresql.auto.conf
touch "$settings"
sed -E -i.before '/^(restore_command|recovery_target_[a-z]+|hot_standby) = /d' "$settings"
rm -rf "$settings.before" "$PGDATA/received"
cp -R "$wal" "$PGDATA/received"

# What was received last is a file that is not full yet. Nobody is let in before the end.
cat >>"$settings" <<'END'
restore_command = 'cp "received/%f" "%p" || cp "received/%f.partial" "%p"'
recovery_target_action = 'promote'
hot_standby = off
END
if [ -n "$minute" ]; then
	echo "recovery_target_time = '$minute'" >>"$settings"
fi
touch "$PGDATA/recovery.signal"
chmod 700 "$PGDATA"
if [ "$(id -u)" -eq 0 ]; then
	chown -R "${OWNER:-postgres}" "$PGDATA"
fi
echo "ready to be started: $PGDATA"
