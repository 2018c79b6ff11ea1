package org.comity.law;

/**
 * What the law looks at in something that one agency says to another: whether an item is there, codes, periods and the forms of
 * identifiers, not names and narratives. The module {@code messages} gives them.
 */
public sealed interface Facts
        permits AccessFacts,
                CaseFacts,
                ConditionFacts,
                OfferFacts,
                LanguageFacts,
                SenderFacts,
                RefusalFacts,
                HoldFacts,
                StatementFacts,
                DisclosureFacts,
                ResultFacts,
                ReviewFacts,
                DelayFacts,
                UnjudgedFacts {}
