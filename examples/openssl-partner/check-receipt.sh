#!/usr/bin/env bash
# Checks the receipt that the gateway returned for the message in WORK: signature, signer, message id, MIC, disposition.
#
#   check-receipt.sh SETTINGS WORK
#
# Reads WORK/id, WORK/mic, WORK/receipt.headers, WORK/receipt.body; ends 0 only if all five fit and the message was processed.
set -euo pipefail
settings=$1 work=$2
fail() { printf 'receipt NOT good: %s\n' "$*" >&2; exit 1; }

# The HTTP answer's Content-Type and body together are the multipart/signed entity.
{
    tr -d '\r' < "$work/receipt.headers" | sed -n '/^content-type:/I,/^[^ \t]/{/^content-type:/Ip;/^[ \t]/p}' | sed 's/$/\r/'
    printf '\r\n'
    cat "$work/receipt.body"
} > "$work/receipt.eml"

# -nointern: only the certificate that we compared by telephone may have signed, whatever the message brings along.
openssl cms -verify -cades -in "$work/receipt.eml" -nointern -certfile "$settings/gateway-signing.crt" \
    -CAfile "$settings/gateway-anchors.pem" -purpose smimesign -out "$work/report.txt" 2> "$work/receipt.log" \
    || { cat "$work/receipt.log" >&2; fail "its signature does not verify"; }
# -cades alone also accepts a signature without signed attributes (THREAT-50), so look for the attribute itself.
openssl cms -cmsout -in "$work/receipt.eml" -outform DER 2> /dev/null | openssl asn1parse -inform DER \
    | grep -q id-smime-aa-signingCertificateV2 || fail "it lacks the signing-certificate attribute"

field() { tr -d '\r' < "$work/report.txt" | sed -n "s/^$1: *//Ip" | head -n 1; }
[ "$(field Original-Message-ID)" = "<$(cat "$work/id")>" ] || fail "it is for another message"
received=$(field Received-Content-MIC | sed 's/, */, /')
[ "$received" = "$(cat "$work/mic"), sha-256" ] || fail "its MIC is $received"
disposition=$(field Disposition)
printf '7 receipt        signature good, MIC equal\n  disposition    %s\n' "$disposition"
case "$disposition" in
    *';'*processed | *';'*displayed) ;;
    *) tr -d '\r' < "$work/report.txt" >&2; fail "the gateway turned the message away" ;;
esac
