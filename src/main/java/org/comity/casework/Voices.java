package org.comity.casework;

import org.comity.matters.Side;
import org.comity.messages.Acknowledgement;
import org.comity.messages.Answer;
import org.comity.messages.Content;
import org.comity.messages.Decision;
import org.comity.messages.Part;
import org.comity.messages.Ping;
import org.comity.messages.PreservationRequest;
import org.comity.messages.Preserved;
import org.comity.messages.Question;
import org.comity.messages.Rejection;
import org.comity.messages.RiskNotice;
import org.comity.messages.Withdrawal;

/** Which side of a request may say what (DOMAIN 7.1). */
final class Voices {

    private Voices() {}

    /** {@code NOBODY} for what officers do not say about a request. */
    static Side of(Content content) {
        return switch (content) {
            case Answer answer -> Side.REQUESTING;
            case Withdrawal withdrawal -> Side.REQUESTING;
            case PreservationRequest request -> Side.REQUESTING;
            case Question question -> Side.REQUESTED;
            case Decision decision -> Side.REQUESTED;
            case Preserved preserved -> Side.REQUESTED;
            case RiskNotice notice -> Side.REQUESTED;
            case Acknowledgement acknowledgement -> Side.REQUESTED;
            case Rejection rejection -> Side.REQUESTED;
            case Part part -> Side.NOBODY;
            case Ping ping -> Side.NOBODY;
        };
    }
}
