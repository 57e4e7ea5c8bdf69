#!/bin/sh
# Debian, as root: Mesa's lavapipe (>= 24, for Dawn) and Chromium. Safe to run again; it uses the machine's own package
# sources.
set -eu
export DEBIAN_FRONTEND=noninteractive

status() { dpkg-query -W -f="\${$2}" "$1" 2>/dev/null || true; }
has() { [ "$(status "$1" 'db:Status-Abbrev' | cut -c1-2)" = ii ]; }
new_enough() { [ -n "$1" ] && dpkg --compare-versions "$1" ge 24; }

if has chromium && has libvulkan1 && has mesa-vulkan-drivers &&
  new_enough "$(status mesa-vulkan-drivers Version)"; then exit 0; fi

apt-get update -qq
release=
if ! new_enough "$(apt-cache policy mesa-vulkan-drivers | awk '/Candidate:/ { print $2 }')"; then
  # Debian 12's own Mesa is 22.3, which Dawn refuses; its backports have a newer one, on the same server as the release
  # itself.
  name=$(. /etc/os-release && echo "$VERSION_CODENAME")
  if ! apt-get indextargets --format '$(RELEASE)' 'Identifier: Packages' | grep -qx "$name-backports"; then
    server=$(apt-get indextargets --format '$(REPO_URI)' \
      'Identifier: Packages' 'Origin: Debian' "Codename: $name" 'Component: main' | head -n 1)
    [ -n "$server" ] || { echo "setup: no Debian $name source is configured" >&2; exit 1; }
    echo "deb [signed-by=/usr/share/keyrings/debian-archive-keyring.gpg] $server $name-backports main" \
      >"/etc/apt/sources.list.d/$name-backports.list"
    apt-get update -qq
  fi
  release="$name-backports"
fi
apt-get install -y -qq --no-install-recommends ${release:+-t "$release"} mesa-vulkan-drivers
apt-get install -y -qq --no-install-recommends libvulkan1 chromium
