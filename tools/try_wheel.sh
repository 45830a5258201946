#!/usr/bin/env bash
# Installs the built wheel into an empty environment and asks it, away from the checkout, for what a user needs:
# templates, packs, migrations and static files must all be inside.
set -euo pipefail
wheel=$(readlink -f dist/*.whl)
requirements=$(readlink -f requirements/runtime.txt)
uv=$(readlink -f .venv/bin/uv)
place=$(mktemp -d)
trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$place"' EXIT
cd "$place"
"$uv" venv --quiet environment
"$uv" pip install --quiet --python environment/bin/python --require-hashes -r "$requirements"
"$uv" pip install --quiet --python environment/bin/python --no-deps "$wheel"
environment/bin/icp template test
environment/bin/icp pack test
port=$(environment/bin/python -c 'import socket; s = socket.socket(); s.bind(("127.0.0.1", 0)); print(s.getsockname()[1])')
ICP_DATA_DIR="$place/data" ICP_BASE_URL="http://127.0.0.1:$port" environment/bin/icp serve --demo --port "$port" >serve.log 2>&1 &
server=$!
fetch() {
    environment/bin/python -c 'import sys, urllib.request; sys.stdout.write(urllib.request.urlopen(sys.argv[1], timeout=5).read().decode())' \
        "http://127.0.0.1:$port$1"
}
for _ in $(seq 60); do fetch /readyz >/dev/null 2>&1 && break; sleep 0.5; done
fetch /readyz >/dev/null || { cat serve.log; exit 1; }
fetch /?lang=nl | grep -q 'lang="nl"'
stylesheet=$(fetch / | grep -o '/static/[^"]*\.css[^"]*' | head -n 1)
fetch "$stylesheet" >/dev/null
echo "the wheel serves the product"
