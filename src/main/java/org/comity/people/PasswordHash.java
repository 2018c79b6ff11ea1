package org.comity.people;

/**
 * A salted, slow hash of a password with the name of its method in front, such as {@code {argon2@SpringSecurity_v5_8}$argon2id$...}.
 * Made and compared by {@code desk} only; this type keeps it out of logs.
 */
public record PasswordHash(String encoded) {
    public PasswordHash {
        if (!encoded.startsWith("{") || encoded.indexOf('}') < 2) {
            throw new IllegalArgumentException(
                    "a password hash names its method in braces; plain passwords are not stored");
        }
    }

    @Override
    public String toString() {
        return "PasswordHash[]";
    }
}
