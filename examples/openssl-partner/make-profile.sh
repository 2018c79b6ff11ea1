#!/usr/bin/env bash
# Writes the partner's own profile, to be handed to the gateway's operator, and says the fingerprint that both read out by telephone.
#
#   make-profile.sh SETTINGS
#
# Reads SETTINGS/settings and the three certificates; leaves SETTINGS/profile.json.
set -euo pipefail
export LC_ALL=C
settings=$1
here=$(cd "$(dirname "$0")" && pwd)
of() { sed -n "s/^$1=//p" "$settings/settings"; }
# JSON: no quotation marks, backslashes or control characters
text() { of "$1" | tr -d '"\\\000-\037' | sed 's/.*/"&"/'; }
hex() { openssl x509 -in "$1" -outform DER | openssl dgst -sha256 -r | cut -d ' ' -f 1; }
pem() { openssl x509 -in "$1" -outform PEM | sed 's/$/\\n/' | tr -d '\n' | sed 's/.*/"&"/'; }

entries=() anchors=()
for pair in SIGNING:signing ENCRYPTION:encryption TLS:tls; do
    file=$settings/${pair#*:}.crt
    entries+=("    { \"use\" : \"${pair%%:*}\", \"fingerprint\" : \"$(hex "$file")\", \"pem\" : $(pem "$file") }")
    anchors+=("    $(pem "$file")") # issued by ourselves: each is its own authority
done
lines() { printf '%s\n' "$@" | sed '$!s/$/,/'; }
{
    echo '{'
    echo '  "comityProfile" : 1,'
    echo "  \"id\" : $(text FROM),"
    echo "  \"name\" : $(text NAME),"
    echo "  \"country\" : $(text COUNTRY),"
    echo "  \"zone\" : $(text ZONE),"
    echo '  "officeHours" : "24/7",'
    echo '  "languages" : [ "en" ],'
    echo "  \"contacts\" : [ { \"name\" : \"Duty desk\", \"function\" : \"24/7 contact point\", \"telephone\" : $(text TELEPHONE), \"email\" : $(text EMAIL) } ],"
    echo "  \"url\" : $(text OWN_URL),"
    echo '  "asynchronousReceiptTo" : "",'
    echo '  "anchors" : ['
    lines "${anchors[@]}"
    echo '  ],'
    echo '  "revocationLists" : [ ],'
    echo '  "certificates" : ['
    lines "${entries[@]}"
    echo '  ]'
    echo '}'
} > "$settings/profile.json"
"$here/fingerprint.sh" "$settings/profile.json"
