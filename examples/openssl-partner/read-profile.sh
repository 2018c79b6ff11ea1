#!/usr/bin/env bash
# Takes the gateway's certificates out of its profile, and says the fingerprint to compare by telephone before anything is sent.
#
#   read-profile.sh SETTINGS PROFILE.json
#
# Leaves SETTINGS/gateway-signing.crt, gateway-encryption.crt, gateway-tls.pem and gateway-anchors.pem.
set -euo pipefail
settings=$1 profile=$2
here=$(cd "$(dirname "$0")" && pwd)
json=$(tr -d '\n' < "$profile")
# the first certificate of a use, as a PEM file
certificate() {
    printf '%b' "$(printf '%s' "$json" | grep -o '{[^{}]*"pem"[^{}]*}' | grep "\"use\" *: *\"$1\"" | head -n 1 \
        | sed 's/.*"pem" *: *"\([^"]*\)".*/\1/')" | openssl x509 > "$settings/$2"
}
certificate SIGNING gateway-signing.crt
certificate ENCRYPTION gateway-encryption.crt
# every authority that the profile names; a certificate that the gateway issued to itself is its own
printf '%b\n' "$(printf '%s' "$json" | sed 's/.*"anchors" *: *\[\([^]]*\)\].*/\1/' | grep -o '"[^"]*"' | tr -d '"\n')" \
    > "$settings/gateway-anchors.pem"
cp "$settings/gateway-anchors.pem" "$settings/gateway-tls.pem"
"$here/fingerprint.sh" "$profile"
