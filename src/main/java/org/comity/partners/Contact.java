package org.comity.partners;

/** A person or desk at a partner. Telephone in E.164. */
public record Contact(String name, String function, String telephone, String email) {}
