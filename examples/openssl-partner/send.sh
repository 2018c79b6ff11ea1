#!/usr/bin/env bash
# A partner's preservation request, made, signed, sealed and posted with openssl, curl and coreutils alone.
# docs/partner-with-openssl.md explains each step and shows the expected output.
#
#   send.sh SETTINGS WORK [--make-only]
#
# SETTINGS  directory with the file `settings` and the certificates and keys that the guide lists
# WORK      directory for what the steps leave behind; made when missing
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
settings=$1 work=$2 mode=${3:-}
from=$(sed -n 's/^FROM=//p' "$settings/settings")
to=$(sed -n 's/^TO=//p' "$settings/settings")
exercise=$(sed -n 's/^EXERCISE=//p' "$settings/settings")
mkdir -p "$work" && umask 077

say() { printf '%s\n' "$*"; }
crlf() { sed -e 's/\r$//' -e 's/$/\r/'; }
exercise_header() { if [ "$exercise" = true ]; then echo 'Comity-Exercise: true'; fi; }

# 1. Identity and times: one UUID for the life of the message, UTC, whole seconds (SIG-10).
id="$(cat /proc/sys/kernel/random/uuid)@$from"
now=$(date +%s)
created=$(date -u -d "@$now" +%Y-%m-%dT%H:%M:%SZ)
not_after=$(date -u -d "@$((now + 72 * 3600))" +%Y-%m-%dT%H:%M:%SZ)
say "1 message id     $id"

# 2. The document, from the template.
sed -e "s/@ID@/$id/g" -e "s/@FROM@/$from/g" -e "s/@TO@/$to/g" -e "s/@EXERCISE@/${exercise:-false}/g" \
    -e "s/@CREATED@/$created/g" -e "s/@NOT_AFTER@/$not_after/g" "$here/request.xml.template" > "$work/request.xml"
say "2 document       $(wc -c < "$work/request.xml") bytes"

# 3. The part to sign: our headers, then multipart/related with the document as its root, in base64, lines ending CR LF.
boundary="part-$(openssl rand -hex 12)"
{
    echo "Content-Type: multipart/related; type=\"application/xml\"; boundary=\"$boundary\""
    echo "Message-ID: <$id>"
    echo "Comity-From: $from"
    echo "Comity-To: $to"
    echo "Comity-Created: $created"
    echo "Comity-Not-After: $not_after"
    exercise_header
    echo
    echo "--$boundary"
    echo "Content-Type: application/xml; charset=UTF-8"
    echo "Content-Transfer-Encoding: base64"
    echo
    base64 -w 76 "$work/request.xml"
    echo "--$boundary--"
} | crlf > "$work/part.txt"
mic=$(openssl dgst -sha256 -binary "$work/part.txt" | base64)
say "3 part to sign   MIC $mic"

# 4. Sign: detached, in multipart/signed, with the attribute that names our certificate (-cades).
openssl cms -sign -md sha256 -cades -nosmimecap -crlfeol \
    -signer "$settings/signing.crt" -inkey "$settings/signing.key" -in "$work/part.txt" | crlf > "$work/signed.txt"
say "4 signed         $(wc -c < "$work/signed.txt") bytes"

# 5. Encrypt to the gateway's encryption certificate: AES-256-GCM, the key by ECDH or by RSA-OAEP.
if openssl x509 -in "$settings/gateway-encryption.crt" -noout -text | grep -q id-ecPublicKey; then
    recipient=(-aes256-wrap -recip "$settings/gateway-encryption.crt" -keyopt ecdh_kdf_md:sha256)
else
    recipient=(-recip "$settings/gateway-encryption.crt" -keyopt rsa_padding_mode:oaep
        -keyopt rsa_oaep_md:sha256 -keyopt rsa_mgf1_md:sha256)
fi
openssl cms -encrypt -binary -aes-256-gcm -in "$work/signed.txt" -outform DER -out "$work/sealed.der" "${recipient[@]}"
say "5 sealed         $(wc -c < "$work/sealed.der") bytes"
printf '%s\n' "$id" > "$work/id"
printf '%s\n' "$mic" > "$work/mic"
[ "$mode" = --make-only ] && exit 0

exec "$here/post.sh" "$settings" "$work"
