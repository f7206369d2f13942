#!/usr/bin/env bash
# usage: install.sh SOURCE BUILD CXX CC
# Installs the build to a new prefix, and makes two hosts there that know nothing of the source tree: samples/embed by
# find_package, the C host by pkg-config.
set -eu
source=$1 build=$2 cxx=$3 cc=$4
tmp=$(mktemp -d)
trap 'rm -rf "$tmp"' EXIT
cmake --install "$build" --prefix "$tmp/prefix" >/dev/null
cmake -S "$source/samples/embed" -B "$tmp/sample" -G Ninja -DCMAKE_CXX_COMPILER="$cxx" -DCMAKE_PREFIX_PATH="$tmp/prefix" >/dev/null
cmake --build "$tmp/sample" >"$tmp/log" || { cat "$tmp/log"; exit 1; }
"$tmp/sample/rules" >"$tmp/out"
diff "$tmp/out" "$source/samples/embed/expected.txt"
export PKG_CONFIG_PATH=$tmp/prefix/lib/pkgconfig
# shellcheck disable=SC2046
"$cc" -Wall -Werror -o "$tmp/host" "$source/tests/embed/c_host.c" $(pkg-config --cflags --libs gvm)
"$tmp/host"
"$tmp/prefix/bin/gvm" version
