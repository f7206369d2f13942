# This file is sourced by tools/run and tools/test: it installs what is missing, configures, and builds build/gvm.
# It says what it does and is quick when nothing has changed.
set -euo pipefail
root=$(cd "$(dirname "${BASH_SOURCE[0]}")/../.." && pwd)

say() { printf '== %s\n' "$*" >&2; }

# Debian packages the build needs; the README says what each is for.
packages=(clang-19 lld-19 libclang-rt-19-dev cmake ninja-build ccache pkg-config make git ca-certificates python3
  libfmt-dev libcli11-dev catch2 libedit-dev llvm-19-dev libzstd-dev libgmp-dev libmpfr-dev zlib1g-dev libssl-dev libbz2-dev
  tzdata)

install_packages() {
  local missing=()
  local p
  for p in "${packages[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$p" 2>/dev/null)" = installed ] || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return
  local sudo=
  if [ "$(id -u)" != 0 ]; then
    command -v sudo >/dev/null || { say "missing packages (${missing[*]}): run as root, or install them with apt-get"; exit 1; }
    sudo=sudo
  fi
  say "installing ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >&2
}

# build PRESET [TARGET...]: configures a preset once and builds it.
build() {
  local preset=$1 dir=build
  shift
  [ "$preset" = release ] || dir=build-$preset
  cd "$root"
  if [ ! -f "$dir/build.ninja" ]; then
    say "configuring $dir ($preset)"
    cmake --preset "$preset" >&2
  fi
  if ninja -C "$dir" -n "$@" 2>/dev/null | grep -q 'no work to do'; then
    return
  fi
  say "building $dir ${*:-everything}"
  ninja -C "$dir" "$@" >&2
}
