package org.comity.schemas;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.comity.problems.Problem;
import org.comity.problems.ProblemType;
import org.comity.problems.SchemaProblem;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/**
 * Gathers what the validator finds, each at its place. The validator's own texts repeat values of the document, so nothing of
 * them is kept but names that the schema declares.
 */
final class Violations implements ErrorHandler {
    /** Enough for any author; a sender that breaks more rules than this is not an author. */
    private static final int MOST = 100;

    private static final Pattern ATTRIBUTE = Pattern.compile("[aA]ttribute '([A-Za-z]{1,40})'");
    private static final Pattern EXPECTED = Pattern.compile("'\\{\"?[^\"{}]*\"?:([A-Za-z]{1,40})");

    /** A list of expected elements that has one name: that one has to be there. */
    private static final Pattern ONE_EXPECTED = Pattern.compile("One of '\\{[^,{}]*}' is expected");

    private final Place place;
    private final Set<Problem> problems = new LinkedHashSet<>();

    Violations(Place place) {
        this.place = place;
    }

    List<Problem> all() {
        return List.copyOf(problems);
    }

    void clear() {
        problems.clear();
    }

    void add(ProblemType type) {
        add(type.at(place.toString()));
    }

    void add(Problem problem) {
        if (problems.size() < MOST) {
            problems.add(problem);
        }
    }

    /** For the unmarshaller, which stumbles again over what the validator has named. */
    void addUnlessNamed() {
        String here = place.toString();
        if (problems.stream().noneMatch(problem -> problem.where().startsWith(here))) {
            add(SchemaProblem.INVALID);
        }
    }

    @Override
    public void error(SAXParseException exception) {
        String text = String.valueOf(exception.getMessage());
        // Facet violations come twice: once for the facet, once for the element or attribute; the second names the
        // place
        if (text.startsWith("cvc-complex-type.4")) {
            add(SchemaProblem.MISSING.at(place.below(attribute(text))));
        } else if (text.startsWith("cvc-attribute") || text.startsWith("cvc-complex-type.3")) {
            add(SchemaProblem.INVALID.at(place.below(attribute(text))));
        } else if (text.startsWith("cvc-complex-type.2.4.b")) {
            add(SchemaProblem.MISSING.at(place.below(expected(text))));
        } else if (text.startsWith("cvc-complex-type.2.4.a")
                && ONE_EXPECTED.matcher(text).find()
                && !place.isUnknown()) {
            // what came instead is itself of the schema: nothing is wrong with it, something before it is not there
            add(SchemaProblem.MISSING.at(place.beside(expected(text.substring(text.indexOf("One of"))))));
        } else if (text.startsWith("cvc-complex-type") || text.startsWith("cvc-type") || text.startsWith("cvc-elt")) {
            add(SchemaProblem.INVALID);
        } else if (!text.startsWith("cvc-")) {
            add(SchemaProblem.MALFORMED);
        }
    }

    @Override
    public void warning(SAXParseException exception) {
        error(exception);
    }

    @Override
    public void fatalError(SAXParseException exception) throws SAXException {
        throw exception;
    }

    private String attribute(String text) {
        Matcher matcher = ATTRIBUTE.matcher(text);
        return "@" + (matcher.find() ? place.known(matcher.group(1)) : "*");
    }

    private String expected(String text) {
        Matcher matcher = EXPECTED.matcher(text);
        return matcher.find() ? place.known(matcher.group(1)) : "*";
    }
}
