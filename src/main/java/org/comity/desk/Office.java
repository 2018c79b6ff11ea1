package org.comity.desk;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.comity.partners.OwnAgencies;
import org.springframework.stereotype.Component;

/** Where pages and calendar are read: the zone of their times is the setting's, else that of our first agency. */
@Component
public class Office {
    /** Names that an officer may choose from: regions and cities, no abbreviations, whose meaning changes. */
    public static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> name.contains("/") && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
            .sorted()
            .toList();

    private static final DateTimeFormatter MINUTE = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT);

    private final ZoneId zone;

    Office(DeskSettings settings, OwnAgencies own) {
        this.zone = settings.zone() != null
                ? settings.zone()
                : own.agencies().stream()
                        .findFirst()
                        .map(agency -> agency.zone())
                        .orElse(ZoneId.of("UTC"));
    }

    public ZoneId zone() {
        return zone;
    }

    /** With the offset that holds then: "2027-02-24 13:59 UTC+9". A bare time is read as whatever the reader expects. */
    public String zoned(Instant instant) {
        return MINUTE.format(instant.atZone(zone)) + " " + offset(instant);
    }

    public String offset(Instant instant) {
        String offset = zone.getRules().getOffset(instant).getId();
        return offset.equals("Z")
                ? "UTC"
                : "UTC" + offset.replaceFirst("^([+-])0", "$1").replace(":00", "");
    }
}
