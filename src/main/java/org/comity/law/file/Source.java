package org.comity.law.file;

/**
 * One file of relationships.
 *
 * @param name as mistakes name it
 */
public record Source(String name, String yaml) {}
