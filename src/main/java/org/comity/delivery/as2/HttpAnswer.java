package org.comity.delivery.as2;

/** What came back over HTTP, bounded and not yet believed. */
final class HttpAnswer {
    private final int status;
    private final String contentType;
    private final byte[] body;

    /** @param contentType empty if there was none */
    HttpAnswer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
    }

    String contentType() {
        return contentType;
    }

    byte[] body() {
        return body;
    }

    /** RFC 9110: the server could not, and says nothing about the message. */
    boolean saysUnwell() {
        return status >= 500 || status == 408;
    }

    /** RFC 6585 4: it is well, and has no room for more now. */
    boolean saysBusy() {
        return status == 429; // DEL-19
    }

    boolean saysDone() {
        return status >= 200 && status < 300;
    }

    @Override
    public String toString() {
        return "HttpAnswer[" + status + ", " + body.length + " bytes]";
    }
}
