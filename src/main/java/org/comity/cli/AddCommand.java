package org.comity.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.comity.casework.Joining;
import org.comity.partners.Contact;
import org.comity.partners.Partner;
import org.comity.problems.Checked;
import org.comity.trust.ProfileDocument;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** UC-21: a partner without a gateway. As any partner it is in force only when a second administrator has activated it. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = "Describe a partner that has no gateway; what goes to it is carried by hand.")
final class AddCommand implements Callable<Integer> {

    @ParentCommand
    private PartnerCommand partners = new PartnerCommand();

    @Parameters(paramLabel = "partner")
    private String id = "";

    @SuppressWarnings("UnusedVariable") // required, so that nobody adds a partner with a gateway by this way
    @Option(names = "--manual", required = true, description = "it has no gateway; others join by `partner import`")
    private boolean manual;

    @Option(names = "--name", required = true)
    private String name = "";

    @Option(names = "--country", required = true, description = "two letters, ISO 3166-1")
    private String country = "";

    @Option(names = "--zone", required = true, description = "of its office, such as Asia/Tokyo")
    private String zone = "";

    @Option(names = "--office-hours", defaultValue = "", description = "as its directory entry words them")
    private String officeHours = "";

    @Option(
            names = "--language",
            defaultValue = "en",
            description = "that it takes, the preferred one first; repeatable")
    private List<String> languages = List.of();

    @Option(
            names = "--contact",
            required = true,
            paramLabel = "NAME;FUNCTION;TELEPHONE;MAIL",
            converter = ContactText.class,
            description = "a person or desk there; repeatable")
    private List<Contact> contacts = List.of();

    static final class ContactText implements ITypeConverter<Contact> {
        private static final int FIELDS = 4;

        @Override
        public Contact convert(String text) {
            String[] fields = text.split(";", -1);
            if (fields.length != FIELDS || fields[0].isBlank()) {
                throw new CommandLine.TypeConversionException("a contact is NAME;FUNCTION;TELEPHONE;MAIL");
            }
            return new Contact(fields[0].strip(), fields[1].strip(), fields[2].strip(), fields[3].strip());
        }
    }

    @Override
    public Integer call() {
        Checked<Partner> described = ProfileDocument.byHand(id, name, country, zone, officeHours, languages, contacts);
        try (Parts parts = partners.root().open()) {
            Checked<Partner> proposed = described.then(profile -> partners.root()
                    .actor(parts)
                    .then(actor -> parts.get(Joining.class).propose(actor, profile)));
            return partners.root()
                    .answer(
                            proposed,
                            profile -> PartnerText.fingerprint(profile)
                                    + "\nIt covers name, country and contacts. Another administrator compares them with a directory and types it in:\n"
                                    + "  partner activate " + profile.id() + " <fingerprint>");
        }
    }
}
