#!/usr/bin/env bash
# Renews requirements/*.txt: every package pinned with hashes, no index addresses (uv.lock would hold them).
set -euo pipefail
cd "$(dirname "$0")/.."
compile() {
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header \
        --no-emit-index-url --no-emit-find-links "$@"
}
compile pyproject.toml --extra postgres -o requirements/runtime.txt
compile pyproject.toml --extra postgres --group dev -o requirements/development.txt
printf 'uv==0.13.9\n' | compile - -o requirements/uv.txt
printf 'hatchling==1.33.0\neditables\n' | compile - -o requirements/build.txt
