package org.comity.trust;

import java.net.URI;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.comity.partners.AgencyId;
import org.comity.partners.Allowances;
import org.comity.partners.As2Channel;
import org.comity.partners.CertificateUse;
import org.comity.partners.Contact;
import org.comity.partners.Fingerprint;
import org.comity.partners.Partner;
import org.comity.partners.PartnerCertificate;
import org.comity.partners.PartnerState;
import org.comity.problems.CertificateProblem;
import org.comity.problems.Checked;
import org.comity.problems.Problem;

/** One reading of one profile: collects every problem, naming the field and never its value. */
final class ProfileReading {
    private static final int LONGEST = 200;
    private static final int MOST = 20;
    private static final Pattern COUNTRY = Pattern.compile("[A-Z]{2}");
    private static final Pattern LANGUAGE = Pattern.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}");

    /** Control characters, and those that turn or hide text around them (THREAT-18). */
    private static final Pattern DECEPTIVE = Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Co}\\p{Cs}\\p{Zl}\\p{Zp}]");

    private final AgencyProfile profile;
    private final boolean local;
    private final List<Problem> problems = new ArrayList<>();

    /** @param local whether the document was written on this machine, so that its lists may be files */
    ProfileReading(AgencyProfile profile, boolean local) {
        this.profile = profile;
        this.local = local;
    }

    Checked<Partner> partner() {
        checkTexts();
        checkLists();
        Optional<URI> url = address("url", profile.url());
        Optional<URI> receipts = Optional.of(profile.asynchronousReceiptTo())
                .filter(to -> !to.isEmpty())
                .flatMap(to -> address("asynchronousReceiptTo", to));
        Optional<ZoneId> zone = attempt("zone", () -> ZoneId.of(profile.zone()));
        List<String> anchors = each("anchors", profile.anchors(), ProfileReading::canonical);
        profile.revocationLists().stream()
                .filter(list -> !(local && list.startsWith("file:/")))
                .forEach(list -> address("revocationLists", list));
        List<PartnerCertificate> certificates = each("certificates", profile.certificates(), this::certificate);
        checkKeys(certificates);
        if (!problems.isEmpty()) {
            return Checked.failed(problems);
        }
        Optional<As2Channel> channel = Optional.of(new As2Channel(url.orElseThrow(), receipts));
        return Checked.passed(partner(zone.orElseThrow(), channel, anchors, certificates));
    }

    /** It has neither address nor certificates; somebody there can be called. */
    Checked<Partner> withoutGateway() {
        checkTexts();
        check("languages", !profile.languages().isEmpty() && profile.languages().size() <= MOST);
        check("contacts", !profile.contacts().isEmpty() && profile.contacts().size() <= MOST);
        Optional<ZoneId> zone = attempt("zone", () -> ZoneId.of(profile.zone()));
        return problems.isEmpty()
                ? Checked.passed(partner(zone.orElseThrow(), Optional.empty(), List.of(), List.of()))
                : Checked.failed(problems);
    }

    private Partner partner(
            ZoneId zone, Optional<As2Channel> channel, List<String> anchors, List<PartnerCertificate> certificates) {
        return new Partner(
                new AgencyId(profile.id()),
                profile.name(),
                profile.country(),
                zone,
                profile.officeHours(),
                profile.languages(),
                profile.contacts().stream().map(ProfileReading::contact).toList(),
                channel,
                anchors,
                profile.revocationLists(),
                certificates,
                Allowances.NONE,
                PartnerState.PROPOSED);
    }

    private void checkTexts() {
        check("comityProfile", profile.comityProfile() == 1);
        check("id", AgencyId.isValid(profile.id()));
        check("name", isText(profile.name()) && !profile.name().isBlank());
        check("country", COUNTRY.matcher(profile.country()).matches());
        check("officeHours", isText(profile.officeHours()));
        check(
                "languages",
                profile.languages().stream()
                        .allMatch(tag -> tag != null && LANGUAGE.matcher(tag).matches()));
        check("contacts", profile.contacts().stream().allMatch(ProfileReading::isContact));
    }

    private void checkLists() {
        check("languages", !profile.languages().isEmpty() && profile.languages().size() <= MOST);
        check("contacts", profile.contacts().size() <= MOST);
        check("anchors", !profile.anchors().isEmpty() && profile.anchors().size() <= MOST);
        check("revocationLists", profile.revocationLists().size() <= MOST);
        check("certificates", profile.certificates().size() <= MOST);
    }

    /** THREAT-73: within one profile too, a key serves one use; every partner needs at least one of each of three. */
    private void checkKeys(List<PartnerCertificate> certificates) {
        Set<String> keys = new HashSet<>();
        Set<CertificateUse> uses = new HashSet<>();
        for (PartnerCertificate one : certificates) {
            uses.add(one.use());
            if (!keys.add(Certificates.keyDigest(Certificates.parse(one.pem())))) {
                problems.add(CertificateProblem.KEY_TAKEN.at("certificates"));
            }
        }
        check("certificates", uses.contains(CertificateUse.SIGNING) && uses.contains(CertificateUse.ENCRYPTION));
    }

    private PartnerCertificate certificate(AgencyProfile.Registered entry) {
        var certificate = Certificates.parse(entry.pem());
        Fingerprint fingerprint = Certificates.fingerprint(certificate);
        if (!fingerprint.equals(new Fingerprint(entry.fingerprint()))) {
            throw new IllegalArgumentException("the fingerprint is not the certificate's");
        }
        return new PartnerCertificate(
                CertificateUse.valueOf(entry.use()), fingerprint, Certificates.pem(certificate), Optional.empty());
    }

    /** https only; a {@code file:} address in a foreign document would read our disk (THREAT-97). */
    private Optional<URI> address(String field, String text) {
        return attempt(field, () -> {
            URI uri = URI.create(text);
            if (!"https".equals(uri.getScheme())
                    || uri.getHost() == null
                    || uri.getUserInfo() != null
                    || uri.getFragment() != null
                    || text.length() > LONGEST) {
                throw new IllegalArgumentException("addresses are https with a host");
            }
            return uri;
        });
    }

    private <T, R> List<R> each(String field, List<T> entries, Function<T, R> reading) {
        List<R> read = new ArrayList<>();
        for (int i = 0; i < entries.size(); i++) {
            T entry = entries.get(i);
            attempt(field + "[" + i + "]", () -> reading.apply(entry)).ifPresent(read::add);
        }
        return read;
    }

    @FunctionalInterface
    private interface Attempt<T> {
        T run();
    }

    private <T> Optional<T> attempt(String field, Attempt<T> attempt) {
        try {
            return Optional.of(attempt.run());
        } catch (IllegalArgumentException | DateTimeException | NullPointerException malformed) {
            check(field, false);
            return Optional.empty();
        }
    }

    private void check(String field, boolean holds) {
        Problem problem = CertificateProblem.PROFILE_MALFORMED.at(field);
        if (!holds && !problems.contains(problem)) {
            problems.add(problem);
        }
    }

    private static String canonical(String pem) {
        return Certificates.pem(Certificates.parse(pem));
    }

    private static Contact contact(AgencyProfile.Person person) {
        return new Contact(person.name(), person.function(), person.telephone(), person.email());
    }

    private static boolean isContact(AgencyProfile.Person person) {
        return person != null
                && isText(person.name())
                && isText(person.function())
                && isText(person.telephone())
                && isText(person.email());
    }

    private static boolean isText(String text) {
        return text.length() <= LONGEST && !DECEPTIVE.matcher(text).find();
    }
}
