#!/usr/bin/env bash
# Makes everything in this folder anew with nothing but openssl (3.0 or newer). Private keys go to private/, which git ignores.
set -euo pipefail
cd "$(dirname "$0")"

rm -rf private *.pem *.crl
mkdir -m 700 private
touch private/index.txt
echo 1000 > private/serial
echo 01 > private/crlnumber

key() { # name
  openssl genpkey -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "private/$1.key"
}

certify() { # name, extensions, common name, first day, last day
  key "$1"
  openssl req -new -config openssl.cnf -key "private/$1.key" -subj "/C=ZZ/O=EXERCISE/CN=$3" -out "private/$1.csr"
  openssl ca -batch -notext -config openssl.cnf -extensions "$2" -startdate "$4" -enddate "$5" \
    -in "private/$1.csr" -out "$1.pem" 2> private/log
}

# the authority
key authority
openssl req -new -x509 -config openssl.cnf -extensions authority -key private/authority.key \
  -subj "/C=ZZ/O=EXERCISE/CN=Comity Example Authority" -days 7300 -out authority.pem

# two agencies, three certificates each
for agency in jp-example-npa us-example-poc; do
  certify "$agency-signing" signing "$agency signing" 20260101000000Z 20460101000000Z
  certify "$agency-encryption" encryption "$agency encryption" 20260101000000Z 20460101000000Z
  certify "$agency-tls" tls "$agency tls" 20260101000000Z 20460101000000Z
done

# what must be refused
certify expired-signing signing "expired signing" 20200101000000Z 20210101000000Z
certify revoked-signing signing "revoked signing" 20260101000000Z 20460101000000Z
openssl ca -batch -config openssl.cnf -revoke revoked-signing.pem -crl_reason keyCompromise 2> private/log

# the revocation list
openssl ca -gencrl -config openssl.cnf -crldays 7000 -out private/crl.pem 2> private/log
openssl crl -in private/crl.pem -outform DER -out authority.crl

openssl verify -CAfile authority.pem -CRLfile private/crl.pem -crl_check ./*-example-*.pem
