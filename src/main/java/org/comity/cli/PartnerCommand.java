package org.comity.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.comity.casework.Pings;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.PartnerState;
import org.comity.partners.Partners;
import org.comity.people.Actor;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.trust.Enrolment;
import org.comity.trust.OwnKeys;
import org.comity.trust.OwnProfile;
import org.comity.trust.ProfileDocument;
import org.comity.trust.RevocationSchedule;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Joining and keeping partners (UC-09). */
@Command(name = "partner", mixinStandardHelpOptions = true, description = "Partners: profiles, call-back, suspension.")
final class PartnerCommand {
    /** Bytes; a byte more than {@link ProfileDocument} takes, so that it says so itself. */
    private static final int LARGEST = (256 << 10) + 1;

    @ParentCommand
    private Commands root = new Commands();

    @Command(mixinStandardHelpOptions = true, description = "Write our own profile, to be handed to a partner.")
    int export(
            @Parameters(paramLabel = "agency") String agency,
            @Option(
                            names = {"-o", "--output"},
                            required = true,
                            paramLabel = "profile.json")
                    Path output)
            throws IOException {
        try (Parts parts = root.open()) {
            var own = parts.get(OwnAgencies.class).get(new AgencyId(agency));
            Partner profile = parts.get(OwnProfile.class).describe(own, parts.get(OwnKeys.class));
            Files.write(output, ProfileDocument.write(profile));
            root.out().println("Read this out when they call back:\n" + fingerprints(profile));
            return 0;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Take a partner's profile: a new partner is proposed; a known one's needs the fingerprint it reads out.")
    int take(
            @Parameters(paramLabel = "profile.json") Path file,
            @Option(names = "--spoken", description = "the profile's fingerprint as read out, for a known partner")
                    Optional<String> spoken,
            @Option(names = "--local", description = "written on this machine: revocation lists may be files")
                    boolean local)
            throws IOException {
        Checked<Partner> read = read(file, local);
        if (!(read instanceof Checked.Passed<Partner>(Partner profile))) {
            return root.fail(read.problems());
        }
        try (Parts parts = root.open()) {
            Optional<Partner> known = parts.get(Partners.class)
                    .find(profile.id())
                    .filter(partner -> partner.state() != PartnerState.PROPOSED);
            if (known.isPresent() && spoken.isEmpty()) {
                root.out()
                        .println("This partner is known. Call it back at a number you know from elsewhere, compare,"
                                + " then import again with --spoken:\n" + fingerprints(profile));
                return root.fail(List.of(CertificateProblem.FINGERPRINT_DIFFERS.at("--spoken")));
            }
            Enrolment enrolment = parts.get(Enrolment.class);
            Checked<Partner> taken = known.isPresent()
                    ? typed(spoken.orElseThrow()).then(fingerprint -> enrolment.rollOver(profile, fingerprint))
                    : enrolment.propose(profile);
            return root.answer(
                    taken, partner -> partner.id() + " is " + partner.state() + ".\n" + fingerprints(profile));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Send a signed test message; the partner's verified receipt proves keys, channel and clock."
                    + " The gateway must be running, because it delivers.")
    int ping(
            @Parameters(paramLabel = "partner") String id,
            @Option(names = "--seconds", defaultValue = "60", description = "how long to wait for the receipt")
                    int seconds)
            throws InterruptedException {
        try (Parts parts = root.open()) {
            AgencyId own = parts.get(OwnAgencies.class).agencies().getFirst().id();
            Actor operator = new Actor("operator", own.value(), new UnitId("operators"), Set.of(Role.ADMINISTRATOR));
            return switch (parts.get(Pings.class).ping(operator, new AgencyId(id))) {
                case Checked.Failed<MessageId>(var problems) -> root.fail(problems);
                case Checked.Passed<MessageId>(var ping) -> await(parts.get(MessageRows.class), ping, seconds);
            };
        }
    }

    private int await(MessageRows messages, MessageId ping, int seconds) throws InterruptedException {
        long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        MessageRow row = messages.find(ping).orElseThrow();
        while (row.state().isWaiting() && System.nanoTime() < giveUp) {
            Thread.sleep(200);
            row = messages.find(ping).orElseThrow();
        }
        root.out()
                .println(ping + ": " + row.state().inWords()
                        + row.lastProblem()
                                .map(problem -> "; last problem " + problem)
                                .orElse(""));
        return row.state() == DeliveryState.DELIVERED ? 0 : 1;
    }

    @Command(mixinStandardHelpOptions = true, description = "Show what to compare by telephone.")
    int fingerprints(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            return root.answer(find(parts, id), PartnerCommand::fingerprints);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Activate a proposed partner after the call-back.")
    int activate(
            @Parameters(paramLabel = "partner") String id,
            @Parameters(paramLabel = "spoken", arity = "1..*", description = "the profile's fingerprint as read out")
                    String[] spoken) {
        try (Parts parts = root.open()) {
            Enrolment enrolment = parts.get(Enrolment.class);
            Checked<Partner> activated = typed(String.join("", spoken))
                    .then(fingerprint -> enrolment.activate(new AgencyId(id), fingerprint));
            Map<String, String> missing = activated.problems().isEmpty()
                    ? parts.get(RevocationSchedule.class).refresh()
                    : Map.of();
            missing.forEach(
                    (address, reason) -> root.out().println("Revocation list " + address + " did not come: " + reason));
            return root.answer(activated, partner -> partner.id() + " is " + partner.state() + ".");
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Set a partner aside: nothing is sent to it or heard from it.")
    int suspend(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    parts.get(Enrolment.class).suspend(new AgencyId(id)),
                    partner -> partner.id() + " is " + partner.state() + ".");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "End a suspension.")
    int resume(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    parts.get(Enrolment.class).resume(new AgencyId(id)),
                    partner -> partner.id() + " is " + partner.state() + ".");
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "List partners.")
    int list() {
        try (Parts parts = root.open()) {
            parts.get(Partners.class).all().stream()
                    .sorted(Comparator.comparing(Partner::id))
                    .forEach(partner -> root.out()
                            .println(partner.id() + " " + partner.state() + " " + partner.name() + " "
                                    + partner.channel().url()));
            return 0;
        }
    }

    private static Checked<Partner> find(Parts parts, String id) {
        return parts.get(Partners.class)
                .find(new AgencyId(id))
                .map(Checked::passed)
                .orElseGet(() -> Checked.failed(CertificateProblem.PARTNER_NOT_ACTIVE.at(id)));
    }

    private static Checked<Partner> read(Path file, boolean local) throws IOException {
        try (InputStream input = Files.newInputStream(file)) {
            byte[] json = input.readNBytes(LARGEST);
            return local ? ProfileDocument.readLocal(json) : ProfileDocument.read(json);
        }
    }

    private static Checked<Fingerprint> typed(String spoken) {
        try {
            return Checked.passed(new Fingerprint(spoken.replaceAll("\\s", "")));
        } catch (IllegalArgumentException mistyped) {
            return Checked.failed(CertificateProblem.FINGERPRINT_DIFFERS.at("spoken"));
        }
    }

    private static String fingerprints(Partner partner) {
        StringBuilder text = new StringBuilder();
        text.append(partner.id()).append(" profile:\n  ");
        text.append(ProfileDocument.fingerprint(partner).spoken());
        partner.certificates()
                .forEach(one -> text.append('\n')
                        .append(one.use())
                        .append(":\n  ")
                        .append(one.fingerprint().spoken()));
        return text.toString();
    }
}
