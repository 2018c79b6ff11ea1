#!/usr/bin/env bash
# Makes the signed receipt for a message that open.sh opened.
#
#   receipt.sh SETTINGS WORK
#
# Reads WORK/id and WORK/mic; leaves WORK/answer.type (the Content-Type of the HTTP answer) and WORK/answer.body.
set -euo pipefail
settings=$1 work=$2
from=$(sed -n 's/^FROM=//p' "$settings/settings")
boundary="report-$(openssl rand -hex 12)"
umask 077
{
    echo "Content-Type: multipart/report; report-type=disposition-notification; boundary=\"$boundary\""
    echo
    echo "--$boundary"
    echo "Content-Type: text/plain; charset=us-ascii"
    echo
    echo "The message was received and its signature verified."
    echo "--$boundary"
    echo "Content-Type: message/disposition-notification"
    echo
    echo "Reporting-UA: openssl"
    echo "Original-Recipient: rfc822; $from"
    echo "Final-Recipient: rfc822; $from"
    echo "Original-Message-ID: <$(cat "$work/id")>"
    echo "Disposition: automatic-action/MDN-sent-automatically; processed"
    echo "Received-Content-MIC: $(cat "$work/mic"), sha-256"
    echo
    echo "--$boundary--"
} | sed 's/$/\r/' > "$work/report.out"
openssl cms -sign -md sha256 -cades -nosmimecap -crlfeol -signer "$settings/signing.crt" -inkey "$settings/signing.key" \
    -in "$work/report.out" | sed -e 's/\r$//' > "$work/answer.eml"
sed -n 's/^Content-Type: *\(multipart\/signed.*\)/\1/p' "$work/answer.eml" | head -n 1 > "$work/answer.type"
sed -e '1,/^$/d' -e 's/$/\r/' "$work/answer.eml" > "$work/answer.body"
printf 'receipt          %s\n' "$work/answer.body"
