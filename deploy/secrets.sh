#!/bin/sh
# Draws every secret that is not there yet into deploy/secrets/. Run it again at any time.
# The folder is closed; the files in it are open, since each container reads its own as another user.
set -eu
cd "$(dirname "$0")"
umask 022
mkdir -p secrets
chmod 700 secrets

draw() {
	od -An -N32 -tx1 /dev/urandom | tr -d ' \n'
}

keep() {
	test -s "secrets/$1" || printf '%s\n' "$2" >"secrets/$1"
}

keep secret_key "$(draw)$(draw)"
keep metrics_token "$(draw)"
keep postgres_password "$(draw)"
keep database_url "postgres://plr_app:$(draw)@database:5432/plr"
for role in owner batch backup; do
	keep "${role}_database_url" "postgres://plr_$role:$(draw)@database:5432/plr"
done
echo "secrets are in $(pwd)/secrets"
