package org.comity.delivery.as2;

import java.io.IOException;
import java.io.InputStream;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;

/** Somebody without a certificate who writes to our ports whatever it likes. */
final class Stranger {
    private Stranger() {}

    static SSLSocket connects(int port) throws IOException, GeneralSecurityException {
        SSLContext trusting = SSLContext.getInstance("TLS");
        trusting.init(null, new TrustManager[] {new Anybody()}, new SecureRandom());
        SSLSocket socket = (SSLSocket) trusting.getSocketFactory().createSocket("localhost", port);
        socket.setSoTimeout(60_000);
        socket.startHandshake();
        return socket;
    }

    /** Everything that comes back until the other side closes or says nothing for {@code millis}. */
    static String hears(SSLSocket socket, byte[] request, int millis) throws IOException {
        socket.setSoTimeout(millis);
        StringBuilder heard = new StringBuilder();
        byte[] some = new byte[8192];
        try {
            socket.getOutputStream().write(request);
            InputStream in = socket.getInputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                heard.append(new String(some, 0, read, StandardCharsets.ISO_8859_1));
            }
            return heard + "[closed]";
        } catch (SocketTimeoutException silence) {
            return heard.toString();
        } catch (IOException reset) {
            return heard + "[closed]";
        }
    }

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
