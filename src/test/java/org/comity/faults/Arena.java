package org.comity.faults;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.comity.exercise.TwoSides;
import org.comity.exercise.TwoSides.Side;
import org.comity.faults.check.Rows;
import org.comity.trust.TrustSettings;

/** Two supervised gateways, the network between them, and whoever plays a side that went wrong. */
final class Arena implements AutoCloseable {
    /** From the port at which a gateway is called to the one at which it listens; below those that the system gives to outgoing connections. */
    private static final int BEHIND = 3;

    private final TwoSides sides;
    private final Optional<Path> smallDisk;
    private final Place here;
    private final Place there;
    private volatile boolean officersRest;

    private Arena(TwoSides sides, Optional<Path> smallDisk, Place here, Place there) {
        this.sides = sides;
        this.smallDisk = smallDisk;
        this.here = here;
        this.there = there;
    }

    /** A side and everything in front of it. */
    private static final class Place {
        private final Supervised gateway;
        private final Wire wire;
        private final WrongPartner impostor;
        private volatile int target;

        Place(TwoSides sides, Side side, Path otherData, Program program) throws IOException, GeneralSecurityException {
            int behind = side.called() + BEHIND;
            this.target = behind;
            this.wire = new Wire(side.called(), () -> target);
            this.gateway = new Supervised(side, behind, sides.settings(side), program);
            this.impostor = new WrongPartner(
                    sides,
                    side,
                    trust(side),
                    message -> Rows.of(otherData).text("select mic from message where id = '" + message + "'"));
        }

        private static TrustSettings trust(Side side) {
            return new TrustSettings(
                    side.directory().resolve("keys"),
                    side.directory().resolveSibling("key-password"),
                    Optional.empty(),
                    side.directory().resolve("crl"),
                    Duration.ofHours(1),
                    Duration.ofDays(1),
                    Duration.ofDays(30),
                    true);
        }
    }

    /** @param wantsSmallDisk whether their data lie on a disk of their own, where we may mount one */
    static Arena under(Path data, boolean wantsSmallDisk) throws IOException, GeneralSecurityException {
        Files.createDirectories(data);
        Optional<Path> disk = wantsSmallDisk ? SmallDisk.at(data.resolve("us-example-poc")) : Optional.empty();
        try {
            TwoSides sides = TwoSides.under(data);
            Program program = Program.in(data.resolve("program"));
            Place here = new Place(sides, sides.ours(), sides.theirs().directory(), program);
            Place there = new Place(sides, sides.theirs(), sides.ours().directory(), program);
            return new Arena(sides, disk, here, there);
        } catch (IOException | GeneralSecurityException | RuntimeException failed) {
            disk.ifPresent(SmallDisk::unmount);
            throw failed;
        }
    }

    TwoSides sides() {
        return sides;
    }

    Load.Offices offices() {
        return new Load.Offices(
                sides.authority(), sides.ours(), List.of(sides.ours().page()), sides.theirs(), this::officersRest);
    }

    /** Whether nobody writes or decides anything for now. */
    boolean officersRest() {
        return officersRest;
    }

    void officersRest(boolean now) {
        officersRest = now;
    }

    Supervised ours() {
        return here.gateway;
    }

    Supervised theirs() {
        return there.gateway;
    }

    List<Wire> wires() {
        return List.of(here.wire, there.wire);
    }

    /** Where their data lie, if that is a disk of its own. */
    Optional<Path> smallDisk() {
        return smallDisk;
    }

    void falseSide(boolean ours, WrongPartner.Answer answer) {
        Place place = ours ? here : there;
        place.impostor.answers(answer);
        place.target = place.impostor.port();
        place.wire.hangUp();
    }

    /** How many were given so far. */
    int falseAnswers() {
        return here.impostor.given() + there.impostor.given();
    }

    void trueSides() {
        for (Place place : List.of(here, there)) {
            place.target = place.gateway.partnersPort();
            place.wire.hangUp();
        }
    }

    @Override
    public void close() {
        for (Place place : List.of(here, there)) {
            place.gateway.close();
            place.wire.close();
            place.impostor.close();
        }
        smallDisk.ifPresent(SmallDisk::unmount);
    }
}
