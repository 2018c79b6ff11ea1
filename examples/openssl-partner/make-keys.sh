#!/usr/bin/env bash
# Makes the partner's three key pairs, each with a certificate that the partner issues to itself: signing, encryption, TLS.
#
#   make-keys.sh SETTINGS
#
# Reads FROM, NAME, COUNTRY and OWN_URL of SETTINGS/settings; leaves *.key and *.crt there and touches nothing that exists.
set -euo pipefail
settings=$1
of() { sed -n "s/^$1=//p" "$settings/settings"; }
host=$(of OWN_URL | sed 's|^https://\([^:/]*\).*|\1|')
case "$host" in
    *[!0-9.]*) alternative=DNS:$host ;;
    *) alternative=IP:$host ;;
esac
umask 077

# name, key usage, further extensions: one key pair never serves two uses (THREAT-73)
make() {
    [ -e "$settings/$1.key" ] && { printf 'kept             %s\n' "$1.key"; return; }
    openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -sha256 -nodes -days 365 \
        -keyout "$settings/$1.key" -out "$settings/$1.crt" -subj "/C=$(of COUNTRY)/O=$(of NAME)/CN=$(of FROM) $1" \
        -addext basicConstraints=critical,CA:FALSE -addext "keyUsage=critical,$2" "${@:3}" 2> "$settings/make.log" \
        || { cat "$settings/make.log" >&2; exit 1; }
    printf 'made             %s\n' "$1.key"
}
make signing digitalSignature,nonRepudiation -addext extendedKeyUsage=emailProtection
make encryption keyAgreement -addext extendedKeyUsage=emailProtection
make tls digitalSignature -addext extendedKeyUsage=serverAuth,clientAuth -addext "subjectAltName=$alternative"
rm -f "$settings/make.log"
