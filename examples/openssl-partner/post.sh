#!/usr/bin/env bash
# Posts what send.sh made and checks the receipt; again with the same bytes and id when the connection broke.
#
#   post.sh SETTINGS WORK
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
settings=$1 work=$2
from=$(sed -n 's/^FROM=//p' "$settings/settings")
to=$(sed -n 's/^TO=//p' "$settings/settings")
url=$(sed -n 's/^URL=//p' "$settings/settings")
id=$(cat "$work/id")
umask 077

# 6. Post, with our TLS client certificate. The same bytes and id again after a failure: that is a retry, not a second request.
status=$(curl --silent --show-error --http1.1 --tlsv1.2 --max-time 60 \
    --cacert "$settings/gateway-tls.pem" --cert "$settings/tls.crt" --key "$settings/tls.key" \
    --header "AS2-Version: 1.2" --header "AS2-From: $from" --header "AS2-To: $to" --header "Message-ID: <$id>" \
    --header 'Content-Type: application/pkcs7-mime; smime-type=authEnveloped-data; name="smime.p7m"' \
    --header "Disposition-Notification-To: $from" \
    --header 'Disposition-Notification-Options: signed-receipt-protocol=required, pkcs7-signature; signed-receipt-micalg=required, sha-256' \
    --data-binary "@$work/sealed.der" --dump-header "$work/receipt.headers" --output "$work/receipt.body" \
    --write-out '%{http_code}' "$url")
printf '6 posted         HTTP %s\n' "$status"
if [ "$status" != 200 ]; then
    cat "$work/receipt.body" >&2
    exit 1
fi

# 7. The receipt proves something only once it is checked.
exec "$here/check-receipt.sh" "$settings" "$work"
