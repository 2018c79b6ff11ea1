package org.comity.journal;

import static org.comity.journal.Columns.text;
import static org.comity.journal.Columns.utc;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.comity.law.AccessBasis;
import org.comity.matters.ByHand;
import org.comity.matters.MatterId;
import org.comity.matters.OwnAccess;
import org.comity.partners.AgencyId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** The log of own accesses of matters. Rows are only added: the working role may not update the table. */
@Repository
public class AccessRows {
    private final JdbcClient jdbc;

    AccessRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * @param scan where the bytes of {@link OwnAccess#scan} are
     * @return false: the entry that it corrects has been corrected already
     */
    public boolean insert(AgencyId agency, OwnAccess access, Optional<PayloadId> scan) {
        Optional<OwnAccess.Consent> consent = access.consent();
        Optional<ByHand.Scan> proof = access.scan();
        return jdbc.sql("""
                        insert into own_access (id, matter, agency, basis, data, source, at, accessed_by, state, consent_by, consent_authority,
                            consent_voluntary, consent_evidence, corrects, correction, recorded, recorded_by, scan, scan_name, scan_type,
                            scan_length, scan_sha256)
                        values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) on conflict (corrects) do nothing""")
                        .params(
                                access.id(),
                                access.matter().uuid(),
                                agency.value(),
                                access.basis().name(),
                                access.data(),
                                access.source(),
                                utc(access.at()),
                                access.by(),
                                text(access.state()),
                                text(consent.map(OwnAccess.Consent::person)),
                                text(consent.map(OwnAccess.Consent::authority)),
                                text(consent.map(OwnAccess.Consent::voluntary)),
                                text(consent.map(OwnAccess.Consent::evidence)),
                                access.corrects()
                                        .map(OwnAccess.Correction::entry)
                                        .orElse(null),
                                text(access.corrects().map(OwnAccess.Correction::why)),
                                utc(access.recorded().at()),
                                access.recorded().by(),
                                scan.map(PayloadId::uuid).orElse(null),
                                text(proof.map(ByHand.Scan::name)),
                                text(proof.map(ByHand.Scan::mediaType)),
                                proof.map(ByHand.Scan::length).orElse(null),
                                text(proof.map(found -> found.sha256().hex())))
                        .update()
                == 1;
    }

    /** All of a matter, in the order in which they were recorded. */
    public List<OwnAccess> of(MatterId matter) {
        return jdbc.sql("select * from own_access where matter = ? order by recorded, id")
                .param(matter.uuid())
                .query(AccessRows::read)
                .list();
    }

    /** Where the scan of {@code entry} is, if it is of {@code matter} and has one. */
    public Optional<PayloadId> scan(MatterId matter, UUID entry) {
        return jdbc.sql("select scan from own_access where id = ? and matter = ? and scan is not null")
                .params(entry, matter.uuid())
                .query((row, number) -> new PayloadId(row.getObject("scan", UUID.class)))
                .optional();
    }

    /** The matter whose log has a stored file as the proof of an entry. */
    public Optional<MatterId> matterOf(PayloadId scan) {
        return jdbc
                .sql("select matter from own_access where scan = ?")
                .param(scan.uuid())
                .query((row, number) -> new MatterId(row.getObject("matter", UUID.class)))
                .list()
                .stream()
                .findFirst();
    }

    private static OwnAccess read(ResultSet row, int number) throws SQLException {
        return new OwnAccess(
                row.getObject("id", UUID.class),
                new MatterId(row.getObject("matter", UUID.class)),
                AccessBasis.valueOf(row.getString("basis")),
                row.getString("data"),
                row.getString("source"),
                Columns.instant(row, "at"),
                row.getString("accessed_by"),
                Columns.optionalText(row, "state"),
                consent(row),
                correction(row),
                ByHandRows.proof(row),
                new OwnAccess.Recorded(Columns.instant(row, "recorded"), row.getString("recorded_by")));
    }

    private static Optional<OwnAccess.Consent> consent(ResultSet row) throws SQLException {
        String authority = row.getString("consent_authority");
        String voluntary = row.getString("consent_voluntary");
        String evidence = row.getString("consent_evidence");
        return Columns.optionalText(row, "consent_by")
                .map(person -> new OwnAccess.Consent(person, authority, voluntary, evidence));
    }

    private static Optional<OwnAccess.Correction> correction(ResultSet row) throws SQLException {
        String why = row.getString("correction");
        return Columns.optionalUuid(row, "corrects").map(entry -> new OwnAccess.Correction(entry, why));
    }
}
