package org.comity.envelope;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.comity.trust.TestAuthority.Algorithm;

/** {@code open(seal(m)) == m}: for every content, name, size and kind of key. */
class SealAndOpenProperties {
    private static final Map<Algorithm, Exchange> EXCHANGES = new EnumMap<>(Algorithm.class);

    @Property(tries = 60)
    void opensToExactlyWhatWasSealed(
            @ForAll("keys") Algorithm keys,
            @ForAll @Size(max = 3000) byte[] xml,
            @ForAll("attachments") List<AttachedBytes> attachments) {
        Exchange exchange = EXCHANGES.computeIfAbsent(keys, Exchange::of);

        SealedMessage sealed = exchange.sealed(xml, attachments);
        OpenedMessage opened = exchange.opened(sealed.bytes());

        assertThat(opened.headers()).contains(exchange.headers());
        assertThat(opened.mic()).isEqualTo(sealed.mic());
        assertThat(opened.xml()).isEqualTo(xml);
        assertThat(opened.attachments()).usingRecursiveComparison().isEqualTo(attachments);
    }

    @Property(tries = 8)
    void opensMessagesUpToTheirBound(@ForAll("sizes") int size) {
        Exchange exchange = EXCHANGES.computeIfAbsent(Algorithm.P256, Exchange::of);
        byte[] xml = new byte[size];
        assertThat(exchange.opened(exchange.sealed(xml, List.of()).bytes()).xml())
                .isEqualTo(xml);
    }

    @Provide
    Arbitrary<Algorithm> keys() {
        return Arbitraries.of(Algorithm.P256, Algorithm.P384, Algorithm.RSA_3072);
    }

    @Provide
    Arbitrary<Integer> sizes() {
        return Arbitraries.of(0, 1, 56, 57, 58, 4095, 1 << 20, 4 << 20, 11 << 20);
    }

    @Provide
    Arbitrary<List<AttachedBytes>> attachments() {
        Arbitrary<String> names = Arbitraries.strings()
                .withCharRange(' ', '\ud7ff')
                .ofMinLength(1)
                .ofMaxLength(60)
                .filter(name -> !name.isBlank());
        Arbitrary<byte[]> contents = Arbitraries.bytes().array(byte[].class).ofMaxSize(500);
        return Combinators.combine(names, contents)
                .as((name, bytes) -> new AttachedBytes(name, "application/octet-stream", bytes))
                .list()
                .ofMaxSize(4);
    }
}
