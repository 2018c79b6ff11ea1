package org.comity.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.comity.casework.Accounts;
import org.comity.desk.Passwords;
import org.comity.partners.AgencyId;
import org.comity.partners.OwnAgencies;
import org.comity.people.Actor;
import org.comity.people.MailAddress;
import org.comity.people.PasswordHash;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.comity.problems.Checked;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** People of our own agencies (UC-11). A password is asked for on the terminal, so that it stands in no history. */
@Command(name = "person", mixinStandardHelpOptions = true, description = "People: add, list, disable.")
final class PersonCommand {

    @ParentCommand
    private Commands root = new Commands();

    @Command(
            mixinStandardHelpOptions = true,
            description = "Add a person; with --replace, give one other roles, unit, duty, password.")
    int add(
            @Parameters(paramLabel = "name") String name,
            @Option(names = "--full-name", required = true) String fullName,
            @Option(names = "--agency", required = true) String agency,
            @Option(names = "--unit", required = true) String unit,
            @Option(names = "--role", required = true, split = ",") List<Role> roles,
            @Option(names = "--email") Optional<MailAddress> email,
            @Option(names = "--duty-rank", description = "order in which alerts call, 1 first") Optional<Integer> duty,
            @Option(names = "--replace", description = "the person is there already and becomes what is given now")
                    boolean replace,
            @Option(names = "--password", required = true, interactive = true, arity = "0..1") char[] password) {
        Checked<PasswordHash> hash = new Passwords(false).hash(new String(password));
        Arrays.fill(password, ' ');
        if (!(hash instanceof Checked.Passed<PasswordHash>(var encoded))) {
            return root.fail(hash.problems());
        }
        OptionalInt rank = duty.map(OptionalInt::of).orElseGet(OptionalInt::empty);
        try (Parts parts = root.open()) {
            AgencyId own =
                    parts.get(OwnAgencies.class).get(new AgencyId(agency)).id();
            Person person = new Person(
                    name, fullName, own.value(), new UnitId(unit), Set.copyOf(roles), encoded, email, rank, false);
            return root.answer(
                    root.actor(parts).then(actor -> admit(parts.get(Accounts.class), actor, person, replace)),
                    added -> (replace ? "Now " : "Added ") + line(added));
        }
    }

    private static Checked<Person> admit(Accounts accounts, Actor actor, Person person, boolean replace) {
        return replace ? accounts.replace(actor, person) : accounts.admit(actor, person);
    }

    @Command(
            mixinStandardHelpOptions = true,
            description = "List everybody, with who is called by alerts, and in which order.")
    int list() {
        try (Parts parts = root.open()) {
            parts.get(People.class).all().forEach(person -> root.out().println(line(person)));
            return 0;
        }
    }

    @Command(mixinStandardHelpOptions = true, description = "Disable a person: sessions and tokens end at once.")
    int disable(@Parameters(paramLabel = "name") String name) {
        try (Parts parts = root.open()) {
            return root.answer(
                    root.actor(parts).then(actor -> parts.get(Accounts.class).disable(actor, name)),
                    disabled -> "Disabled " + name + ".");
        }
    }

    private static String line(Person person) {
        String roles = person.roles().stream().map(Role::name).sorted().collect(Collectors.joining(","));
        return person.name() + "  " + person.agency() + "/" + person.unit() + "  " + roles + "  " + person.fullName()
                + duty(person)
                + (person.disabled() ? "  (disabled)" : "");
    }

    private static String duty(Person person) {
        String mail = person.email().map(address -> " " + address.value()).orElse("");
        return person.isOnDuty() ? "  (on duty, rank " + person.dutyRank().orElseThrow() + "," + mail + ")" : "";
    }
}
