package org.comity.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.comity.casework.Joining;
import org.comity.casework.Pings;
import org.comity.casework.SendingAgain;
import org.comity.journal.MessageRow;
import org.comity.journal.MessageRows;
import org.comity.matters.DeliveryState;
import org.comity.messages.MessageId;
import org.comity.partners.AgencyId;
import org.comity.partners.Fingerprint;
import org.comity.partners.OwnAgencies;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.Partners;
import org.comity.partners.Proposals;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.DeskProblem;
import org.comity.trust.OwnKeys;
import org.comity.trust.OwnProfile;
import org.comity.trust.ProfileDocument;
import org.comity.trust.RevocationSchedule;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** Joining and keeping partners (UC-09). */
@Command(
        name = "partner",
        mixinStandardHelpOptions = true,
        subcommands = {AddCommand.class, AllowCommand.class},
        description = "Partners: profiles, call-back, suspension.")
final class PartnerCommand {
    /** Bytes; a byte more than {@link ProfileDocument} takes, so that it says so itself. */
    private static final int LARGEST = (256 << 10) + 1;

    @ParentCommand
    private Commands root = new Commands();

    Commands root() {
        return root;
    }

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
            root.out().println("Read this out when they call back:\n" + PartnerText.fingerprint(profile));
            return 0;
        }
    }

    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description =
                    "Take a partner's profile, a new partner's or a known one's. Nothing of it is in force before `activate`.")
    int take(
            @Parameters(paramLabel = "profile.json") Path file,
            @Option(names = "--local", description = "written on this machine: revocation lists may be files")
                    boolean local)
            throws IOException {
        Checked<Partner> read = read(file, local);
        try (Parts parts = root.open()) {
            Checked<Partner> taken = read.then(profile ->
                    root.actor(parts).then(actor -> parts.get(Joining.class).propose(actor, profile)));
            return root.answer(
                    taken,
                    profile -> PartnerText.fingerprint(profile)
                            + "\nCall the partner back, at a number from a directory, and let it read its fingerprint to you. If they"
                            + " are the same:\n  partner activate " + profile.id() + " <what you heard>");
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
            Checked<MessageId> sent =
                    root.actor(parts).then(actor -> parts.get(Pings.class).ping(actor, new AgencyId(id)));
            return switch (sent) {
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
                        + row.progress()
                                .lastProblem()
                                .map(problem -> "; last problem " + problem)
                                .orElse(""));
        return row.state() == DeliveryState.DELIVERED ? 0 : 1;
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Show a partner: state, certificates with their ends, and what waits for the call-back.")
    int show(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            AgencyId partner = new AgencyId(id);
            return root.answer(
                    find(parts, partner),
                    known -> PartnerText.whole(known, parts.get(Proposals.class).find(partner)));
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Put an imported profile in force after the call-back; by another person than the one who imported it.")
    int activate(
            @Parameters(paramLabel = "partner") String id,
            @Parameters(paramLabel = "spoken", arity = "1..*", description = "the profile's fingerprint as read out")
                    String[] spoken) {
        try (Parts parts = root.open()) {
            Checked<Partner> activated = root.actor(parts)
                    .then(actor -> typed(String.join("", spoken))
                            .then(fingerprint ->
                                    parts.get(Joining.class).activate(actor, new AgencyId(id), fingerprint)));
            Map<String, String> missing = activated.problems().isEmpty()
                    ? parts.get(RevocationSchedule.class).refresh()
                    : Map.of();
            missing.forEach(
                    (address, reason) -> root.out().println("Revocation list " + address + " did not come: " + reason));
            return root.answer(activated, PartnerCommand::state);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "Set a partner aside: nothing is sent to it or heard from it.")
    int suspend(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts).then(actor -> parts.get(Joining.class).suspend(actor, new AgencyId(id))),
                    PartnerCommand::state);
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "End a suspension.")
    int resume(@Parameters(paramLabel = "partner") String id) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts).then(actor -> parts.get(Joining.class).resume(actor, new AgencyId(id))),
                    PartnerCommand::state);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Send again what a partner has lost that put back a backup: the same messages with the same ids."
                            + " The gateway must be running, because it delivers.")
    int resend(
            @Parameters(paramLabel = "partner") String id,
            @Option(
                            names = "--since",
                            required = true,
                            paramLabel = "instant",
                            description =
                                    "first receipt, such as 2026-11-26T18:00:00Z: when the backup was made, or earlier")
                    Instant since,
            @Option(
                            names = "--until",
                            paramLabel = "instant",
                            description = "first receipt that does not count; by default now")
                    @Nullable
                    Instant until) {
        try (Parts parts = root.open()) {
            Instant end = until == null ? parts.get(Clock.class).instant() : until;
            return root.answer(
                    root.actor(parts)
                            .then(actor ->
                                    parts.get(SendingAgain.class).sendAgain(actor, new AgencyId(id), since, end)),
                    PartnerCommand::resent);
        }
    }

    @Command(
            mixinStandardHelpOptions = true,
            description =
                    "Accept a replaced certificate of a partner no longer, before its overlap is over: its key was stolen or lost.")
    int withdraw(
            @Parameters(paramLabel = "partner") String id,
            @Parameters(paramLabel = "certificate", description = "its fingerprint, as `partner show` prints it")
                    String shown) {
        try (Parts parts = root.open()) {
            AgencyId partner = new AgencyId(id);
            Checked<Partner> withdrawn = find(parts, partner)
                    .then(known -> certificate(known, shown))
                    .then(certificate -> root.actor(parts)
                            .then(actor -> parts.get(Joining.class).withdraw(actor, partner, certificate)));
            return root.answer(withdrawn, known -> PartnerText.whole(known, Optional.empty()));
        }
    }

    private static Checked<Fingerprint> certificate(Partner partner, String shown) {
        return partner.certificates().stream()
                .map(PartnerCertificate::fingerprint)
                .filter(fingerprint -> shown.length() >= PartnerText.SHOWN
                        && fingerprint.hex().startsWith(shown.toLowerCase(Locale.ROOT)))
                .findFirst()
                .map(Checked::passed)
                .orElseGet(() -> Checked.failed(CertificateProblem.NOT_REPLACED.at(shown)));
    }

    private static String resent(SendingAgain.Sent sent) {
        List<String> lines = new ArrayList<>(
                List.of("Messages that go again: " + sent.again().size()));
        sent.tooOld().forEach(old -> lines.add(old + " does not: its time is over. Let its officer say it anew."));
        sent.goOn().ifPresent(from -> lines.add("There are more: the same with --since " + from));
        return String.join("\n", lines);
    }

    @Command(mixinStandardHelpOptions = true, description = "List partners.")
    int list() {
        try (Parts parts = root.open()) {
            Proposals proposals = parts.get(Proposals.class);
            parts.get(Partners.class).all().stream()
                    .sorted(Comparator.comparing(Partner::id))
                    .forEach(partner -> root.out()
                            .println(PartnerText.line(
                                    partner, proposals.find(partner.id()).isPresent())));
            return 0;
        }
    }

    private static String state(Partner partner) {
        return partner.id() + " is " + partner.state() + ".";
    }

    private static Checked<Partner> find(Parts parts, AgencyId id) {
        return parts.get(Partners.class)
                .find(id)
                .map(Checked::passed)
                .orElseGet(() -> Checked.failed(DeskProblem.NOT_FOUND.at(id.value())));
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
}
