package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.comity.people.ApiToken;
import org.comity.people.Door;
import org.comity.people.MailAddress;
import org.comity.people.PasswordHash;
import org.comity.people.People;
import org.comity.people.Person;
import org.comity.people.Role;
import org.comity.people.UnitId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Persons and their API tokens; of a token the hash only. */
@Repository
public class PeopleRows implements People {
    private final JdbcClient jdbc;

    public PeopleRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Person> find(String name) {
        return jdbc.sql("select * from person where name = ?")
                .param(name)
                .query(PeopleRows::person)
                .optional();
    }

    @Override
    public List<Person> all() {
        return jdbc.sql("select * from person order by name")
                .query(PeopleRows::person)
                .list();
    }

    @Override
    public void save(Person person) {
        jdbc.sql("""
                        insert into person (name, full_name, agency, unit, roles, password, email, duty_rank, disabled)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?)
                        on conflict (name) do update set full_name = excluded.full_name, agency = excluded.agency,
                            unit = excluded.unit, roles = excluded.roles, password = excluded.password,
                            email = excluded.email, duty_rank = excluded.duty_rank, disabled = excluded.disabled""")
                .params(
                        person.name(),
                        person.fullName(),
                        person.agency(),
                        person.unit().value(),
                        person.roles().stream().map(Role::name).sorted().toArray(String[]::new),
                        person.password().encoded(),
                        text(person.email().map(MailAddress::value)),
                        person.dutyRank().isPresent() ? person.dutyRank().getAsInt() : null,
                        person.disabled())
                .update();
    }

    @Override
    public Optional<ApiToken> token(String sha256) {
        return jdbc.sql("select * from api_token where sha256 = ?")
                .param(sha256)
                .query(PeopleRows::token)
                .optional();
    }

    @Override
    public List<ApiToken> tokensOf(String person) {
        return jdbc.sql("select * from api_token where person = ? order by created desc, id")
                .param(person)
                .query(PeopleRows::token)
                .list();
    }

    @Override
    public void save(ApiToken token) {
        jdbc.sql("""
                        insert into api_token (id, person, door, sha256, label, created, expires, revoked)
                        values (?, ?, ?, ?, ?, ?, ?, ?) on conflict (id) do update set revoked = excluded.revoked""")
                .params(
                        token.id(),
                        token.person(),
                        token.door().name(),
                        token.sha256(),
                        token.label(),
                        utc(token.created()),
                        utc(token.expires()),
                        utc(token.revoked()))
                .update();
    }

    private static Person person(ResultSet row, int number) throws SQLException {
        int rank = row.getInt("duty_rank");
        OptionalInt duty = row.wasNull() ? OptionalInt.empty() : OptionalInt.of(rank);
        return new Person(
                row.getString("name"),
                row.getString("full_name"),
                row.getString("agency"),
                new UnitId(row.getString("unit")),
                roles((String[]) row.getArray("roles").getArray()),
                new PasswordHash(row.getString("password")),
                Columns.optionalText(row, "email").map(MailAddress::new),
                duty,
                row.getBoolean("disabled"));
    }

    private static Set<Role> roles(String[] names) {
        return Arrays.stream(names).map(Role::valueOf).collect(Collectors.toSet());
    }

    private static ApiToken token(ResultSet row, int number) throws SQLException {
        return new ApiToken(
                row.getObject("id", UUID.class),
                row.getString("person"),
                Door.valueOf(row.getString("door")),
                row.getString("sha256"),
                row.getString("label"),
                Columns.instant(row, "created"),
                Columns.instant(row, "expires"),
                Columns.optionalInstant(row, "revoked"));
    }
}
