package org.comity.matters;

/** Who has to act next, as the pending list shows it. */
public enum NextMove {
    US,
    PARTNER,
    NOBODY
}
