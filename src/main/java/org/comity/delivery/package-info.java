/**
 * Carries messages: the steps that the flows in {@code routes/} call, the queues, the retry, the channels; starts the embedded broker.
 *
 * <p>Promises. Nothing is on its way only in memory or only in a broker: the outbox in PostgreSQL is the list of what is to do, the
 * {@code relay} queues ids of what is due, and an errand leaves the list in the transaction that finishes it. The same bytes travel with
 * the same id until a signed receipt ends them or their notAfter does. A partner that is slow, away or hostile has a lane of its own and
 * holds up nobody. No header from outside enters a flow; JMS carries ids.
 *
 * <p>Subpackages: {@code queues} (broker, JMS), {@code relay} (from the list to the queues), {@code as2} (out and in over HTTPS),
 * {@code ports} (the partners' connector; a path answers on its own port only), {@code alerts} (duty calls), {@code submit} (requests of
 * an agency's own systems), {@code traces} (what each step took, for a collector). Order stands in {@code routes/*.camel.yaml}; a step is
 * a bean that takes one domain type and returns the next.
 *
 * <p>Sources: {@code docs/delivery.md}; RFC 4130; THREATS 76-78, 98-109, 118-129.
 */
@ApplicationModule(
        displayName = "Delivery",
        allowedDependencies = {
            "problems",
            "law",
            "deadlines",
            "partners",
            "people",
            "messages",
            "matters",
            "trust",
            "envelope",
            "schemas",
            "journal",
            "casework"
        })
@NullMarked
package org.comity.delivery;

import org.jspecify.annotations.NullMarked;
import org.springframework.modulith.ApplicationModule;
