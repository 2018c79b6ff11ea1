package org.comity.desk.api;

import static org.comity.desk.api.Dialogue.example;
import static org.comity.desk.api.Dialogue.id;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import org.comity.messages.Decision;
import org.comity.messages.Result;
import org.comity.people.Role;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** UC-28, as an officer's program sees it. */
class IncidentsOverHttpTest extends RunningGateway {

    @BeforeEach
    void theProtocolBinds() throws IOException {
        Files.writeString(data().resolve("relationships.yaml"), """
                relationships:
                  JP-US:
                    instruments:
                      CETS224: {from: 2026-01-01, source: "test"}
                """);
        reload();
    }

    @AfterEach
    void asShipped() throws IOException {
        Files.delete(data().resolve("relationships.yaml"));
        reload();
    }

    private void reload() {
        person("intake", Role.ADMINISTRATOR)
                .call("POST", "/api/v1/relationships/reload")
                .expect(200);
    }

    @Test // UC-28/1, UC-14/2e
    void whatCameBeforeTheRestWasRefusedCanBeLostToo() throws Exception {
        Dialogue we = new Dialogue(this);
        String refused = we.sent(example("kinds/prod-8.xml"));
        we.say(new Decision(id(refused), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(refused, "REFUSED");
        found(we, refused).expect(409);

        String inPart = we.sent(example("kinds/prod-8.xml"));
        we.say(new Result(id(inPart), Result.Outcome.PARTIAL, List.of(), "The first half."));
        we.await(inPart, "PARTLY_FULFILLED");
        we.say(new Decision(id(inPart), new Decision.Refused("ESSENTIAL_INTERESTS", "Ours.", true)));
        we.await(inPart, "REFUSED");
        found(we, inPart).expect(200);
    }

    private static OfficersClient.Answer found(Dialogue we, String request) {
        return we.officer.post(
                "/api/v1/requests/" + request + "/incident",
                "application/json",
                OfficersClient.json(Map.of("reason", "A laptop is lost.")),
                "");
    }
}
