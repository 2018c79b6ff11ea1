/**
 * Counts after faults what two gateways made of it: told by what the outside was told, both databases read by plain JDBC, and openssl. It
 * shares no code with the program, which the imports show; so what the program believes of itself proves nothing here.
 */
package org.comity.faults.check;
