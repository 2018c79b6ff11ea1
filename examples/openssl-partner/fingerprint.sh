#!/usr/bin/env bash
# Says the fingerprint of a profile: SHA-256 over every field that trust hangs on, in the order and form that the gateway uses.
#
#   fingerprint.sh PROFILE.json
set -euo pipefail
export LC_ALL=C
json=$(tr -d '\n' < "$1")
field() { printf '%s' "$json" | sed -n "s/.*\"$1\" *: *\"\([^\"]*\)\".*/\1/p"; }
# the texts of one array
array() { printf '%s' "$json" | sed -n "s/.*\"$1\" *: *\[\([^]]*\)\].*/\1/p" | grep -o '"[^"]*"' | tr -d '"' || true; }
hex() { printf '%b' "$1" | openssl x509 -outform DER | openssl dgst -sha256 -r | cut -d ' ' -f 1; }

receipts=$(field asynchronousReceiptTo)
{
    echo 'comity profile 1'
    echo "id $(field id)"
    echo "url $(field url)"
    echo "receipts ${receipts:--}"
    array anchors | while read -r pem; do echo "anchor $(hex "$pem")"; done | sort
    array revocationLists | sort | sed 's/^/list /'
    # the certificates themselves, not what the profile says of them
    printf '%s' "$json" | grep -o '{[^{}]*"pem"[^{}]*}' | while read -r entry; do
        use=$(printf '%s' "$entry" | sed 's/.*"use" *: *"\([A-Z_]*\)".*/\1/')
        pem=$(printf '%s' "$entry" | sed 's/.*"pem" *: *"\([^"]*\)".*/\1/')
        echo "certificate $use $(hex "$pem")"
    done | sort
} | openssl dgst -sha256 -r | cut -d ' ' -f 1 | sed -e 's/..../& /g' -e 's/ $//'
