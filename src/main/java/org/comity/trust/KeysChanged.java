package org.comity.trust;

/** Our own keys were read again from changed key files; {@link OwnKeys} has them. */
public record KeysChanged() {}
