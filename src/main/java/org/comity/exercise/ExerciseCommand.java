package org.comity.exercise;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLContext;
import org.comity.trust.ExerciseAuthority;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** UC-13: plays the first journey before your eyes and stays up, so that you can play on. */
@Command(
        name = "exercise",
        description = "Run this agency and a partner side by side, send the example request, and stay up.")
public final class ExerciseCommand implements Callable<Integer> {
    private static final Duration PARTNER_START = Duration.ofMinutes(2);

    /** From our ports to the partner's. */
    private static final int PARTNERS = 1000;

    private final Consumer<Path> gateway;
    private final Clock clock = Clock.systemUTC();
    private final Told told = new Told(System.out);

    @Option(names = "--data", defaultValue = "data/exercise", description = "where both sides keep everything")
    private Path data = Path.of("data", "exercise");

    @Option(
            names = "--port",
            defaultValue = "8443",
            description = "first of our four ports; the partner's are 1000 higher")
    private int port = 8443;

    @Option(
            names = "--play",
            defaultValue = "whole",
            description = "short: until the data are held; whole: also what follows, and what the law stops")
    private Length length = Length.WHOLE;

    /** How much is played. */
    enum Length {
        SHORT,
        WHOLE
    }

    /** @param gateway starts a gateway in this process from a file of settings */
    public ExerciseCommand(Consumer<Path> gateway) {
        this.gateway = gateway;
    }

    @Override
    public Integer call() throws IOException, InterruptedException, TimeoutException {
        if (length == Length.WHOLE) {
            HostNames.know(Allies.hosts(), data.resolve("hosts"));
        }
        lookAtPorts();
        Stage stage = length == Length.WHOLE ? Stage.under(data, port).withAllies() : Stage.under(data, port);
        Party ours = stage.ours();
        Party theirs = stage.theirs();
        told.line("Comity exercise: " + ours.agency().name() + "  <->  "
                + theirs.agency().name());
        ExerciseAuthority authority =
                stage.set(clock, Pager.listen(port + 3, told).address());
        told.step("keys, certificates and settings are in " + data.toAbsolutePath(), "");
        PartnerProcess partner = PartnerProcess.start(theirs);
        Runtime.getRuntime().addShutdownHook(new Thread(partner::close, "partner-stop"));
        gateway.accept(ours.settings());
        told.step("our gateway is up", ours.page());
        awaitTokens(theirs, partner);
        told.step("the partner's gateway is up, process " + partner.pid(), theirs.page());
        Scene scene = new Scene(desks(authority.client(), ours, theirs), told);
        String request = new Play(scene, clock).run();
        told.line("  preserved " + told.sinceStart() + " after the start");
        if (length == Length.WHOLE) {
            goOn(scene, stage, request);
        }
        told.line(closing(ours, theirs, request));
        return 0;
    }

    private void goOn(Scene scene, Stage stage, String request)
            throws IOException, InterruptedException, TimeoutException {
        String followUp = new Sequel(scene).run(request);
        Line line = Line.outOfOrder(stage.line(), stage.theirs().partners());
        String operation = new Finale(scene, line, clock).run();
        told.line("");
        told.line("  evidence  " + stage.ours().page() + "/requests/" + followUp);
        told.line("  operation " + stage.ours().page() + "/operations/" + operation);
    }

    /** All at once and before anything starts: what one of two gateways finds late leaves the other one behind. */
    private void lookAtPorts() {
        List<Integer> taken = IntStream.of(0, 1, 2, 3, PARTNERS, PARTNERS + 1, PARTNERS + 2, PARTNERS + 3)
                .map(offset -> port + offset)
                .filter(ExerciseCommand::isTaken)
                .boxed()
                .toList();
        if (!taken.isEmpty()) {
            throw new CannotPlay("these ports of the loopback are taken: " + taken
                    + ". Perhaps another exercise runs: end it (ss -ltnp says what has them), or choose others with --port and, for"
                    + " a second exercise beside the first, --data");
        }
    }

    private static boolean isTaken(int number) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), number));
            return false;
        } catch (IOException taken) {
            return true;
        }
    }

    /** The partner is ready when it has left the tokens of its players. */
    static void awaitTokens(Party party, PartnerProcess process) throws InterruptedException, TimeoutException {
        long giveUp = System.nanoTime() + PARTNER_START.toNanos();
        while (!Files.exists(party.tokens())) {
            if (!process.isAlive() || System.nanoTime() > giveUp) {
                throw new TimeoutException("the partner's gateway did not start; see "
                        + party.directory().resolve("console.log").toAbsolutePath());
            }
            Thread.sleep(100);
        }
    }

    static Map<String, Desk> desks(SSLContext tls, Party... parties) throws IOException {
        Map<String, Desk> desks = new HashMap<>();
        for (Party party : parties) {
            Properties tokens = new Properties();
            try (InputStream in = Files.newInputStream(party.tokens())) {
                tokens.load(in);
            }
            party.hosted().stream()
                    .flatMap(one -> one.players().stream())
                    .filter(Scene::isCast)
                    .map(Player::name)
                    .forEach(name -> desks.put(name, new Desk(tls, party, tokens.getProperty(name))));
        }
        return desks;
    }

    private String closing(Party ours, Party theirs, String request) {
        return String.format(
                Locale.ROOT,
                """

                Both gateways stay up; Ctrl-C stops them, and what they know is kept.
                  page      %1$s   (password of everybody: %2$s)
                %7$s
                  partner   %3$s
                %8$s
                  request   %1$s/requests/%4$s

                Send your own, or the example again:
                  curl --cacert %5$s/authority.pem \\
                    -H "Authorization: Bearer $(sed -n 's/^akiko=//p' %6$s)" \\
                    -H "Idempotency-Key: $(cat /proc/sys/kernel/random/uuid)" \\
                    -H "Content-Type: application/xml" --data-binary @examples/preservation-request.xml \\
                    %1$s/api/v1/requests
                kenji then approves it on the page.
                """,
                ours.page(),
                Setup.PASSWORD,
                theirs.page(),
                request,
                data,
                ours.tokens(),
                cast(ours),
                cast(theirs));
    }

    /** Who can sign in at the first agency of a party, and for what. */
    static String cast(Party party) {
        return party.hosted().getFirst().players().stream()
                .map(player -> "              " + player.inWords())
                .collect(Collectors.joining("\n"));
    }
}
