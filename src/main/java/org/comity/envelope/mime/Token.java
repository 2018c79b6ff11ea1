package org.comity.envelope.mime;

/** Tokens of RFC 2045 5.1: printable US-ASCII without spaces and without {@code ()<>@,;:\"/[]?=}. */
final class Token {
    private static final String SPECIALS = "()<>@,;:\\\"/[]?=";

    static boolean is(String text) {
        return !text.isEmpty() && text.chars().allMatch(Token::isCharacter);
    }

    static boolean isCharacter(int c) {
        return c > 0x20 && c < 0x7f && SPECIALS.indexOf(c) < 0;
    }

    private Token() {}
}
