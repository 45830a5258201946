#!/usr/bin/env bash
# Installs what the tests use beside Python, where it may (root on Debian or Ubuntu). Elsewhere it says what is
# missing; the tests that need it are then skipped and named in the last lines of the run.
set -uo pipefail
packages=()
need() { command -v "$1" >/dev/null 2>&1 || packages+=("$2"); }
need chromium chromium
need soffice libreoffice-writer-nogui
need pdftoppm poppler-utils
need strace strace
need faketime faketime
fc-list 2>/dev/null | grep -qi liberation || packages+=(fonts-liberation)
[ "${#packages[@]}" -eq 0 ] && exit 0
command="apt-get install --yes --no-install-recommends ${packages[*]}"
if [ "$(id -u)" -eq 0 ] && command -v apt-get >/dev/null 2>&1; then
    export DEBIAN_FRONTEND=noninteractive
    apt-get update -qq && $command -qq >/dev/null && exit 0
fi
echo "Missing for some tests: ${packages[*]}. To enable them: sudo $command" >&2
