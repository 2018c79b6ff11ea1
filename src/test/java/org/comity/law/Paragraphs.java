package org.comity.law;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Chapter III of ETS 185, paragraph by paragraph: which rules say it and which tests show it. */
final class Paragraphs {

    /**
     * @param says in our words
     * @param otherwise why no rule of ours says it; empty: one does
     */
    record Paragraph(String citation, String says, String otherwise) {

        /** Whether {@code cited} is this paragraph or an item of it. */
        boolean covers(String cited) {
            return cited.equals(citation) || cited.startsWith(citation + "/");
        }

        List<String> rules() {
            Predicate<Citation> here = source -> covers(source.value());
            return Stream.of(
                            Requirements.rules().stream()
                                    .filter(rule -> here.test(rule.source()))
                                    .map(Rule::id),
                            Stream.of(DeadlineRule.values())
                                    .filter(rule -> here.test(rule.source()))
                                    .map(DeadlineRule::id),
                            Stream.of(RefusalGround.values())
                                    .filter(ground -> ground.sources().stream().anyMatch(here))
                                    .map(Enum::name),
                            Stream.of(RequestKind.values())
                                    .filter(kind -> kind.basis().value().equals(citation))
                                    .map(RequestKind::code))
                    .flatMap(ids -> ids)
                    .toList();
        }

        /** @param tests citation, or id of a rule, to the test classes that name it */
        Set<String> tests(Map<String, Set<String>> tests) {
            Set<String> all = new TreeSet<>();
            List<String> rules = rules();
            tests.forEach((cited, classes) -> {
                if (covers(cited) || rules.contains(cited)) {
                    all.addAll(classes);
                }
            });
            return all;
        }
    }

    static final List<Paragraph> ALL = List.of(
            says("23", "Cooperate by every instrument that binds, to the widest extent."),
            never("24/1", "Which offences are extraditable.", "of the authority named for extradition"),
            never("24/2", "They count as named in treaties of extradition.", "of the authority named for extradition"),
            never("24/3", "The Convention may serve as the treaty.", "of the authority named for extradition"),
            never("24/4", "Without need of a treaty they are extraditable.", "of the authority named for extradition"),
            never(
                    "24/5",
                    "Conditions are of the law of the requested State.",
                    "of the authority named for extradition"),
            never("24/6", "Who does not extradite prosecutes and reports.", "of the authority named for extradition"),
            says("24/7", "Authorities for extradition are named; a request for it is handed to them."),
            says("25/1", "Assist to the widest extent, for evidence of any offence in electronic form too."),
            never("25/2", "Each State makes the laws it needs.", "of the legislator"),
            says("25/3", "In urgency by quick and secure means; formal confirmation if the other State demands it."),
            says(
                    "25/4",
                    "Conditions and grounds are of the requested State's law; fiscal never alone for Articles 2 to 11."),
            says("25/5", "Dual criminality is of the conduct, whatever its name."),
            says("26/1", "Information may be given without request."),
            says("26/2", "Conditions are put before anything is given; accepted, they bind."),
            says("27/1", "The rules of Article 27 are for where no treaty of the two States is in force."),
            says("27/2", "Central authorities are named and talk directly."),
            says("27/3", "Executed as the requester specifies, where its own law allows."),
            says("27/4", "May be refused as political or against essential interests."),
            says("27/5", "May be postponed for an investigation of one's own."),
            says("27/6", "Before refusing or postponing: consult, and consider part or conditions."),
            says("27/7", "The outcome is reported promptly, with reasons for refusal, postponement and delay."),
            says("27/8", "Secrecy may be asked; who cannot keep it says so, and the requester decides."),
            says(
                    "27/9/a",
                    "In urgency between judicial authorities, with a copy through both central authorities at once."),
            says("27/9/b", "May go through INTERPOL."),
            says("27/9/c", "Who is not competent refers it on and tells the requester."),
            says("27/9/d", "Without coercion it may go between competent authorities."),
            says("27/9/e", "A State may want urgent requests at its central authority."),
            never(
                    "28/1",
                    "The rules of Article 28 are for where no treaty of the two States is in force.",
                    "conditions that a treaty knows are kept by the same rules"),
            says("28/2", "What is supplied may be confidential, or for the one investigation only."),
            says("28/3", "Who cannot comply with a condition says so promptly; the supplier decides."),
            says("28/4", "The supplier may ask what use was made."),
            says("29/1", "Preservation may be asked of data there, by who intends to ask for them."),
            says("29/2", "What a request for preservation must say."),
            says("29/3", "Preserve expeditiously, without dual criminality."),
            says("29/4", "Dual criminality only by reservation, and outside Articles 2 to 11."),
            says("29/5", "Otherwise refused only as political or against essential interests."),
            says("29/6", "Who sees that preservation endangers data or secrecy says so; the requester decides."),
            says("29/7", "Held for sixty days at least, and on while a request for the data is decided."),
            says("30/1", "Another State's provider found on the way is disclosed promptly."),
            says("30/2", "That is withheld only as political or against essential interests."),
            says("31/1", "Search, seizure and disclosure of stored data may be asked."),
            never(
                    "31/2",
                    "Answered by the instruments and laws that Article 23 names.",
                    "of the law of the requested State"),
            says("31/3", "Expedited where data are vulnerable or an instrument says so."),
            says("32", "Public data, or data with lawful consent, need no request; what was accessed is logged."),
            says("33/1", "Collection of traffic data in real time may be asked."),
            says("33/2", "At least for offences where it is available at home."),
            says("34", "Interception of content as far as treaties and laws allow."),
            says("35/1", "A point of contact is there at any hour, for advice, preservation, evidence, locating."),
            says("35/2", "It reaches the other points, and its own central authority, expeditiously."),
            never("35/3", "Its people are trained and equipped.", "of the agency"));

    private Paragraphs() {}

    private static Paragraph says(String article, String words) {
        return new Paragraph("ETS185/" + article, words, "");
    }

    private static Paragraph never(String article, String words, String otherwise) {
        return new Paragraph("ETS185/" + article, words, otherwise);
    }
}
