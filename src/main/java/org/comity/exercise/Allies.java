package org.comity.exercise;

import java.net.URI;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgency;
import org.comity.people.Role;

/**
 * Agencies of sixteen more States, which the partner's gateway hosts for the last act: with its own they are the seventeen of an operation
 * (UC-19). Each has keys, a host name, languages and people of its own.
 */
final class Allies {
    /** The one that is called over the {@link Line}. */
    static final String BEHIND_THE_LINE = "lv";

    private static final List<Ally> ALL = List.of(
            new Ally("at", "Austria", "Europe/Vienna", "de", "en"),
            new Ally("be", "Belgium", "Europe/Brussels", "fr", "nl", "en"),
            new Ally("ch", "Switzerland", "Europe/Zurich", "de", "fr", "it", "en"),
            new Ally("cz", "Czechia", "Europe/Prague", "cs", "en"),
            new Ally("de", "Germany", "Europe/Berlin", "de", "en"),
            new Ally("ee", "Estonia", "Europe/Tallinn", "et", "en"),
            new Ally("es", "Spain", "Europe/Madrid", "es"),
            new Ally("fi", "Finland", "Europe/Helsinki", "fi", "sv", "en"),
            new Ally("fr", "France", "Europe/Paris", "fr"),
            new Ally("gb", "United Kingdom", "Europe/London", "en"),
            new Ally("it", "Italy", "Europe/Rome", "it"),
            new Ally("lt", "Lithuania", "Europe/Vilnius", "lt", "en"),
            new Ally(BEHIND_THE_LINE, "Latvia", "Europe/Riga", "lv", "en"),
            new Ally("nl", "Netherlands", "Europe/Amsterdam", "nl", "en"),
            new Ally("pl", "Poland", "Europe/Warsaw", "pl", "en"),
            new Ally("ro", "Romania", "Europe/Bucharest", "ro", "en", "fr"));

    private Allies() {}

    private record Ally(String country, String name, String zone, List<String> languages) {
        Ally(String country, String name, String zone, String... languages) {
            this(country, name, zone, List.of(languages));
        }

        String host() {
            return country + "-example.localhost";
        }

        Hosted at(int port) {
            return new Hosted(
                    OwnAgency.undesignated(
                            idOf(country),
                            "Example 24/7 Contact Point, " + name + " (EXERCISE)",
                            country.toUpperCase(Locale.ROOT),
                            ZoneId.of(zone)),
                    URI.create("https://" + host() + ":" + port + "/as2"),
                    languages,
                    List.of(
                            new Player(officer(country), "Officer of " + name + " (EXERCISE)", Role.OFFICER),
                            new Player(approver(country), "Approver of " + name + " (EXERCISE)", Role.APPROVER)));
        }
    }

    /** @param line port of the {@link Line} */
    static Stream<Hosted> at(int port, int line) {
        return ALL.stream().map(ally -> ally.at(ally.country.equals(BEHIND_THE_LINE) ? line : port));
    }

    /** @param country ISO 3166-1 alpha-2 in small letters, as in all that follow */
    static AgencyId idOf(String country) {
        return new AgencyId(country + "-example-poc");
    }

    static String officer(String country) {
        return country + "-officer";
    }

    static String approver(String country) {
        return country + "-approver";
    }

    static List<String> countries() {
        return ALL.stream().map(Ally::country).toList();
    }

    static List<String> hosts() {
        return ALL.stream().map(Ally::host).toList();
    }
}
