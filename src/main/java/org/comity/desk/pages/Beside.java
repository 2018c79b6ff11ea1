package org.comity.desk.pages;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.comity.casework.Secrecy;
import org.comity.dashboard.ListedRequest;
import org.comity.dashboard.RequestFile;
import org.comity.dashboard.RequestFiles;
import org.comity.law.RequestKind;
import org.comity.messages.MessageId;
import org.comity.messages.RequestContent.Confidentiality;
import org.comity.people.Actor;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** What stands beside whatever is done about a request. Templates call it {@code @beside}. */
@Component("beside")
class Beside {
    /** What stands around the page, or is said once. */
    private static final Set<String> NOT_OF_THE_FILE = Set.of("frame", "done");

    private final Secrecy secrecy;
    private final RequestFiles files;
    private final Shown shown;

    Beside(Secrecy secrecy, RequestFiles files, Shown shown) {
        this.secrecy = secrecy;
        this.files = files;
        this.shown = shown;
    }

    /** What it asks to be kept secret; null: nothing. */
    public @Nullable Confidentiality secret(Actor actor, ListedRequest request) {
        return secret(actor, request.id());
    }

    /** As {@link #secret(Actor, ListedRequest)}: of an operation any request says it, they are made of one text. */
    public @Nullable Confidentiality secret(Actor actor, MessageId request) {
        return secrecy.asked(actor, request).orElse(null);
    }

    /** By which article, where it is one of ETS 185. */
    public String secretBy(RequestKind kind) {
        boolean ets = kind.basis().toString().startsWith("ETS185/");
        return !ets ? "" : kind.isPreservation() ? "ETS185/16/3 · ETS185/27/8" : "ETS185/27/8";
    }

    /** Tells how the request stands for whoever acts on it now from how it stands later (UC-11/2b). */
    public String standing(Actor actor, ListedRequest request) {
        return files.standing(actor, request.id()).orElse("");
    }

    /** The same of all that its own page shows. */
    String standing(RequestFile file, Map<String, Object> model) {
        Stream<String> times = Stream.of(
                        file.request().due().stream(),
                        file.hold().map(RequestFile.Held::ends).stream(),
                        file.tasks().stream().flatMap(task -> task.due().stream()))
                .flatMap(at -> at)
                .map(shown::left);
        List<Object> parts = Stream.concat(
                        times,
                        model.entrySet().stream()
                                .filter(entry -> !NOT_OF_THE_FILE.contains(entry.getKey()))
                                .sorted(Map.Entry.comparingByKey())
                                .map(Map.Entry::getValue))
                .toList();
        return Integer.toHexString(parts.hashCode());
    }
}
