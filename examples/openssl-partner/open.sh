#!/usr/bin/env bash
# Opens a message that the gateway sent: decrypts, verifies, takes the document and the attachments out.
#
#   open.sh SETTINGS SEALED WORK
#
# SEALED    body of the gateway's POST (application/pkcs7-mime, DER)
# WORK      gets part.txt (what was signed), document.xml, attachment-1 ..., id and mic
set -euo pipefail
settings=$1 sealed=$2 work=$3
mkdir -p "$work" && umask 077
fail() { rm -f "$work/part.txt"; printf 'NOT opened: %s\n' "$*" >&2; exit 1; }

# 1. Decrypt. AES-GCM only: an older openssl accepts a swapped cipher (THREAT-35), so look before decrypting.
openssl asn1parse -inform DER -in "$sealed" | grep -q aes-256-gcm || fail "not AES-256-GCM"
openssl cms -decrypt -binary -inform DER -in "$sealed" -recip "$settings/encryption.crt" -inkey "$settings/encryption.key" \
    -out "$work/signed.tmp" || { rm -f "$work/signed.tmp"; fail "not for us, or changed on the way"; }
mv "$work/signed.tmp" "$work/signed.txt"

# 2. Verify: the gateway's pinned certificate and nobody else's, and the attribute that names it.
openssl cms -verify -cades -in "$work/signed.txt" -nointern -certfile "$settings/gateway-signing.crt" \
    -CAfile "$settings/gateway-anchors.pem" -purpose smimesign -out "$work/part.txt" 2> "$work/open.log" \
    || { cat "$work/open.log" >&2; fail "the signature does not verify"; }
openssl cms -cmsout -in "$work/signed.txt" -outform DER 2> /dev/null | openssl asn1parse -inform DER \
    | grep -q id-smime-aa-signingCertificateV2 || fail "the signature lacks the signing-certificate attribute"

# 3. What the signed part says of itself.
header() { tr -d '\r' < "$work/part.txt" | sed -e '/^$/q' | sed -n "s/^$1: *//Ip"; }
[ "$(header Comity-To)" = "$(sed -n 's/^FROM=//p' "$settings/settings")" ] || fail "it is for somebody else"
[ "$(header Comity-From)" = "$(sed -n 's/^TO=//p' "$settings/settings")" ] || fail "it is from somebody else"
not_after=$(header Comity-Not-After)
[ "$(date +%s)" -le "$(date -d "$not_after" +%s)" ] || fail "it is stale: notAfter was $not_after"
header Message-ID | tr -d '<>' > "$work/id"
openssl dgst -sha256 -binary "$work/part.txt" | base64 > "$work/mic"

# 4. Take the leaves out: the first is the document.
boundary=$(tr -d '\r' < "$work/part.txt" | sed -e '/^$/q' | sed -n 's/.*boundary="\{0,1\}\([^";]*\).*/\1/p' | head -n 1)
tr -d '\r' < "$work/part.txt" | awk -v mark="--$boundary" -v stem="$work/leaf-" '
    $0 == mark || $0 == mark "--" { leaf++; head = 1; next }
    leaf && head && $0 == "" { head = 0; next }
    leaf { print > (stem leaf (head ? ".head" : ".body")) }'
for body in "$work"/leaf-*.body; do
    number=$(basename "$body" .body) && number=${number#leaf-}
    target=$work/attachment-$((number - 1)) && [ "$number" = 1 ] && target=$work/document.xml
    if grep -qi '^content-transfer-encoding: *base64' "$work/leaf-$number.head"; then
        base64 -d "$body" > "$target"
    else
        cp "$body" "$target"
    fi
done
rm -f "$work"/leaf-*
printf 'opened           %s\nfrom             %s\nMIC              %s\ndocument         %s\n' \
    "$(cat "$work/id")" "$(header Comity-From)" "$(cat "$work/mic")" "$work/document.xml"
