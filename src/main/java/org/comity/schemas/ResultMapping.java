package org.comity.schemas;

import static org.comity.schemas.CaseMapping.orEmpty;
import static org.comity.schemas.CaseMapping.orNull;

import java.util.Optional;
import org.comity.messages.PartialDisclosure;
import org.comity.messages.Result;
import org.comity.messages.Result.ItemResult;
import org.comity.messages.UseExplanation;
import org.comity.messages.UseExplanation.Use;
import org.comity.schemas.v1.ItemResultElement;
import org.comity.schemas.v1.PartialDisclosureElement;
import org.comity.schemas.v1.ResultElement;
import org.comity.schemas.v1.UseElement;
import org.comity.schemas.v1.UseExplanationElement;
import org.comity.schemas.v1.WithheldElement;

/** What came of a request: {@code result}, {@code partialDisclosure}, {@code useExplanation}. */
final class ResultMapping {

    private ResultMapping() {}

    static Result read(ResultElement element) {
        return new Result(
                ContentMapping.id(element.getRequest()),
                element.getOutcome(),
                element.getItem().stream()
                        .map(item -> new ItemResult(
                                item.getItem(), item.getOutcome(), Optional.ofNullable(item.getRemark())))
                        .toList(),
                orEmpty(element.getText()));
    }

    static ResultElement write(Result result) {
        ResultElement element = new ResultElement();
        element.setRequest(result.request().toString());
        element.setOutcome(result.outcome());
        result.items().stream().map(ResultMapping::item).forEach(element.getItem()::add);
        element.setText(orNull(result.text()));
        return element;
    }

    private static ItemResultElement item(ItemResult item) {
        ItemResultElement element = new ItemResultElement();
        element.setItem(item.item());
        element.setOutcome(item.outcome());
        element.setRemark(item.remark().orElse(null));
        return element;
    }

    static PartialDisclosure read(PartialDisclosureElement element) {
        return new PartialDisclosure(
                ContentMapping.id(element.getRequest()),
                orEmpty(element.getProvider()),
                orEmpty(element.getState()),
                orEmpty(element.getPath()),
                element.getData().stream().map(DataMapping::read).toList(),
                Optional.ofNullable(element.getWithheld())
                        .map(withheld ->
                                new PartialDisclosure.Withheld(withheld.getGround(), orEmpty(withheld.getReasons()))));
    }

    static PartialDisclosureElement write(PartialDisclosure disclosure) {
        PartialDisclosureElement element = new PartialDisclosureElement();
        element.setRequest(disclosure.request().toString());
        element.setProvider(orNull(disclosure.provider()));
        element.setState(orNull(disclosure.state()));
        element.setPath(orNull(disclosure.path()));
        disclosure.data().stream().map(DataMapping::write).forEach(element.getData()::add);
        disclosure.withheld().map(ResultMapping::withheld).ifPresent(element::setWithheld);
        return element;
    }

    private static WithheldElement withheld(PartialDisclosure.Withheld withheld) {
        WithheldElement element = new WithheldElement();
        element.setGround(withheld.ground());
        element.setReasons(orNull(withheld.reasons()));
        return element;
    }

    static UseExplanation read(UseExplanationElement element) {
        return new UseExplanation(
                ContentMapping.id(element.getRequest()),
                ContentMapping.id(element.getQuery()),
                orEmpty(element.getText()),
                element.getUse().stream()
                        .map(use -> new Use(use.getAt(), use.getItem(), use.getBy(), use.getPurpose()))
                        .toList());
    }

    static UseExplanationElement write(UseExplanation explanation) {
        UseExplanationElement element = new UseExplanationElement();
        element.setRequest(explanation.request().toString());
        element.setQuery(explanation.query().toString());
        element.setText(orNull(explanation.text()));
        explanation.uses().stream().map(ResultMapping::use).forEach(element.getUse()::add);
        return element;
    }

    private static UseElement use(Use use) {
        UseElement element = new UseElement();
        element.setAt(use.at());
        element.setItem(use.item());
        element.setBy(use.by());
        element.setPurpose(use.purpose());
        return element;
    }
}
