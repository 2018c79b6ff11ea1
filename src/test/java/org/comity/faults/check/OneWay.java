package org.comity.faults.check;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.comity.faults.check.Findings.Kind;

/** Everything that one side sent and the other got. */
final class OneWay {
    private final Rows sender;
    private final Rows receiver;
    private final Findings findings;
    private final Map<String, String> sent;
    private final Map<String, String> mics;
    private final Map<String, String> inbox;
    private final Map<String, String> received;
    private final Map<String, String> places;
    private final Set<String> setAside = new HashSet<>();

    OneWay(Rows sender, Rows receiver, Findings findings) {
        this.sender = sender;
        this.receiver = receiver;
        this.findings = findings;
        this.sent = sender.map("select id, state from message where direction = 'OUT'");
        this.mics = sender.map("select id, mic from message where direction = 'OUT' and mic is not null");
        this.inbox = receiver.map("select message, mic from inbox");
        this.received = receiver.map("select id, state from message where direction = 'IN'");
        this.places = receiver.map(
                "select message, min(id) from journal_leaf where event = 'message.received' group by message");
        String parked = "select message from journal_leaf where event = 'message.parked'";
        setAside.addAll(sender.set(parked));
        setAside.addAll(receiver.set(parked));
    }

    boolean isSender(String message) {
        return sent.containsKey(message);
    }

    /** A message that somebody was told is on its way. */
    void approved(String message) {
        String state = sent.getOrDefault(message, "not there");
        if (!state.equals("DELIVERED")) {
            findings.add(Kind.LOST, message + " was approved and is " + state + " at its sender");
        }
    }

    /** @return how many are at their receiver, set aside for a person who can see them */
    int delivered() {
        Set<String> withPersons = receiver.set("select message from parked where resolved is null");
        int left = 0;
        for (String message : inbox.keySet()) {
            left += received.getOrDefault(message, "").equals("PARKED") && withPersons.contains(message) ? 1 : 0;
        }
        sent.forEach((message, state) -> {
            if (!state.equals("DELIVERED")) {
                return;
            }
            if (!inbox.containsKey(message)) {
                findings.add(Kind.LOST, message + " is delivered, and not in the receiver's inbox");
            } else if (!inbox.get(message).equals(mics.get(message))) {
                findings.add(Kind.LOST, message + " arrived as other bytes");
            }
            String there = received.getOrDefault(message, "not there");
            if (!there.equals("PROCESSED") && !(there.equals("PARKED") && withPersons.contains(message))) {
                findings.add(Kind.LOST, message + " is delivered, and " + there + " at its receiver");
            }
        });
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

    /** Of each request one acknowledgement, decision and word that data are held; of each message one reception and one delivery. */
    void once() {
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

    /** What a person set aside in between, and put back, may come late. @return how many did */
    int order(List<String> line) {
        int late = 0;
        for (int i = 1; i < line.size(); i++) {
            String first = line.get(i - 1);
            String second = line.get(i);
            if (!places.containsKey(first) || !places.containsKey(second) || place(first) < place(second)) {
                continue;
            }
            if (setAside.contains(first) || setAside.contains(second)) {
                late++;
            } else {
                findings.add(Kind.OUT_OF_ORDER, second + " came before " + first);
            }
        }
        return late;
    }

    private long place(String message) {
        return Long.parseLong(places.get(message));
    }
}
