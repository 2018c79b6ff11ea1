package org.comity.delivery.relay;

/** Where an errand goes that crashed whoever worked on it. */
interface Poison {
    /** Parks what the errand is about, alerts, and strikes it off, in one transaction (UC-04/7a, THREAT-124). */
    void setAside(Reference errand);
}
