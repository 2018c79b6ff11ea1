package org.comity.desk.pages;

import java.time.ZoneId;
import java.util.List;
import org.comity.desk.DeskSettings;
import org.comity.partners.OwnAgencies;
import org.springframework.stereotype.Component;

/** Where the pages are read: the zone of their times is the setting's, else that of our first agency. */
@Component
class Office {
    /** Names that an officer may choose from: regions and cities, no abbreviations, whose meaning changes. */
    static final List<String> ZONES = ZoneId.getAvailableZoneIds().stream()
            .filter(name -> name.contains("/") && !name.startsWith("Etc/") && !name.startsWith("SystemV/"))
            .sorted()
            .toList();

    private final ZoneId zone;

    Office(DeskSettings settings, OwnAgencies own) {
        this.zone = settings.zone() != null
                ? settings.zone()
                : own.agencies().stream()
                        .findFirst()
                        .map(agency -> agency.zone())
                        .orElse(ZoneId.of("UTC"));
    }

    ZoneId zone() {
        return zone;
    }
}
