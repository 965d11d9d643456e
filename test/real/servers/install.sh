#!/usr/bin/env bash
# Installs the servers that the tests in test/real start; starts none. Debian and Ubuntu.
set -euo pipefail
cd "$(dirname "$0")"

missing=()
need() { # a program, and the package that has it
  if ! PATH="$PATH:/usr/sbin:/usr/lib/rabbitmq/bin" command -v "$1" >/dev/null && ! compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; then
    missing+=("$2")
  fi
}
need postgres postgresql
need psql postgresql-client

if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # As in single-user mode: packages that are set up do not start their services.
  RUNLEVEL=1 apt-get install -qy --no-install-recommends "${missing[@]}"
fi
