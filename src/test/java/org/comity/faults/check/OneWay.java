package org.comity.faults.check;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.comity.faults.check.Findings.Kind;

/** Everything that one side sent and the other got. */
final class OneWay {
    private static final String EFFECTS = """
            select m.id, event_of, count(l.id)
            from message m
            join (values ('preservationRequest', 'request.received'), ('acknowledgement', 'request.acknowledged'),
                ('decision', 'request.accepted'), ('preserved', 'request.preserved')) as e (kind_of, event_of) on kind_of = m.kind
            left join journal_leaf l on l.message = m.id and l.event = event_of
            where m.direction = 'IN' group by m.id, event_of having count(l.id) <> 1""";

    private final Rows sender;
    private final Rows receiver;
    private final Findings findings;
    private final Map<String, String> sent;
    private final Map<String, String> matters;
    private final Map<String, String> mics;
    private final Map<String, String> inbox;
    private final Map<String, String> received;
    private final Map<String, String> places;
    private final Set<String> overtaken = new HashSet<>();

    OneWay(Rows sender, Rows receiver, Findings findings) {
        this.sender = sender;
        this.receiver = receiver;
        this.findings = findings;
        this.sent = sender.map("select id, state from message where direction = 'OUT'");
        this.matters = sender.map("select id, matter from message where direction = 'OUT'");
        this.mics = sender.map("select id, mic from message where direction = 'OUT' and mic is not null");
        this.inbox = receiver.map("select message, mic from inbox");
        this.received = receiver.map("select id, state from message where direction = 'IN'");
        this.places = receiver.map(
                "select message, min(id) from journal_leaf where event = 'message.received' group by message");
    }

    boolean isSender(String message) {
        return sent.containsKey(message);
    }

    int messages() {
        return sent.size();
    }

    /** Every message has come, whether anybody was told of it or not. @return how many are left to a person: what was overtaken, see {@link #order} */
    int delivered() {
        Set<String> withPersons = receiver.set("select message from parked where resolved is null");
        int left = 0;
        for (var one : sent.entrySet()) {
            String message = one.getKey();
            if (!one.getValue().equals("DELIVERED")) {
                findings.add(Kind.LOST, message + " is " + one.getValue() + " at its sender");
            }
            if (!inbox.containsKey(message)) {
                findings.add(Kind.LOST, message + " is not in the receiver's inbox");
            } else if (!inbox.get(message).equals(mics.get(message))) {
                findings.add(Kind.LOST, message + " arrived as other bytes");
            }
            String there = received.getOrDefault(message, "not there");
            boolean isLate = there.equals("PARKED") && withPersons.contains(message) && overtaken.contains(message);
            left += isLate ? 1 : 0;
            if (!isLate && !there.equals("PROCESSED")) {
                findings.add(Kind.LOST, message + " is " + there + " at its receiver");
            }
        }
        inbox.keySet().stream()
                .filter(message -> !sent.containsKey(message))
                .forEach(message -> findings.add(Kind.LOST, message + " arrived, and its sender does not know it"));
        return left;
    }

    void file(String message, String sha256) {
        String found =
                receiver.text("select encode(sha256(string_agg(p.bytes, '' order by p.index)), 'hex') from attachment a"
                        + " join payload_piece p on p.payload = a.payload where a.complete is not null and a.message = '"
                        + message
                        + "' and a.sha256 = '" + sha256 + "'");
        if (!found.equals(sha256)) {
            findings.add(Kind.LOST, "a file of " + message + " is not there, or other bytes: " + found);
        }
    }

    /** What was approved is what went, and what came. */
    void documents(Map<String, String> approved) {
        String stored = "select m.id, p.sha256 from message m join payload p on p.id = m.document";
        Map<String, String> atSender = sender.map(stored + " where direction = 'OUT'");
        Map<String, String> atReceiver = receiver.map(stored + " where direction = 'IN'");
        approved.forEach((message, sha256) -> {
            if (isSender(message)
                    && !(sha256.equals(atSender.get(message)) && sha256.equals(atReceiver.get(message)))) {
                findings.add(Kind.LOST, "the document of " + message + " is not the one that was approved");
            }
        });
    }

    /**
     * Of each request one acknowledgement, decision and word that data are held; of each message one reception and one delivery, and at its receiver
     * the one effect that it is for, unless it was overtaken.
     */
    void effects() {
        receiver.list(EFFECTS).stream()
                .filter(row -> !overtaken.contains(row.getFirst()))
                .forEach(row -> findings.add(
                        row.get(2).equals("0") ? Kind.LOST : Kind.DUPLICATED,
                        row.getFirst() + " had its effect " + row.get(2) + " times: " + row.get(1)));
        for (List<String> twice :
                receiver.list("select request, kind, count(*) from message where direction = 'OUT' and kind in"
                        + " ('acknowledgement', 'decision', 'preserved') group by request, kind having count(*) > 1")) {
            findings.add(Kind.DUPLICATED, "about " + String.join(" ", twice));
        }
        for (Rows side : List.of(sender, receiver)) {
            for (List<String> twice : side.list(
                    "select message, event, count(*) from journal_leaf where event in"
                            + " ('message.received', 'message.delivered', 'message.sealed') group by message, event having count(*) > 1")) {
                findings.add(Kind.DUPLICATED, String.join(" ", twice));
            }
        }
        for (List<String> twice : sender.list(
                "select request, event, message, count(*) from journal_leaf where event like"
                        + " 'request.%' and event <> 'request.read' group by request, event, message having count(*) > 1")) {
            findings.add(Kind.DUPLICATED, String.join(" ", twice));
        }
        for (String request : receiver.set(
                "select id from request r where direction = 'IN' and not exists (select from message m"
                        + " where m.request = r.id and m.direction = 'OUT' and m.kind in ('acknowledgement', 'rejection'))")) {
            findings.add(Kind.LOST, "nobody acknowledges " + request);
        }
    }

    /**
     * What was approved of one matter comes in that order, and the acknowledgement, which is in the same line, before the decision.
     *
     * @return how many were set aside before the next of their line went, and put back behind it
     */
    int order(Collection<String> approved) {
        Map<String, String> lastOf = new HashMap<>();
        for (String message : approved) {
            if (isSender(message)) {
                String before = lastOf.put(matters.get(message), message);
                if (before != null) {
                    order(before, message);
                }
            }
        }
        sender.list("select a.id, d.id from message a join message d using (request) where a.direction = 'OUT'"
                        + " and d.direction = 'OUT' and a.kind = 'acknowledgement' and d.kind = 'decision'")
                .forEach(pair -> order(pair.getFirst(), pair.get(1)));
        return overtaken.size();
    }

    private void order(String first, String second) {
        if (!places.containsKey(first) || !places.containsKey(second) || place(first) < place(second)) {
            return;
        }
        if (wasSetAside(first, second)) {
            overtaken.add(first);
        } else {
            findings.add(Kind.OUT_OF_ORDER, second + " came before " + first);
        }
    }

    /** Before the second was delivered at its sender; or at the receiver, which did not know the key of the first, before the second came. */
    private boolean wasSetAside(String first, String second) {
        String parked = "select count(*) from journal_leaf where event = 'message.parked' and message = '" + first
                + "' and detail ->> 'reason' ";
        return sender.count(parked + "<> 'EARLY' and id < (select min(id) from journal_leaf"
                                + " where event = 'message.delivered' and message = '" + second + "')")
                        > 0
                || receiver.count(parked + "= 'UNKNOWN_CERT' and id < " + place(second)) > 0;
    }

    private long place(String message) {
        return Long.parseLong(places.get(message));
    }
}
