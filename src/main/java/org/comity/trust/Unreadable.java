package org.comity.trust;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.NoSuchFileException;

/** Why a file could not be read, for whoever can mend it; the JDK's own messages are often the bare path. */
final class Unreadable {
    private Unreadable() {}

    /** @return continues a sentence whose subject is the file */
    static String why(IOException failure) {
        return switch (failure) {
            case NoSuchFileException gone -> "is not there";
            case AccessDeniedException shut -> "may not be read by " + System.getProperty("user.name");
            case CharacterCodingException binary -> "is no text";
            default -> "cannot be read (" + failure.getMessage() + ")";
        };
    }
}
