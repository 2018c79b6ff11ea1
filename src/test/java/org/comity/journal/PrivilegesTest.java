package org.comity.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** THREAT-114, docs/decisions/2026-11-25-tables-belong-to-another-role.md: the gateway's own role, as SQL injected into the gateway would use it. */
@ExtendWith(OutputCaptureExtension.class)
class PrivilegesTest {
    private static final TestDatabase DATABASE = TestDatabase.fresh();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from journal_leaf",
                "update journal_leaf set event = 'x'",
                "update journal_entry set hash = ''",
                "delete from journal_checkpoint",
                "truncate journal_leaf",
                "alter table journal_leaf disable trigger only_grows",
                "drop trigger only_grows on journal_leaf",
                "create or replace function journal_only_grows() returns trigger language plpgsql as 'begin return null; end'",
                "set session_replication_role = replica",
                "create table mine (id int)",
                "drop table message",
                "delete from message",
                "delete from receipt",
                "delete from payload",
                "select * from flyway_schema_history",
                "select pg_read_file('/etc/passwd')",
                "copy (select 1) to program 'true'",
                "set role comity"
            })
    void refuses(String attack) {
        assertThatThrownBy(() -> DATABASE.jdbc().sql(attack).update())
                .rootCause()
                .message()
                .containsAnyOf("permission denied", "must be owner");
    }

    @Test
    void grantsAgainAtEachStartWithoutHarm() {
        Privileges.grant(DATABASE.owner(), DATABASE.dataSource());
        assertThatCode(() -> Privileges.require(DATABASE.dataSource())).doesNotThrowAnyException();
        assertThat(DATABASE.jdbc()
                        .sql("select has_table_privilege('journal_leaf', 'insert')")
                        .query(Boolean.class)
                        .single())
                .isTrue();
    }

    @Test
    void anOwnerIsWarnedAboutAndASuperuserIsRefused(CapturedOutput log) {
        Privileges.grant(DATABASE.owner(), DATABASE.owner());
        Privileges.require(DATABASE.owner());
        assertThat(log.getOut()).contains("could alter the journal");
        var superuser = new DriverManagerDataSource(DATABASE.url(), "postgres", DATABASE.password());
        assertThatThrownBy(() -> Privileges.require(superuser))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("superuser");
    }
}
