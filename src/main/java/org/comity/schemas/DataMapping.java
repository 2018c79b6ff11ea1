package org.comity.schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.comity.messages.Identifier;
import org.comity.messages.Identifier.Account;
import org.comity.messages.Identifier.FileHash;
import org.comity.messages.Identifier.Form;
import org.comity.messages.Identifier.IpAddress;
import org.comity.messages.Identifier.Plain;
import org.comity.messages.RequestContent.DataItem;
import org.comity.messages.RequestContent.Period;
import org.comity.schemas.v1.AccountElement;
import org.comity.schemas.v1.DataItemElement;
import org.comity.schemas.v1.FileHashElement;
import org.comity.schemas.v1.IdentifiersElement;
import org.comity.schemas.v1.IpAddressElement;
import org.comity.schemas.v1.PeriodElement;

/** Data items and the identifiers in them. The document groups identifiers by kind; their order among kinds means nothing. */
final class DataMapping {

    private DataMapping() {}

    static DataItem read(DataItemElement element) {
        return new DataItem(
                element.getCategory(),
                Optional.ofNullable(element.getDescription()),
                Optional.ofNullable(element.getIdentifiers())
                        .map(DataMapping::identifiers)
                        .orElse(List.of()),
                Optional.ofNullable(element.getPeriod()).map(DataMapping::period),
                Optional.ofNullable(element.getLinkToOffence()));
    }

    static DataItemElement write(DataItem item) {
        DataItemElement element = new DataItemElement();
        element.setCategory(item.category());
        element.setDescription(item.description().orElse(null));
        if (!item.identifiers().isEmpty()) {
            element.setIdentifiers(identifiers(item.identifiers()));
        }
        element.setPeriod(item.period().map(DataMapping::period).orElse(null));
        element.setLinkToOffence(item.linkToOffence().orElse(null));
        return element;
    }

    private static List<Identifier> identifiers(IdentifiersElement element) {
        List<Identifier> identifiers = new ArrayList<>();
        element.getIpAddress().forEach(ip -> identifiers.add(ipAddress(ip)));
        element.getAccount().forEach(account -> identifiers.add(account(account)));
        for (Form form : Form.values()) {
            values(element, form).forEach(value -> identifiers.add(new Plain(form, value)));
        }
        element.getFileHash().forEach(hash -> identifiers.add(new FileHash(hash.getAlgorithm(), hash.getValue())));
        return identifiers;
    }

    private static IdentifiersElement identifiers(List<Identifier> identifiers) {
        IdentifiersElement element = new IdentifiersElement();
        for (Identifier identifier : identifiers) {
            switch (identifier) {
                case IpAddress ip -> element.getIpAddress().add(ipAddress(ip));
                case Account account -> element.getAccount().add(account(account));
                case Plain(var form, var value) -> values(element, form).add(value);
                case FileHash hash -> element.getFileHash().add(fileHash(hash));
            }
        }
        return element;
    }

    /** The live list of one form, to read from and to add to. */
    private static List<String> values(IdentifiersElement element, Form form) {
        return switch (form) {
            case EMAIL -> element.getEmail();
            case TELEPHONE -> element.getTelephone();
            case DOMAIN -> element.getDomain();
            case URL -> element.getUrl();
            case WALLET -> element.getWallet();
            case TRANSACTION -> element.getTransaction();
            case IMEI -> element.getImei();
            case IMSI -> element.getImsi();
            case ICCID -> element.getIccid();
            case MAC -> element.getMac();
            case AS_NUMBER -> element.getAsNumber();
            case IBAN -> element.getIban();
            case MAIL_MESSAGE -> element.getMailMessage();
        };
    }

    private static IpAddress ipAddress(IpAddressElement element) {
        return new IpAddress(
                element.getAddress(),
                Optional.ofNullable(element.getPort()),
                Optional.ofNullable(element.getPortUnknown()),
                Optional.ofNullable(element.getAt()),
                Optional.ofNullable(element.getZone()));
    }

    private static IpAddressElement ipAddress(IpAddress ip) {
        IpAddressElement element = new IpAddressElement();
        element.setAddress(ip.address());
        element.setPort(ip.port().orElse(null));
        element.setPortUnknown(ip.portUnknown().orElse(null));
        element.setAt(ip.at().orElse(null));
        element.setZone(ip.zone().orElse(null));
        return element;
    }

    private static Account account(AccountElement element) {
        return new Account(element.getProvider(), element.getId(), Optional.ofNullable(element.getDisplayName()));
    }

    private static AccountElement account(Account account) {
        AccountElement element = new AccountElement();
        element.setProvider(account.provider());
        element.setId(account.id());
        element.setDisplayName(account.displayName().orElse(null));
        return element;
    }

    private static FileHashElement fileHash(FileHash hash) {
        FileHashElement element = new FileHashElement();
        element.setAlgorithm(hash.algorithm());
        element.setValue(hash.hex());
        return element;
    }

    static Period period(PeriodElement element) {
        return new Period(element.getFrom(), element.getUntil());
    }

    static PeriodElement period(Period period) {
        PeriodElement element = new PeriodElement();
        element.setFrom(period.from());
        element.setUntil(period.until());
        return element;
    }
}
