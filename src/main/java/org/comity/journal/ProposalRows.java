package org.comity.journal;

import static org.comity.journal.Columns.utc;

import java.util.Optional;
import org.comity.partners.AgencyId;
import org.comity.partners.Proposal;
import org.comity.partners.Proposals;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Proposals in the database. Every method joins the caller's transaction. */
@Repository
class ProposalRows implements Proposals {
    private final JdbcClient jdbc;

    ProposalRows(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public Optional<Proposal> find(AgencyId partner) {
        return jdbc.sql(
                        "select profile::text as profile, proposed_by, proposed from partner_proposal where partner = ?")
                .param(partner.value())
                .query((row, number) -> new Proposal(
                        PartnerProfiles.read(row.getString("profile")),
                        row.getString("proposed_by"),
                        Columns.instant(row, "proposed")))
                .optional();
    }

    @Override
    public void put(Proposal proposal) {
        jdbc.sql("""
                        insert into partner_proposal (partner, profile, proposed_by, proposed) values (?, ?::jsonb, ?, ?)
                        on conflict (partner) do update set profile = excluded.profile,
                            proposed_by = excluded.proposed_by, proposed = excluded.proposed""")
                .params(
                        proposal.profile().id().value(),
                        PartnerProfiles.write(proposal.profile()),
                        proposal.by(),
                        utc(proposal.at()))
                .update();
    }

    @Override
    public void remove(AgencyId partner) {
        jdbc.sql("delete from partner_proposal where partner = ?")
                .param(partner.value())
                .update();
    }
}
