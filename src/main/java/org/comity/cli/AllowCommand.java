package org.comity.cli;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.comity.casework.Joining;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** UC-09/7e: what one partner's software is excused from; what is not named is demanded again. */
@Command(
        name = "allow",
        mixinStandardHelpOptions = true,
        description =
                "Say what a partner's software is excused from. What is not named is demanded again; alone, everything is.")
final class AllowCommand implements Callable<Integer> {

    @ParentCommand
    private PartnerCommand partners = new PartnerCommand();

    @Parameters(paramLabel = "partner")
    private String id = "";

    @Option(names = "--no-client-certificate", description = "it may post without a TLS client certificate")
    private boolean noClientCertificate;

    @Option(names = "--no-signing-certificate", description = "it may sign without signing-certificate-v2")
    private boolean noSigningCertificate;

    @Option(names = "--no-signed-headers", description = "it cannot set Comity headers; the XML alone names them")
    private boolean noSignedHeaders;

    @Option(names = "--pkcs1-signature", description = "it may sign with RSA PKCS#1 v1.5")
    private boolean pkcs1Signature;

    @Option(names = "--rsa-2048", description = "it may use RSA keys of 2048 bits")
    private boolean rsa2048;

    @ArgGroup(exclusive = false)
    private @Nullable Legacy legacy;

    /** A weaker encryption is never excused without an end and a reason (ENV-12). */
    private static final class Legacy {
        @Option(
                names = "--legacy-encryption-until",
                required = true,
                paramLabel = "DATE",
                description =
                        "it may use CBC or PKCS#1 v1.5 key transport, to our separate key, until the end of this day (UTC)")
        private LocalDate until = LocalDate.EPOCH;

        @Option(names = "--reason", required = true, description = "why, for the record")
        private String reason = "";
    }

    @Override
    public Integer call() {
        Commands root = partners.root();
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts)
                            .then(actor -> parts.get(Joining.class).allow(actor, new AgencyId(id), allowances(actor))),
                    partner -> PartnerText.whole(partner, Optional.empty()));
        }
    }

    private Allowances allowances(Actor actor) {
        return new Allowances(
                noClientCertificate,
                noSigningCertificate,
                noSignedHeaders,
                pkcs1Signature,
                rsa2048,
                Optional.ofNullable(legacy)
                        .map(given -> new Allowances.Decision(
                                actor.name(),
                                given.reason,
                                given.until
                                        .plusDays(1)
                                        .atStartOfDay(ZoneOffset.UTC)
                                        .toInstant())));
    }
}
