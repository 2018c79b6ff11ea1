package org.comity.casework;

import org.comity.law.RequestKind;
import org.comity.matters.Side;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.ConditionReply;
import org.comity.messages.Confirmation;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Delay;
import org.comity.messages.Information;
import org.comity.messages.Part;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Ping;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Referral;
import org.comity.messages.Rejection;
import org.comity.messages.Reminder;
import org.comity.messages.RequestContent;
import org.comity.messages.Result;
import org.comity.messages.RiskNotice;
import org.comity.messages.SecrecyNotice;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseQuery;
import org.comity.messages.Withdrawal;

/** Which side of a request may say what. */
final class Voices {

    private Voices() {}

    /** Whether {@code side} may say it: a reminder either of the two. */
    static boolean may(Side side, Content content, RequestKind kind) {
        return content instanceof Reminder || of(content, kind) == side;
    }

    /** {@code NOBODY} for what officers do not say about a request. */
    static Side of(Content content, RequestKind kind) {
        return switch (content) {
            // whom the conditions bind: who asked, or who was offered something
            case ConditionReply reply -> kind == RequestKind.SPON_26 ? Side.REQUESTED : Side.REQUESTING;
            case Information information -> Side.REQUESTING;
            case UseExplanation explanation -> Side.REQUESTING;
            case Confirmation confirmation -> Side.REQUESTING;
            case Answer answer -> Side.REQUESTING;
            case Withdrawal withdrawal -> Side.REQUESTING;
            case RequestContent request -> Side.REQUESTING;
            case Question question -> Side.REQUESTED;
            case Decision decision -> Side.REQUESTED;
            case Preserved preserved -> Side.REQUESTED;
            case RiskNotice notice -> Side.REQUESTED;
            case SecrecyNotice notice -> Side.REQUESTED;
            case Delay delay -> Side.REQUESTED;
            case Referral referral -> Side.REQUESTED;
            case Result result -> Side.REQUESTED;
            case PartialDisclosure disclosure -> Side.REQUESTED;
            case UseQuery query -> Side.REQUESTED;
            case Acknowledgement acknowledgement -> Side.REQUESTED;
            case Rejection rejection -> Side.REQUESTED;
            case Reminder reminder -> Side.NOBODY;
            case Part part -> Side.NOBODY;
            case Ping ping -> Side.NOBODY;
        };
    }
}
