package org.comity.cli;

/** What a command works with: parts of the gateway, closed with everything they opened when the command ends. */
interface Parts extends AutoCloseable {

    <T> T get(Class<T> type);

    @Override
    void close();
}
