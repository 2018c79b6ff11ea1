package org.comity.messages;

import java.util.Optional;
import org.comity.law.RequestKind;

/**
 * Between whom and about what something is said: what a content needs besides itself to be judged by the law.
 *
 * @param sender state of the agency that speaks, ISO 3166-1 alpha-2
 * @param recipient state of the agency that is spoken to
 * @param request the request that an answer is about; empty for requests, and while the request is not known here
 */
public record Exchange(String sender, String recipient, Optional<RequestContent> request) {

    /** Something said without a request before it. */
    public static Exchange between(String sender, String recipient) {
        return new Exchange(sender, recipient, Optional.empty());
    }

    /** The kind of the request that an answer is about. */
    public Optional<RequestKind> kind() {
        return request.flatMap(RequestContent::requestKind);
    }

    public Exchange about(Content content) {
        return content instanceof RequestContent made ? new Exchange(sender, recipient, Optional.of(made)) : this;
    }
}
