#!/usr/bin/env bash
# Installs the servers that the tests in test/real start; starts none. Debian and Ubuntu, and Go.
set -euo pipefail
cd "$(dirname "$0")"
installed="${XDG_CACHE_HOME:-$HOME/.cache}/instrument-test-servers"

missing=()
need() { # a program, and the package that has it
  if ! PATH="$PATH:/usr/sbin" command -v "$1" >/dev/null && ! compgen -G "/usr/lib/postgresql/*/bin/$1" >/dev/null; then
    missing+=("$2")
  fi
}
need postgres postgresql
need psql postgresql-client
need mariadbd mariadb-server
need redis-server redis-server
need rabbitmq-server rabbitmq-server
need prometheus prometheus
need java default-jre-headless
[ -d "$installed/kafka" ] || need mvn maven

if [ ${#missing[@]} -gt 0 ]; then
  export DEBIAN_FRONTEND=noninteractive
  apt-get update -q
  # As in single-user mode: packages that are set up do not start their services.
  RUNLEVEL=1 apt-get install -qy --no-install-recommends "${missing[@]}"
fi

mkdir -p "$installed"
if [ ! -d "$installed/kafka" ]; then
  mvn --quiet --batch-mode --file kafka/pom.xml dependency:copy-dependencies -DoutputDirectory="$installed/kafka.new"
  mv "$installed/kafka.new" "$installed/kafka"
fi

goServer() { # module path with version
  local name="${1%@*}"
  name="${name%/v[0-9]*}"
  [ -x "$installed/bin/${name##*/}" ] || GOBIN="$installed/bin" GOFLAGS= go install "$1"
}
goServer github.com/nats-io/nats-server/v2@v2.12.3
goServer github.com/johannesboyne/gofakes3/cmd/gofakes3@v1.2.0
# As a library: its own command does not build outside of its repository.
[ -x "$installed/bin/ferretdb" ] || (cd ferretdb && GOFLAGS= go build -o "$installed/bin/ferretdb" .)
