package org.comity;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.casework.RelationshipFiles;
import org.comity.cli.SettingMistakes;
import org.comity.delivery.Leases;
import org.comity.desk.DeskSettings;
import org.comity.journal.JournalSettings;
import org.comity.law.file.Mistake;
import org.comity.law.file.Reading;
import org.comity.partners.OwnAgencies;
import org.comity.trust.Arithmetic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.BeansException;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/**
 * What must be true before a gateway opens its ports, asked before anything else of it exists; names everything that is missing at once.
 * Production refuses what belongs to an exercise, and an exercise needs keys as much as production does.
 */
@Component(StartCheck.NAME)
class StartCheck {
    /** The ports depend on it by this name. */
    static final String NAME = "startCheck";

    private static final Logger LOG = LoggerFactory.getLogger(StartCheck.class);

    /** @param beans asked one by one: what a wrong setting or a lost file keeps from being made must not hide what else is missing */
    StartCheck(ConfigurableListableBeanFactory beans, Environment environment) {
        List<String> missing = new ArrayList<>(SettingMistakes.all(beans, environment));
        Optional<OwnAgencies> own = bound(beans, OwnAgencies.class);
        Optional<JournalSettings> journal = bound(beans, JournalSettings.class);
        own.ifPresent(agencies -> missing.addAll(KeyCheck.missing(agencies, beans)));
        if (own.filter(OwnAgencies::exercise).isEmpty()
                && bound(beans, DeskSettings.class)
                        .filter(DeskSettings::examplePasswords)
                        .isPresent()) {
            missing.add("comity.desk.example-passwords is for an exercise");
        }
        missing.addAll(Leases.mistakes(beans));
        journal.ifPresent(settings -> missing.addAll(inRelationships(settings)));
        missing.addAll(
                journal.map(settings -> othersHere(settings, environment)).orElseGet(List::of));
        if (!missing.isEmpty()) {
            throw new CannotStart(missing);
        }
        PrivateTemporary.freshBelow(journal.orElseThrow().data());
        LOG.info("{}", Arithmetic.chosen().describe());
        if (!own.orElseThrow().exercise()) {
            Surroundings.ofThisProcess().doubts().forEach(LOG::warn);
        }
    }

    private static List<String> inRelationships(JournalSettings settings) {
        return switch (RelationshipFiles.foundAtStart(settings).reading()) {
            case Reading.Read read -> List.of();
            case Reading.Mistaken(List<Mistake> mistakes) ->
                mistakes.stream().map(Mistake::toString).toList();
        };
    }

    /** A second gateway on the same data would find every port taken: one sentence says why. */
    private static List<String> othersHere(JournalSettings settings, Environment environment) {
        boolean taken = environment.containsProperty("spring.datasource.url")
                ? !DataLock.take(settings.data())
                : settings.isTaken();
        return taken
                ? List.of("another gateway runs on " + settings.data().toAbsolutePath()
                        + ": stop it, or give this one a comity.data of its own")
                : TakenPorts.of(environment);
    }

    /** Empty if its settings have a mistake, which is named already. */
    private static <T> Optional<T> bound(ConfigurableListableBeanFactory beans, Class<T> settings) {
        try {
            return Optional.of(beans.getBean(settings));
        } catch (BeansException mistaken) {
            return Optional.empty();
        }
    }
}
