package org.comity.law;

/** What a State has made of one of its authorities: which requests it may send, and which come to it. */
public enum Designation {
    CENTRAL_AUTHORITY("central authority (ETS185/27/2)"),
    CONTACT_POINT("24/7 point of contact (ETS185/35)"),
    JUDICIAL_AUTHORITY("judicial authority (ETS185/27/9)"),
    EXTRADITION_AUTHORITY("authority for extradition (ETS185/24/7)"),
    MINISTRY("ministry of the diplomatic channel"),
    POLICE("national central bureau of INTERPOL");

    private final String inWords;

    Designation(String inWords) {
        this.inWords = inWords;
    }

    public String inWords() {
        return inWords;
    }
}
