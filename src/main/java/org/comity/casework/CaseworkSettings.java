package org.comity.casework;

import java.time.Duration;
import org.comity.people.UnitId;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * @param intakeUnit the unit that incoming requests are given to first
 * @param evidenceUnderWay how many bytes of attachments one partner may have announced to one of our agencies and not yet sent whole (THREAT-32)
 * @param unknownCertificateMessages how many messages signed with a new key of one partner are kept until its profile is activated (THREAT-74)
 * @param unknownCertificateBytes and how many bytes of them
 * @param early how long a message waits for what it answers before a person is asked (THREAT-81)
 * @param earlyMessages how many messages of one partner may wait so; what comes beyond is rejected
 * @param saidOfOneRequest how many messages a partner may send about one request; what comes beyond is rejected
 * @param approvalQuiet how long nobody is called about something urgent that waits for a second person after somebody acknowledged the call
 * @param callsPerHour how many alerts of one cause about one request call somebody at once within an hour; those beyond stand on the page at once and call when the hour is over
 * @param callsPerPartner how many alerts of one cause that one partner causes call somebody at once within an hour; for those beyond there is one alert about the partner
 * @param keysKept how long an Idempotency-Key is known after its first use; the same key later is a new call
 */
@ConfigurationProperties("comity.casework")
public record CaseworkSettings(
        @DefaultValue("intake") UnitId intakeUnit,
        @DefaultValue("16GB") DataSize evidenceUnderWay,
        @DefaultValue("100") int unknownCertificateMessages,
        @DefaultValue("64MB") DataSize unknownCertificateBytes,
        @DefaultValue("24h") Duration early,
        @DefaultValue("100") int earlyMessages,
        @DefaultValue("500") int saidOfOneRequest,
        @DefaultValue("15m") Duration approvalQuiet,
        @DefaultValue("3") int callsPerHour,
        @DefaultValue("12") int callsPerPartner,
        @DefaultValue("7d") Duration keysKept) {

    public CaseworkSettings {
        if (!approvalQuiet.isPositive()) {
            throw new IllegalArgumentException("comity.casework.approval-quiet is positive");
        }
        if (callsPerHour < 1) {
            throw new IllegalArgumentException("comity.casework.calls-per-hour is at least 1");
        }
        if (callsPerPartner < 1) {
            throw new IllegalArgumentException("comity.casework.calls-per-partner is at least 1");
        }
        if (keysKept.compareTo(Duration.ofHours(1)) < 0) {
            throw new IllegalArgumentException(
                    "comity.casework.keys-kept is at least 1h: clients repeat calls after outages");
        }
    }
}
