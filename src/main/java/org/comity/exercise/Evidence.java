package org.comity.exercise;

/** A file that goes with an answer. */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Evidence(String name, byte[] bytes) {}
