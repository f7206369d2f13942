#!/usr/bin/env bash
# usage: images.sh GVM FOLDER...
# Builds each program of the folders to an image, runs the image (which verifies it), and compares with the golden.
set -u
gvm=$1 tmp=$(mktemp -d) failed=0
shift
trap 'rm -rf "$tmp"' EXIT
for f in $(for d in "$@"; do ls "$d"/*.go; done); do
  if ! "$gvm" build -o "$tmp/x.gvmc" "$f" || ! "$gvm" run "$tmp/x.gvmc" >"$tmp/out" 2>&1 || ! cmp "$tmp/out" "${f%.go}.golden"; then
    echo "FAIL $f"
    failed=1
  fi
done
# A damaged image is refused with an error, not run.
head -c 3000 "$tmp/x.gvmc" >"$tmp/cut.gvmc"
"$gvm" run "$tmp/cut.gvmc" 2>"$tmp/err" && { echo "a cut image was run"; failed=1; }
grep -q "image" "$tmp/err" || { echo "no clear error for a cut image: $(cat "$tmp/err")"; failed=1; }
exit $failed
